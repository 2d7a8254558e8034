import { cents, frenchCents } from '#kernel/money'
import { ConflictForm, type Difference } from '#ui/conflict'
import { type DeskFrame, DeskPage } from '#ui/desk'
import { Form, type FormState, type HiddenKeys, SubmitRow, TextArea } from '#ui/form'
import { formatCount } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Notice } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import { type LineFault, MOST_LINES } from '../lines.ts'
import type { Beneficiary, Decision } from '../model.ts'
import { StandingBadge } from '../pages/standing.tsx'
import type { Meeting } from '../store/index.ts'
import { ReportForm } from './decisions-page.tsx'

const PATH = '/agents/decisions'

type Shell = {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly decision: Decision
  readonly keys: HiddenKeys
}

const trailOf = ({ id, title }: Decision) => [
  { label: 'Rapports et décisions', href: PATH },
  { label: title, href: `${PATH}/${id}` },
]

/** `/agents/decisions/:id/corriger`: other words, until the convocation. */
export function CorrectionPage(
  props: Shell & {
    readonly meetings: readonly Meeting[]
    readonly state: FormState
    readonly version: number
    /** Why its words no longer change; undefined: they do. */
    readonly closed: string | undefined
  },
) {
  const { site, desk, decision, meetings, state, version, keys, closed } = props
  const back = { label: 'Ne rien changer', href: `${PATH}/${decision.id}` }
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={`Corriger : ${decision.title}`}
      description="Les mots d’un rapport, avant sa convocation."
      current={PATH}
      trail={trailOf(decision)}
    >
      <PageHeader kicker={`Rapport n°\u00a0${decision.chrono}`} title="Corriger ce rapport">
        <p>
          <StandingBadge decision={decision} />
        </p>
      </PageHeader>
      {closed !== undefined ? (
        <Notice kind="warning" title={closed}>
          <p>
            <a href={back.href}>Revenir au rapport</a>
          </p>
        </Notice>
      ) : (
        <ReportForm
          {...{ meetings, state, keys, back }}
          action={`${PATH}/${decision.id}/corriger`}
          keep={{ version: String(version) }}
          label="Enregistrer la correction"
          note="Les visas déjà donnés seront redemandés : ils valaient pour le texte d’avant."
        />
      )}
    </DeskPage>
  )
}

/** Somebody saved the same report meanwhile: both texts, field by field. */
export function ReportConflictPage(
  props: Shell & {
    readonly differences: readonly Difference[]
    readonly keep: Readonly<Record<string, string>>
    readonly when: string
  },
) {
  const { site, desk, decision, keys, differences, keep, when } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={decision.title}
      description="Deux textes à départager."
      current={PATH}
      trail={trailOf(decision)}
    >
      <PageHeader kicker="Deux textes à départager" title={decision.title} />
      <ConflictForm
        action={`${PATH}/${decision.id}/corriger`}
        keys={keys}
        who="Une autre personne"
        {...{ when, differences, keep }}
      />
    </DeskPage>
  )
}

/** `/agents/decisions/:id/importer`: a list pasted from a spreadsheet, looked at line by line before anything is added. */
export function ImportPage(
  props: Shell & {
    readonly state: FormState
    readonly faults?: readonly LineFault[]
    readonly ready?: readonly Beneficiary[]
    readonly closed: string | undefined
  },
) {
  const { site, desk, decision, state, faults, ready, keys, closed } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Coller une liste de bénéficiaires"
      description="Une liste copiée d’un tableur, vérifiée ligne à ligne."
      current={PATH}
      trail={trailOf(decision)}
    >
      <PageHeader
        kicker={`Rapport n°\u00a0${decision.chrono}`}
        title="Coller une liste de bénéficiaires"
        lead="Rien n’est ajouté avant que vous ayez vu toutes les lignes."
      />
      {closed !== undefined ? (
        <Notice kind="warning" title={closed} />
      ) : (
        <>
          {ready && <Ready {...{ decision, ready, keys }} typed={state.values.liste ?? ''} />}
          {faults && <Faults faults={faults} />}
          <ListForm {...{ decision, state, keys }} isAgain={ready !== undefined} />
        </>
      )}
    </DeskPage>
  )
}

function ListForm(props: Pick<Shell, 'decision' | 'keys'> & { readonly state: FormState; readonly isAgain: boolean }) {
  const { decision, state, keys, isAgain } = props
  return (
    <Section id="liste" title={isAgain ? 'Changer la liste' : 'La liste'}>
      <Form action={`${PATH}/${decision.id}/importer`} keys={keys} state={state}>
        <TextArea
          name="liste"
          label="Les lignes, copiées du tableur"
          hint={`Dans cet ordre : SIRET ou RNA, nom, pour quoi, montant proposé, et la référence si vous l’avez. ${MOST_LINES} lignes au plus.`}
          state={state}
          rows={12}
        />
        <SubmitRow
          label={isAgain ? 'Vérifier de nouveau' : 'Vérifier la liste'}
          ways={[{ label: 'Revenir au rapport', href: `${PATH}/${decision.id}` }]}
        />
      </Form>
    </Section>
  )
}

function Faults({ faults }: { readonly faults: readonly LineFault[] }) {
  return (
    <Section id="a-corriger" title={formatCount(faults.length, 'ligne à corriger', 'lignes à corriger')}>
      <DataTable
        caption="Lignes à corriger"
        captionHidden
        rows={faults}
        columns={[
          { header: 'Ligne', namesRow: true, cell: ({ line }) => String(line) },
          { header: 'Ce qu’il faut écrire', cell: ({ sentence }) => sentence },
        ]}
      />
    </Section>
  )
}

function Ready(
  props: Pick<Shell, 'decision' | 'keys'> & { readonly ready: readonly Beneficiary[]; readonly typed: string },
) {
  const { decision, ready, keys, typed } = props
  const total = cents(ready.reduce((sum, { proposedCents }) => sum + proposedCents, 0n))
  const count = formatCount(ready.length, 'ligne', 'lignes')
  return (
    <Section id="pretes" title={`${count} à ajouter`} lead="Tout est lisible. Rien n’est encore ajouté.">
      <DataTable
        caption="Lignes à ajouter"
        captionHidden
        rows={ready}
        columns={[
          {
            header: 'Organisation',
            namesRow: true,
            cell: ({ beneficiaryName, beneficiaryId }) => `${beneficiaryName} (${beneficiaryId})`,
            total: 'Total',
          },
          { header: 'Pour quoi', cell: ({ purpose }) => purpose },
          {
            header: 'Proposé',
            align: 'end',
            cell: ({ proposedCents }) => frenchCents(proposedCents),
            total: frenchCents(total),
          },
        ]}
      />
      <Form action={`${PATH}/${decision.id}/importer`} keys={keys} keep={{ liste: typed, faire: 'ajouter' }}>
        <SubmitRow label={`Ajouter ${ready.length === 1 ? 'cette ligne' : `ces ${count}`}`} />
      </Form>
    </Section>
  )
}
