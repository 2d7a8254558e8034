import { Badge } from '#ui/badge'
import { type DeskFrame, DeskPage } from '#ui/desk'
import { BoxField, Form, type FormState, type HiddenKeys, SubmitRow, TextArea, TextField } from '#ui/form'
import { formatCount, formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EntryList, Facts } from '#ui/list'
import { EmptyState, Notice } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import { Thread } from '#ui/thread'
import { type Incident, type IncidentStep, KEEPING_BOUNDS, type Standing } from '../checking.ts'
import { durationOf, resultOf, STEP_TITLES, stateOf } from '../pages/words.ts'

const PATH = '/agents/transparence'
const PUBLIC = { label: 'Voir la page publique', href: '/transparence' } as const

type Frame = {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly keys: HiddenKeys
  readonly state: FormState
}

/** `/agents/transparence`: what fails and waits for an agent. */
export function IncidentsPage(props: Frame & { readonly standing: Standing; readonly maySet: boolean }) {
  const { standing, maySet, keys, state } = props
  const open = standing.incidents.filter(({ closedAt }) => closedAt === null)
  const closed = standing.incidents.filter(({ closedAt }) => closedAt !== null)
  const wrong = standing.checks.filter(({ run }) => run?.result !== 'holds')
  return (
    <DeskPage
      site={props.site}
      desk={props.desk}
      title="Contrôles et incidents"
      description="Ce qui doit toujours être vrai, et ce qui ne l’est plus."
      current={PATH}
      publicFace={PUBLIC}
    >
      <PageHeader
        title="Contrôles et incidents"
        lead="Quand un contrôle trouve une erreur, un incident s’ouvre. Écrivez ce que vous avez vu et ce que vous faites."
      />
      <Section id="ouverts" title="À traiter">
        {open.length === 0 ? (
          <EmptyState title="Aucun incident n’est ouvert." />
        ) : (
          <EntryList level={3} entries={open.map(entryOf)} />
        )}
      </Section>
      {wrong.length > 0 && <WrongChecks checks={wrong} />}
      {closed.length > 0 && (
        <Section id="clos" title="Derniers incidents clos">
          <EntryList level={3} entries={closed.map(entryOf)} />
        </Section>
      )}
      {maySet && <Keeping keys={keys} state={state} />}
    </DeskPage>
  )
}

function WrongChecks({ checks }: { readonly checks: Standing['checks'] }) {
  return (
    <Section id="controles" title="Contrôles qui ne sont pas justes, ou pas faits">
      <DataTable
        caption="Contrôles qui ne sont pas justes, ou pas faits"
        captionHidden
        rows={checks}
        columns={[
          { header: 'Ce qui doit être vrai', namesRow: true, cell: ({ sentence }) => sentence },
          {
            header: 'Résultat',
            cell: ({ run, severity }) => {
              const { badge, word, detail } = resultOf(run, severity)
              return (
                <>
                  <Badge kind={badge}>{word}</Badge>
                  {detail !== undefined && <p class="hint">{detail}</p>}
                </>
              )
            },
          },
          {
            header: 'Vérifié',
            cell: ({ run }) => (run ? `${formatInstant(run.askedAt)}, en ${durationOf(run.durationMs)}` : 'pas encore'),
          },
        ]}
      />
    </Section>
  )
}

function Keeping({ keys, state }: Pick<Frame, 'keys' | 'state'>) {
  return (
    <Section
      id="conservation"
      title="Combien de temps on garde les vérifications"
      lead="Celles qui ont trouvé une erreur restent toujours."
    >
      <Form action={`${PATH}/conservation`} keys={keys} state={state}>
        <TextField
          name="jours"
          label="Toutes : nombre de jours"
          hint={`De ${KEEPING_BOUNDS.detailDays.join(' à ')}. D’ordinaire 30.`}
          state={state}
          inputmode="numeric"
          width={4}
        />
        <TextField
          name="mois"
          label="La dernière de chaque jour : nombre de mois"
          hint={`De ${KEEPING_BOUNDS.dailyMonths.join(' à ')}. D’ordinaire 60.`}
          state={state}
          inputmode="numeric"
          width={4}
        />
        <SubmitRow label="Enregistrer" />
      </Form>
    </Section>
  )
}

