import { frenchCents } from '#kernel/money'
import { ChoiceField, FieldGroup, Form, type FormState, SelectField, SubmitRow, TextField } from '#ui/form'
import { PageHeader } from '#ui/heading'
import { EmptyState } from '#ui/message'
import { MoneyField } from '#ui/money-field'
import { type ExecutedLine, SECTION_WORDS } from '../../budget/line.ts'
import { STAGE_KINDS, STAGE_WORDS, type StageKind } from '../../budget/stage.ts'
import { type Around, BudgetPage } from '../shell.tsx'
import { pathOfYear, YEARS } from './paths.ts'
import { maySubtract } from './reading.ts'
import type { YearProps } from './year-page.tsx'

type Props = Around & {
  readonly year: number
  readonly lines: readonly ExecutedLine[]
  readonly room: YearProps['room']
  /** Undefined until it is chosen. */
  readonly kind: StageKind | undefined
  readonly state: FormState
}

/** `/agents/budget/annees/:year/etapes/proposer`: first which stage, then its amounts. */
export function StageFormPage(props: Props) {
  const { site, desk, year, kind, lines } = props
  const title = kind === undefined ? 'Proposer des crédits' : `Proposer : ${STAGE_WORDS[kind].toLocaleLowerCase('fr')}`
  return (
    <BudgetPage
      site={site}
      desk={desk}
      title={title}
      description="Proposer les crédits d’une étape du budget."
      above={[
        { label: 'Budgets des années', href: YEARS },
        { label: `Budget ${year}`, href: pathOfYear(year) },
      ]}
    >
      <PageHeader
        kicker={`Budget ${year}`}
        title={title}
        lead="Une proposition n’ouvre rien : les crédits s’ouvrent une fois la décision exécutoire."
      />
      {lines.length === 0 ? (
        <EmptyState title="Cette année n’a pas encore de ligne.">
          <p>
            <a href={`${pathOfYear(year)}/lignes/ajouter`}>Ajoutez une ligne</a>, puis revenez proposer ses crédits.
          </p>
        </EmptyState>
      ) : kind === undefined ? (
        <Kinds year={year} />
      ) : (
        <Amounts {...props} kind={kind} />
      )}
    </BudgetPage>
  )
}

function Kinds({ year }: { readonly year: number }) {
  const state = { values: { sorte: 'bp' }, errors: {} }
  return (
    <form class="form" method="get" action={`${pathOfYear(year)}/etapes/proposer`}>
      <ChoiceField
        name="sorte"
        label="Quelle étape ?"
        state={state}
        options={STAGE_KINDS.map((kind) => ({ value: kind, label: STAGE_WORDS[kind], hint: KIND_HINTS[kind] }))}
      />
      <SubmitRow label="Continuer" />
    </form>
  )
}

function Amounts(props: Props & { readonly kind: StageKind }) {
  const { year, kind, lines, state, keysFor } = props
  return (
    <Form action={`${pathOfYear(year)}/etapes/proposer`} keys={keysFor()} state={state} keep={{ sorte: kind }}>
      <TextField name="titre" label="Titre" hint="Comme dans le rapport." state={state} maxlength={200} />
      {kind === 'move' ? <Move {...props} /> : <LineAmounts lines={lines} kind={kind} state={state} />}
      <TextField
        name="source"
        label="Source des montants"
        hint="Si ce n’est pas votre proposition : un rapport, une page."
        state={state}
        optional
        maxlength={300}
      />
      <SubmitRow
        label="Proposer"
        note="Vous verrez ensuite le rapport à inscrire."
        ways={[{ label: 'Ne rien proposer', href: pathOfYear(year) }]}
      />
    </Form>
  )
}

function Move({ lines, room, state }: Props) {
  const options = lines
    .filter(({ direction }) => direction === 'expense')
    .map(({ id, label, chapter, section, execution }) => {
      const left = frenchCents(execution.availableCents)
      return { value: id, label: `${label}, chapitre ${chapter}, ${SECTION_WORDS[section]} (reste ${left})` }
    })
  const told = (['F', 'I'] as const)
    .map((section) => `${SECTION_WORDS[section]} : il reste ${frenchCents(room[section].leftCents)}`)
    .join('. ')
  return (
    <FieldGroup title="Le virement" lead={`${told}. Les chapitres du personnel ne changent pas.`}>
      <SelectField name="prendre" label="Prendre sur" state={state} options={options} empty="Choisissez une ligne" />
      <SelectField name="donner" label="Donner à" state={state} options={options} empty="Choisissez une ligne" />
      <MoneyField name="montant" label="Montant" state={state} />
    </FieldGroup>
  )
}

function LineAmounts({ lines, kind, state }: Pick<Props, 'lines' | 'state'> & { readonly kind: StageKind }) {
  const isChange = maySubtract(kind)
  return (
    <FieldGroup
      title="Montants, ligne par ligne"
      lead={
        isChange
          ? 'Ce qui s’ajoute à la ligne. Pour retirer 500 €, écrivez -500. Laissez vide ce qui ne change pas.'
          : 'Laissez vide une ligne qui n’a pas de crédit.'
      }
    >
      {lines.map((line) => {
        const field = {
          name: `montant-${line.id}`,
          label: `${line.label} (${line.code})`,
          hint: line.direction === 'receipt' ? 'Recette' : `Ouvert : ${frenchCents(line.execution.openedCents)}`,
          state,
          optional: true,
        }
        return isChange ? <TextField {...field} width={16} maxlength={24} /> : <MoneyField {...field} />
      })}
    </FieldGroup>
  )
}

const KIND_HINTS: Readonly<Record<StageKind, string>> = {
  rob: 'Le débat d’avant le vote. N’ouvre aucun crédit.',
  bp: 'Les crédits votés pour l’année.',
  bs: 'Reprend les résultats de l’année passée.',
  dm: 'Ajoute ou retire des crédits en cours d’année.',
  move: 'D’une ligne à une autre, par décision de l’exécutif, dans la limite de la section.',
}
