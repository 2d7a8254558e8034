import type { DeliveryFigures, DomainPace, OfficeState } from '#platform/mail'
import { Button } from '#ui/action'
import { type DeskFrame, DeskPage, Keys } from '#ui/desk'
import { Form, type FormState, type HiddenKeys, SubmitRow, TextField } from '#ui/form'
import { formatCount, formatDay, formatInstant, formatInteger } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState, Notice } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'

const PATH = '/agents/courriels'

type PostProps = {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly figures: readonly DeliveryFigures[]
  readonly office: OfficeState
  readonly failedCount: number
  readonly unreachableCount: number
  readonly paces: readonly DomainPace[]
  readonly state: FormState
  readonly since: Date
  readonly until: Date
  /** For an administrator; without it the page is to read only. */
  readonly keysFor: (() => HiddenKeys) | undefined
}

/** How mails leave: where things stand, what an administrator may do, figures by domain and day. */
export function PostPage(props: PostProps) {
  const { site, desk, figures, office, failedCount, unreachableCount, paces, state, since, until, keysFor } = props
  const waiting = figures.reduce((sum, { waiting }) => sum + waiting, 0)
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Courriels"
      description="Comment partent les courriels, domaine par domaine."
      current={PATH}
    >
      <PageHeader
        title="Courriels"
        lead={
          waiting === 0
            ? 'Aucun courriel n’attend de partir.'
            : `${formatCount(waiting, 'courriel attend', 'courriels attendent')} de partir.`
        }
      />
      {state.problem !== undefined && Object.keys(state.values).length === 0 && (
        <Notice kind="error" title={state.problem} />
      )}
      <Standing office={office} keysFor={keysFor} />
      {failedCount > 0 && (
        <Section
          id="echecs"
          title="À renvoyer"
          lead={`${formatCount(failedCount, 'courriel n’est pas arrivé', 'courriels ne sont pas arrivés')} : refusé par le serveur d’en face, ou sans réponse en deux jours.`}
        >
          {keysFor && <OneButton action={`${PATH}/renvoyer`} keys={keysFor()} label="Les envoyer de nouveau" />}
        </Section>
      )}
      {unreachableCount > 0 && (
        <Section
          id="adresses"
          title="Adresses qui ne reçoivent plus"
          lead={`${formatCount(unreachableCount, 'adresse', 'adresses')}. Rien n’y part plus, sauf les codes de connexion. Chaque personne est invitée à vérifier la sienne quand elle se connecte. Écrivez-lui une lettre si c’est urgent.`}
        />
      )}
      <FiguresSection figures={figures} since={since} until={until} />
      {keysFor && <PaceSection paces={paces} state={state} keys={keysFor()} />}
    </DeskPage>
  )
}

function FiguresSection({ figures, since, until }: Pick<PostProps, 'figures' | 'since' | 'until'>) {
  return (
    <Section
      id="chiffres"
      title="Par domaine et par jour"
      lead={`Comptés ici même, du ${formatInstant(since)} au ${formatInstant(until)}. Un domaine de moins de cinq personnes est compté dans « autres ».`}
    >
      <DataTable
        caption="Courriels par domaine et par jour"
        captionHidden
        rows={figures}
        columns={[
          { header: 'Domaine', namesRow: true, cell: ({ domain }) => domain || 'adresse illisible' },
          { header: 'Jour', cell: ({ day }) => formatDay(day) },
          figure('Écrits', ({ written }) => written),
          figure('En attente', ({ waiting }) => waiting),
          figure('Partis', ({ sent }) => sent),
          figure('Refusés', ({ refused }) => refused),
          figure('Remis à plus tard', ({ deferred }) => deferred),
          figure('Revenus', ({ bounced }) => bounced),
          { header: 'Délai médian', align: 'end', cell: ({ medianSeconds }) => delayOf(medianSeconds) },
        ]}
        empty={
          <EmptyState title="Aucun courriel ces deux dernières semaines.">
            <p>Les chiffres arrivent ici dès le premier envoi.</p>
          </EmptyState>
        }
      />
    </Section>
  )
}

function Standing({ office, keysFor }: Pick<PostProps, 'office' | 'keysFor'>) {
  if (office.stoppedAt !== null) {
    return (
      <Notice kind="warning" title={`Les envois sont arrêtés depuis le ${formatInstant(office.stoppedAt)}.`}>
        <p>Rien ne part, pas même les codes de connexion. Ce qui attend est gardé.</p>
        {keysFor && <OneButton action={`${PATH}/reprendre`} keys={keysFor()} label="Reprendre les envois" />}
      </Notice>
    )
  }
  return (
    <>
      {office.awaySince !== null && (
        <Notice
          kind="warning"
          title={`Notre serveur de courrier ne répond plus depuis le ${formatInstant(office.awaySince)}.`}
        >
          <p>Les courriels attendent, et partiront d’eux-mêmes. Si cela dure, appelez le service informatique.</p>
        </Notice>
      )}
      {keysFor && <OneButton action={`${PATH}/arreter`} keys={keysFor()} label="Arrêter les envois" />}
    </>
  )
}

function PaceSection({
  paces,
  state,
  keys,
}: {
  readonly paces: readonly DomainPace[]
  readonly state: FormState
  readonly keys: HiddenKeys
}) {
  return (
    <Section
      id="rythme"
      title="Rythme des envois"
      lead="Un grand fournisseur écarte qui écrit trop vite. Sans réglage : 100 courriels par minute et 2 à la fois, pour chaque domaine. Les codes de connexion passent toujours d’abord."
    >
      {paces.length > 0 && (
        <DataTable
          caption="Rythmes réglés"
          rows={paces}
          columns={[
            { header: 'Domaine', namesRow: true, cell: ({ domain }) => (domain === '*' ? 'tous les autres' : domain) },
            { header: 'Par minute', align: 'end', cell: ({ perMinute }) => formatInteger(perMinute) },
            { header: 'À la fois', align: 'end', cell: ({ atOnce }) => formatInteger(atOnce) },
          ]}
        />
      )}
      <Form action={`${PATH}/rythme`} keys={keys} state={state}>
        <TextField
          name="domaine"
          label="Domaine"
          hint="Ce qui suit le signe @, comme exemple.fr. Vide : tous les autres."
          state={state}
          optional
          spellcheck={false}
        />
        <TextField name="minute" label="Courriels par minute" state={state} inputmode="numeric" width={8} />
        <TextField name="ensemble" label="Envois à la fois" state={state} inputmode="numeric" width={4} />
        <SubmitRow label="Régler ce rythme" />
      </Form>
    </Section>
  )
}

function OneButton({
  action,
  keys,
  label,
}: {
  readonly action: string
  readonly keys: HiddenKeys
  readonly label: string
}) {
  return (
    <form action={action} method="post">
      <Keys keys={keys} />
      <Button weight="quiet">{label}</Button>
    </form>
  )
}

function figure(header: string, read: (row: DeliveryFigures) => number) {
  return { header, align: 'end' as const, cell: (row: DeliveryFigures) => formatInteger(read(row)) }
}

function delayOf(seconds: number | null): string {
  if (seconds === null) return '–'
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`
  return seconds < 5_400 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`
}
