import { type Day, writtenDay } from '#kernel/calendar'
import { type Cents, frenchCents } from '#kernel/money'
import { type DeskFrame, DeskPage } from '#ui/desk'
import { PageHeader, Section } from '#ui/heading'
import { Facts } from '#ui/list'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import type { Engagement } from '../budget/engagement.ts'
import { type BudgetLine, type LineExecution, SECTION_WORDS } from '../budget/line.ts'
import { wordsOfState } from './engagement-words.ts'
import { BUDGET_DESK, DayForm } from './parts.tsx'
import { pathOfYear } from './years/paths.ts'

/** One movement on the credits of a line, as the journal holds it. */
export type Movement = { readonly on: Day; readonly code: string; readonly amountCents: Cents; readonly isIn: boolean }

type Props = {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly isFinance: boolean
  readonly line: BudgetLine
  readonly execution: LineExecution
  readonly on: Day
  readonly engagements: readonly Engagement[]
  readonly movements: readonly Movement[]
}

/** `/agents/budget/lignes/:id`: what is left on a line, and why. */
export function LinePage({ site, desk, isFinance, line, execution, on, engagements, movements }: Props) {
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={line.label}
      description="Une ligne du budget, ses engagements et ses mouvements."
      current={BUDGET_DESK}
      trail={[{ label: 'Budget et paiements', href: BUDGET_DESK }]}
    >
      <PageHeader kicker={`${SECTION_WORDS[line.section]} ${line.year}, ligne ${line.code}`} title={line.label}>
        <a href={pathOfYear(line.year)}>Budget {line.year}</a>
        {isFinance && <a href={`${BUDGET_DESK}/lignes/${line.id}/modifier`}>Renommer</a>}
      </PageHeader>
      <Section id="solde" title={`Au ${writtenDay(on)}`}>
        <DayForm on={on} />
        <Facts
          facts={[
            { label: 'Crédits ouverts', value: frenchCents(execution.openedCents) },
            { label: 'Engagé', value: frenchCents(execution.engagedCents) },
            { label: 'Liquidé', value: frenchCents(execution.liquidatedCents) },
            { label: 'Mandaté', value: frenchCents(execution.mandatedCents) },
            { label: 'Payé', value: frenchCents(execution.paidCents) },
            { label: 'Reporté', value: frenchCents(execution.carriedCents) },
            { label: 'Disponible', value: frenchCents(execution.availableCents) },
          ]}
        />
      </Section>
      <Section id="expliquer" title="Expliquer ce solde">
        <DataTable
          caption="Mouvements du crédit disponible, un par un"
          rows={movements}
          columns={[
            { header: 'Jour', namesRow: true, cell: (each) => writtenDay(each.on) },
            { header: 'Ce qui se passe', cell: ({ code }) => MOVEMENT_WORDS[code] ?? code },
            { header: 'Entre', align: 'end', cell: ({ isIn, amountCents }) => (isIn ? frenchCents(amountCents) : '') },
            { header: 'Sort', align: 'end', cell: ({ isIn, amountCents }) => (isIn ? '' : frenchCents(amountCents)) },
          ]}
          empty={<p>Aucun crédit n’est ouvert ce jour-là.</p>}
        />
      </Section>
      <Engagements engagements={engagements} />
    </DeskPage>
  )
}

function Engagements({ engagements }: Pick<Props, 'engagements'>) {
  return (
    <Section id="engagements" title="Engagements">
      <DataTable
        caption="Engagements de cette ligne"
        captionHidden
        rows={engagements}
        columns={[
          {
            header: 'Dépense',
            namesRow: true,
            cell: ({ id, purpose }) => <a href={`${BUDGET_DESK}/engagements/${id}`}>{purpose}</a>,
          },
          { header: 'Numéro', cell: ({ number }) => number ?? 'Pas encore' },
          { header: 'Bénéficiaire', cell: ({ payee }) => payee.name },
          { header: 'Demandé', align: 'end', cell: ({ askedCents }) => frenchCents(askedCents) },
          { header: 'État', cell: (each) => wordsOfState(each) },
        ]}
        empty={<p>Rien n’est engagé sur cette ligne.</p>}
      />
    </Section>
  )
}

/** What each code of the journal means, for who reads a balance. */
const MOVEMENT_WORDS: Readonly<Record<string, string>> = {
  'budget.bp': 'Ouvert par le budget primitif',
  'budget.bs': 'Changé par le budget supplémentaire',
  'budget.dm': 'Changé par une décision modificative',
  'budget.move': 'Virement entre chapitres',
  'budget.engage': 'Engagé',
  'budget.complement': 'Engagement complémentaire',
  'budget.release': 'Rendu par un engagement',
  'budget.carry-in': 'Reporté de l’année précédente',
}
