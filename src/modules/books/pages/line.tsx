import type { BudgetPart } from '#platform/context'
import { Badge } from '#ui/badge'
import { ChartWithTable } from '#ui/chart'
import { Section } from '#ui/heading'
import { Facts } from '#ui/list'
import type { SiteFrame } from '#ui/page'
import { StackedBars } from '#ui/stacked-bars'
import { DataTable } from '#ui/table'
import { DIRECTION_WORDS, type ExecutedLine, PERIMETER_WORDS, SECTION_WORDS } from '../budget/line.ts'
import type { NaturalTotal, PublicPayment } from '../published/model.ts'
import { linePath, PIECES, piecesOf, ReceiptLines } from './lines-drawing.tsx'
import { BudgetParts } from './parts.tsx'
import { NaturalTotals, OlderPayments, PaymentTable } from './payment-table.tsx'
import { BudgetShell, HOME } from './shell.tsx'
import { euros, OurSource, shareOf } from './words.tsx'

/** `/budget/lignes/F-65748-61`: one line, year after year, down to each payment. */
export function LinePage(props: {
  readonly site: SiteFrame
  /** The line in each year that has it, the last first; never none. */
  readonly line: readonly [ExecutedLine, ...ExecutedLine[]]
  readonly years: readonly number[]
  readonly payments: readonly PublicPayment[]
  /** Address of the rest of the list. */
  readonly next: string | undefined
  readonly natural: readonly NaturalTotal[]
  readonly parts: readonly BudgetPart[]
}) {
  const { site, line, years, parts } = props
  const [last] = line
  const isFictitious = line.some((each) => each.isFictitious)
  return (
    <BudgetShell
      site={site}
      path={linePath(last.code)}
      tab={`${HOME}/${last.year}`}
      kicker={`Ligne de budget ${last.code}`}
      title={last.label}
      lead={last.direction === 'expense' ? <Summary line={last} /> : 'Une recette : de l’argent qui entre.'}
      description={`${last.label} : ce qui est ouvert, engagé et payé, année par année.`}
      years={years}
      badges={
        <>
          <Badge kind={last.perimeter === 'dedicated' ? 'open' : 'coming'}>
            Budget {PERIMETER_WORDS[last.perimeter]}
          </Badge>{' '}
          {isFictitious && <Badge kind="fictitious" />}
        </>
      }
    >
      <Section id="annees" title="Année par année">
        {last.direction === 'expense' ? <Years line={line} /> : <ReceiptLines lines={line} />}
        <OurSource territoryName={site.territoryName} when="à chaque opération" isFictitious={isFictitious} />
      </Section>
      <Codes line={last} />
      <BudgetParts parts={parts} />
      <Payments {...props} />
    </BudgetShell>
  )
}

type Told = Parameters<typeof LinePage>[0]

function Payments({ site, line: [last], payments, next, natural }: Told) {
  return (
    <Section id="paiements" title="Les paiements">
      {payments.length === 0 ? (
        <p>Aucun paiement à une association, une entreprise ou une collectivité pour le moment.</p>
      ) : (
        <>
          <PaymentTable caption={`Paiements, ${last.label}`} payments={payments} withoutLine />
          <OurSource
            territoryName={site.territoryName}
            when="à chaque paiement"
            isFictitious={payments.some((each) => each.isFictitious)}
          />
        </>
      )}
      <OlderPayments next={next} />
      <NaturalTotals totals={natural} />
    </Section>
  )
}

function Codes({ line }: { readonly line: ExecutedLine }) {
  return (
    <Section id="nomenclature" title="Dans le budget">
      <Facts
        facts={[
          { label: 'Section', value: SECTION_WORDS[line.section] },
          { label: 'Sens', value: DIRECTION_WORDS[line.direction] },
          { label: 'Chapitre', value: line.chapter },
          { label: 'Article (nature)', value: line.nature },
          { label: 'Fonction', value: line.function },
        ]}
      />
    </Section>
  )
}

function Summary({ line: { year, execution } }: { readonly line: ExecutedLine }) {
  const { openedCents, engagedCents, paidCents, availableCents } = execution
  if (openedCents === 0n) return <>Rien n’est ouvert en {year}.</>
  return (
    <>
      En {year}, les élus ont voté {euros(openedCents)}. {euros(engagedCents)} sont mis de côté, dont {euros(paidCents)}{' '}
      déjà payés ({shareOf(paidCents, openedCents)}). Il reste {euros(availableCents)}.
    </>
  )
}

function Years({ line }: { readonly line: readonly ExecutedLine[] }) {
  return (
    <ChartWithTable
      chart={
        <StackedBars
          title="Ce que devient l’argent ouvert"
          description={line.map(({ year, execution }) => `${year} : ${euros(execution.openedCents)}`).join(', ')}
          names={PIECES}
          bars={line.map((each) => ({
            label: String(each.year),
            values: piecesOf(each),
            display: euros(each.execution.openedCents),
          }))}
        />
      }
      table={<YearsTable line={line} />}
    />
  )
}

function YearsTable({ line }: { readonly line: readonly ExecutedLine[] }) {
  return (
    <DataTable
      caption="Montants de chaque année"
      rows={line}
      columns={[
        { header: 'Année', namesRow: true, cell: ({ year }) => <a href={`${HOME}/${year}`}>{year}</a> },
        { header: 'Ouvert', align: 'end', cell: ({ execution }) => euros(execution.openedCents) },
        { header: 'Engagé', align: 'end', cell: ({ execution }) => euros(execution.engagedCents) },
        { header: 'Vérifié', align: 'end', cell: ({ execution }) => euros(execution.liquidatedCents) },
        { header: 'Ordre de payer', align: 'end', cell: ({ execution }) => euros(execution.mandatedCents) },
        { header: 'Payé', align: 'end', cell: ({ execution }) => euros(execution.paidCents) },
        { header: 'Reste', align: 'end', cell: ({ execution }) => euros(execution.availableCents) },
      ]}
    />
  )
}
