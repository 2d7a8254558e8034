import { cents } from '#kernel/money'
import { Badge } from '#ui/badge'
import { BarChart, ChartWithTable } from '#ui/chart'
import { StackedBars } from '#ui/stacked-bars'
import { DataTable } from '#ui/table'
import { type ExecutedLine, SECTION_WORDS } from '../budget/line.ts'
import { sumsOf } from '../published/model.ts'
import { euros, shareOf } from './words.tsx'

// A phone holds that many bars; the table has all of them.
const MOST_DRAWN = 12

/**
 * How large each line is, the largest first, and on demand how far it is: a band cut in what is paid, set aside or left.
 * Of one perimeter only, so that its total is one of something.
 */
export function ExpenseLines(props: {
  readonly title: string
  readonly lines: readonly ExecutedLine[]
  readonly withExecution?: boolean | undefined
}) {
  const { title, lines, withExecution = false } = props
  const drawn = [...lines].sort(byOpened).slice(0, MOST_DRAWN)
  const bars = drawn.map(({ label, execution: { openedCents } }) => {
    return { label, value: Number(openedCents), display: euros(openedCents) }
  })
  const description = `${describe(lines)} La plus grande ligne : ${drawn[0]?.label ?? 'aucune'}.`
  return (
    <ChartWithTable
      chart={
        <>
          <BarChart title={title} description={description} bars={bars} />
          {withExecution && <Execution lines={drawn} />}
        </>
      }
      table={<LinesTable caption={title} lines={lines} />}
    />
  )
}

function Execution({ lines }: { readonly lines: readonly ExecutedLine[] }) {
  return (
    <StackedBars
      title="Où en est chaque ligne ? À droite, la part déjà payée."
      description={describe(lines)}
      names={PIECES}
      bars={lines.map((line) => ({
        label: line.label,
        values: piecesOf(line),
        display: shareOf(line.execution.paidCents, line.execution.openedCents),
      }))}
    />
  )
}

export const PIECES = ['Payé', 'Mis de côté, pas encore payé', 'Pas encore utilisé'] as const

export function piecesOf({ execution }: ExecutedLine): readonly number[] {
  const { openedCents, engagedCents, paidCents } = execution
  return [paidCents, engagedCents - paidCents, openedCents - engagedCents].map((piece) => Math.max(Number(piece), 0))
}

function describe(lines: readonly ExecutedLine[]): string {
  const { openedCents, engagedCents, paidCents } = sumsOf(lines)
  return `${euros(openedCents)} votés, dont ${euros(engagedCents)} mis de côté et ${euros(paidCents)} payés.`
}

/** Every line with its amounts, each leading to its page. */
export function LinesTable({ caption, lines }: { readonly caption: string; readonly lines: readonly ExecutedLine[] }) {
  const sums = sumsOf(lines)
  return (
    <DataTable
      caption={caption}
      rows={[...lines].sort(byOpened)}
      columns={[
        { header: 'Ligne', namesRow: true, total: 'Total', cell: (line) => <LineName line={line} /> },
        { header: 'Section', cell: ({ section }) => SECTION_WORDS[section] },
        amount('Ouvert', ({ execution }) => euros(execution.openedCents), euros(sums.openedCents)),
        amount('Engagé', ({ execution }) => euros(execution.engagedCents), euros(sums.engagedCents)),
        amount('Payé', ({ execution }) => euros(execution.paidCents), euros(sums.paidCents)),
        amount(
          'Part payée',
          ({ execution }) => shareOf(execution.paidCents, execution.openedCents),
          shareOf(sums.paidCents, sums.openedCents),
        ),
      ]}
    />
  )
}

/** Money that comes in: what was forecast, what was asked for, what came. */
export function ReceiptLines({ lines }: { readonly lines: readonly ExecutedLine[] }) {
  const sum = (read: (line: ExecutedLine) => bigint) => euros(cents(lines.reduce((all, line) => all + read(line), 0n)))
  return (
    <DataTable
      caption="Recettes"
      captionHidden
      rows={lines}
      columns={[
        { header: 'Recette', namesRow: true, total: 'Total', cell: (line) => <LineName line={line} /> },
        amount(
          'Prévu',
          ({ receipts }) => euros(receipts.forecastCents),
          sum(({ receipts }) => receipts.forecastCents),
        ),
        amount(
          'Demandé',
          ({ receipts }) => euros(receipts.issuedCents),
          sum(({ receipts }) => receipts.issuedCents),
        ),
        amount(
          'Reçu',
          ({ receipts }) => euros(receipts.collectedCents),
          sum(({ receipts }) => receipts.collectedCents),
        ),
      ]}
    />
  )
}

export function LineName({ line }: { readonly line: ExecutedLine }) {
  return (
    <>
      <a href={linePath(line.code)}>{line.label}</a>
      {line.isFictitious && (
        <>
          {' '}
          <Badge kind="fictitious" />
        </>
      )}
    </>
  )
}

export function linePath(code: string): string {
  return `/budget/lignes/${encodeURIComponent(code)}`
}

function amount(header: string, cell: (line: ExecutedLine) => string, total: string) {
  return { header, cell, total, align: 'end' as const }
}

function byOpened(one: ExecutedLine, other: ExecutedLine): number {
  const [mine, theirs] = [one.execution.openedCents, other.execution.openedCents]
  return mine === theirs ? one.code.localeCompare(other.code) : mine < theirs ? 1 : -1
}
