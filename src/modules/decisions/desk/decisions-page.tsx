import { frenchCents } from '#kernel/money'
import { ButtonLink } from '#ui/action'
import { type DeskFrame, DeskPage } from '#ui/desk'
import {
  ChoiceField,
  Form,
  type FormState,
  type HiddenKeys,
  SelectField,
  SubmitRow,
  TextArea,
  TextField,
} from '#ui/form'
import { formatInstant } from '#ui/format'
import { PageHeader } from '#ui/heading'
import { EmptyState } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import { type Decision, PAYMENT_NATURES, stateOf, sumOfCents } from '../model.ts'
import { StandingBadge } from '../pages/standing.tsx'
import { BODY_WORDS, NATURE_WORDS, SUBJECTS } from '../sentences.ts'
import { STATE_WORDS } from '../standing.ts'
import type { Meeting } from '../store/index.ts'

const PATH = '/agents/decisions'

type Shell = { readonly site: SiteFrame; readonly desk: DeskFrame }

/** `/agents/decisions`: the last report first. */
export function ReportsPage(
  props: Shell & {
    readonly decisions: readonly Decision[]
    /** Of the reader: what they are tied to is not shown to them. */
    readonly tied: ReadonlySet<string>
    readonly mayWrite: boolean
  },
) {
  const { site, desk, decisions, tied, mayWrite } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Rapports et décisions"
      description="Les rapports, les délibérations et les arrêtés, avec leur état."
      current={PATH}
      publicFace={{ label: 'Voir les décisions publiées', href: '/decisions' }}
    >
      <PageHeader
        title="Rapports et décisions"
        lead="Proposé n’est pas décidé : rien n’est notifié, signé ni payé avant « exécutoire »."
      >
        {mayWrite && (
          <ButtonLink href={`${PATH}/nouvelle`} icon="plus">
            Inscrire un rapport
          </ButtonLink>
        )}
      </PageHeader>
      <DataTable
        caption="Rapports et décisions"
        captionHidden
        rows={decisions}
        columns={[
          { header: 'N°', cell: ({ chrono }) => chrono },
          { header: 'Objet', namesRow: true, cell: ({ id, title }) => <a href={`${PATH}/${id}`}>{title}</a> },
          {
            header: 'Proposé',
            align: 'end',
            cell: ({ lines }) =>
              lines.some(({ beneficiaryId }) => tied.has(beneficiaryId))
                ? 'Déport'
                : frenchCents(sumOfCents(lines, 'proposedCents')),
          },
          { header: 'Étape', cell: (decision) => STATE_WORDS[stateOf(decision)] },
          { header: 'Décision', cell: (decision) => <StandingBadge decision={decision} /> },
        ]}
        empty={
          <EmptyState title="Aucun rapport n’est encore inscrit.">
            <p>Inscrivez le premier : il prend un numéro chrono et commence son circuit de visas.</p>
          </EmptyState>
        }
      />
    </DeskPage>
  )
}

/** `/agents/decisions/nouvelle`: a report takes its chrono number. */
export function NewReportPage(
  props: Shell & { readonly meetings: readonly Meeting[]; readonly state: FormState; readonly keys: HiddenKeys },
) {
  const { site, desk, meetings, state, keys } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Inscrire un rapport"
      description="Un rapport pour une séance, ou un projet d’arrêté."
      current={PATH}
      trail={[{ label: 'Rapports et décisions', href: PATH }]}
    >
      <PageHeader title="Inscrire un rapport" lead="Les bénéficiaires s’ajoutent ensuite, un par ligne." />
      <ReportForm
        {...{ meetings, state, keys }}
        action={`${PATH}/nouvelle`}
        label="Inscrire ce rapport"
        back={{ label: 'Ne rien inscrire', href: PATH }}
      />
    </DeskPage>
  )
}

export type ReportFormProps = {
  readonly meetings: readonly Meeting[]
  readonly state: FormState
  readonly keys: HiddenKeys
  readonly action: string
  readonly keep?: Readonly<Record<string, string>>
  readonly label: string
  readonly note?: string
  /** Where one goes without changing anything. */
  readonly back: { readonly label: string; readonly href: string }
}

/** The words of a report: the same to enter one and to correct it. */
export function ReportForm({ meetings, state, keys, action, keep, label, note, back }: ReportFormProps) {
  return (
    <Form action={action} keys={keys} state={state} keep={keep}>
      <ChoiceField
        name="nature"
        label="Quel acte est préparé ?"
        state={state}
        options={[
          { value: 'deliberation', label: 'Une délibération' },
          { value: 'order', label: 'Un arrêté' },
        ]}
      />
      <SelectField
        name="seance"
        label="Séance"
        hint="Pour une délibération."
        state={state}
        empty="Aucune"
        optional
        options={meetings.map(({ id, body, meetsAt }) => ({
          value: id,
          label: `${BODY_WORDS[body]}, ${formatInstant(meetsAt)}`,
        }))}
      />
      <WordsFields state={state} />
      <MoneyFields state={state} />
      <SubmitRow label={label} note={note} ways={[back]} />
    </Form>
  )
}

function WordsFields({ state }: { readonly state: FormState }) {
  return (
    <>
      <TextField
        name="objet"
        label="Objet"
        hint="Publié tel quel. Aucun nom de particulier."
        state={state}
        maxlength={300}
      />
      <TextArea
        name="base"
        label="Base légale"
        hint="L’article et la compétence, comme : CGCT, article L3211-1, solidarités."
        state={state}
        rows={2}
        maxlength={500}
      />
    </>
  )
}

function MoneyFields({ state }: { readonly state: FormState }) {
  return (
    <>
      <SelectField
        name="paiement"
        label="Ce qui est payé"
        state={state}
        empty="Choisissez"
        options={PAYMENT_NATURES.map((value) => ({ value, label: NATURE_WORDS[value] }))}
      />
      <SelectField
        name="matiere"
        label="Matière"
        hint="De la nomenclature ACTES."
        state={state}
        options={Object.entries(SUBJECTS).map(([value, label]) => ({ value, label: `${value} ${label}` }))}
      />
      <TextField name="exercice" label="Exercice budgétaire" state={state} optional inputmode="numeric" width={6} />
      <TextField
        name="decide"
        label="Ce qui est décidé, dans la plateforme"
        hint="Une référence comme edition:2026. Laissez vide si chaque bénéficiaire a la sienne."
        state={state}
        optional
        maxlength={100}
      />
    </>
  )
}
