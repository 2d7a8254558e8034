import { writtenDay } from '#kernel/calendar'
import { dayOf } from '#modules/accounts'
import { Badge } from '#ui/badge'
import { Form, type FormState, SelectField, SubmitRow, TextField } from '#ui/form'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState } from '#ui/message'
import { DataTable } from '#ui/table'
import type { BudgetYear } from '../../budget/line.ts'
import { type Nomenclature, STATUS_WORDS } from '../../budget/nomenclature.ts'
import { BUDGET_DESK } from '../parts.tsx'
import { type Around, BudgetPage } from '../shell.tsx'
import { pathOfYear, YEARS } from './paths.ts'

type Props = Around & {
  readonly years: readonly BudgetYear[]
  readonly nomenclatures: readonly Nomenclature[]
  readonly state: FormState
}

/** `/agents/budget/annees`: the budget of each year, and how one begins. */
export function YearsPage(props: Props) {
  const { site, desk, isFinance, years } = props
  return (
    <BudgetPage
      site={site}
      desk={desk}
      title="Budgets des années"
      description="Ouvrir une année, ses lignes, ses votes."
    >
      <PageHeader
        title="Budgets des années"
        lead="Une année a ses lignes, puis des crédits proposés, puis décidés. Rien n’est ouvert avant une décision exécutoire."
      />
      <Section id="annees" title="Années">
        <DataTable
          caption="Budgets"
          captionHidden
          rows={years}
          columns={[
            { header: 'Année', namesRow: true, cell: ({ year }) => <a href={pathOfYear(year)}>Budget {year}</a> },
            { header: 'État', cell: ({ closedAt }) => <YearBadge closedAt={closedAt} /> },
          ]}
          empty={
            <EmptyState title="Aucune année n’est ouverte.">
              <p>Ouvrez la première ci-dessous, puis ajoutez ses lignes.</p>
            </EmptyState>
          }
        />
      </Section>
      {isFinance && <OpenYear {...props} />}
    </BudgetPage>
  )
}

export function YearBadge({ closedAt }: Pick<BudgetYear, 'closedAt'>) {
  if (closedAt === null) return <Badge kind="open" />
  return <Badge kind="closed">Clos par son CFU le {writtenDay(dayOf(closedAt))}</Badge>
}

function OpenYear({ nomenclatures, state, keysFor }: Props) {
  if (nomenclatures.length === 0) {
    return (
      <Section id="ouvrir" title="Ouvrir une année">
        <p>
          Il faut d’abord une nomenclature : <a href={`${BUDGET_DESK}/nomenclatures`}>importez la M57</a>.
        </p>
      </Section>
    )
  }
  const options = nomenclatures.map(({ id, name, yearFrom, status }) => {
    return { value: id, label: `${name}, à partir de ${yearFrom} (${STATUS_WORDS[status]})` }
  })
  return (
    <Section id="ouvrir" title="Ouvrir une année" lead="Sans ligne ni crédit pour commencer.">
      <Form action={YEARS} keys={keysFor()} state={state}>
        <TextField name="annee" label="Année" state={state} inputmode="numeric" width={6} maxlength={4} />
        <SelectField name="nomenclature" label="Nomenclature de l’année" state={state} options={options} />
        <SubmitRow label="Ouvrir cette année" />
      </Form>
    </Section>
  )
}