function entryOf(incident: Incident) {
  const { id, sentence, openedAt, rowCount, isPublished } = incident
  return {
    href: `${PATH}/${id}`,
    title: sentence,
    kicker: `Depuis le ${formatInstant(openedAt)}`,
    lead: stateOf(incident),
    facts: [
      { label: 'Combien', value: formatCount(rowCount, 'cas trouvé', 'cas trouvés') },
      { label: 'Pour le public', value: isPublished ? 'publié' : 'pas encore publié' },
    ],
  }
}

type IncidentProps = Frame & {
  readonly incident: Incident
  readonly steps: readonly IncidentStep[]
  /** Somebody wrote meanwhile: what they wrote is shown above the form. */
  readonly isMoved: boolean
}

/** `/agents/transparence/:id`: one incident, its story and what is written of it. */
export function IncidentPage({ site, desk, incident, steps, state, isMoved, keys }: IncidentProps) {
  const { sentence, rowCount, rowIds, closedAt } = incident
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Un incident"
      description="Ce qui n’est plus vrai, et ce qui est fait."
      current={PATH}
      publicFace={PUBLIC}
      trail={[
        { label: 'À faire', href: '/agents' },
        { label: 'Contrôles et incidents', href: PATH },
      ]}
    >
      <PageHeader kicker="Incident" title={sentence} lead={stateOf(incident)} />
      <Section id="trouve" title="Ce que le contrôle a trouvé">
        <p>{formatCount(rowCount, 'cas trouvé', 'cas trouvés')}.</p>
        {rowIds.length > 0 && (
          <>
            <p>Numéros à donner à un administrateur :</p>
            <ul>
              {rowIds.map((rowId) => (
                <li>
                  <code>{rowId}</code>
                </li>
              ))}
            </ul>
          </>
        )}
      </Section>
      <Section id="suite" title="Ce que vous en dites" lead="En mots simples, sans le nom de personne.">
        {isMoved && <Texts incident={incident} />}
        {closedAt ? <Texts incident={incident} /> : <Account {...{ incident, keys, state }} />}
      </Section>
      <Section id="histoire" title="Son histoire">
        <Thread
          label="Histoire de l’incident"
          knots={steps.map((step) => ({
            state: 'past' as const,
            title: STEP_TITLES[step.kind],
            when: formatInstant(step.happenedAt),
            detail: step.rowCount > 0 ? formatCount(step.rowCount, 'cas', 'cas') : undefined,
          }))}
        />
      </Section>
    </DeskPage>
  )
}

function Account({ incident, keys, state }: Pick<IncidentProps, 'incident' | 'keys' | 'state'>) {
  return (
    <Form action={`${PATH}/${incident.id}`} keys={keys} state={state} keep={{ version: String(incident.version) }}>
      <TextArea name="vu" label="Ce que vous avez vu" state={state} optional rows={3} maxlength={2000} />
      <TextArea name="fait" label="Ce que vous faites" state={state} optional rows={3} maxlength={2000} />
      <TextArea
        name="cause"
        label="Pourquoi c’est arrivé"
        hint="L’incident est clos quand la cause est écrite et que le contrôle est de nouveau juste."
        state={state}
        optional
        rows={3}
        maxlength={2000}
      />
      <BoxField name="publier" label="Publier ces textes sur la page « Transparence »" state={state} />
      <SubmitRow label="Enregistrer" />
    </Form>
  )
}

function Texts({ incident }: { readonly incident: Incident }) {
  const { seen, doing, cause, handledAt } = incident
  return (
    <Notice kind="info" title={`Texte enregistré${handledAt ? ` le ${formatInstant(handledAt)}` : ''}`}>
      <Facts
        facts={[
          { label: 'Ce qui a été vu', value: seen || '(vide)' },
          { label: 'Ce qui est fait', value: doing || '(vide)' },
          { label: 'La cause', value: cause || '(vide)' },
        ]}
      />
    </Notice>
  )
}
