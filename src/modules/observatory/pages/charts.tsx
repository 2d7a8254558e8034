import type { Child } from 'hono/jsx'
import { BarChart } from '#ui/chart'
import { formatInteger } from '#ui/format'
import { IntervalBars } from '#ui/interval-bars'
import { SeriesChart } from '#ui/series-chart'
import { StackedBars } from '#ui/stacked-bars'
import type { Amount, Series, Table } from '../model.ts'
import { amountWithUnit, drawable } from '../reports/words.ts'

/**
 * A column of a table as bars, one a row but the total.
 *
 * @param columns  the first that has numbers to draw is drawn; nothing when none has
 */
export function columnBars(table: Table, ...columns: readonly string[]): Child {
  for (const id of columns) {
    const found = columnOf(table, id)
    const bars = (found?.lines ?? []).flatMap(({ name, amount }) => {
      const value = drawable(amount)
      return value === undefined ? [] : [{ label: name, value, display: amountWithUnit(amount, found?.unit ?? '') }]
    })
    if (found !== undefined && bars.length > 1)
      return <BarChart title={`${table.title} : ${found.label}`} description={table.reading} bars={bars} />
  }
  return undefined
}

/** A column of intervals: what is sure, what is possible. */
export function ColumnIntervals({ table, column }: { readonly table: Table; readonly column: string }) {
  const found = columnOf(table, column)
  if (!found) return null
  const bars = found.lines.flatMap(({ name, amount }) =>
    amount.kind === 'interval'
      ? [{ label: name, least: amount.least, most: amount.most, display: amountWithUnit(amount, found.unit) }]
      : [],
  )
  if (bars.length < 2) return null
  return <IntervalBars title={`${table.title} : ${found.label}`} description={table.reading} bars={bars} />
}

/** Rows cut in the same parts: what each place is made of. Columns of totals are left out. */
export function RowBands({ table, total }: { readonly table: Table; readonly total: string }) {
  const parts = table.columns.flatMap(({ id, label }, index) => (id === total ? [] : [{ label, index }]))
  if (parts.length > 6) return null
  const whole = table.columns.findIndex(({ id }) => id === total)
  return (
    <StackedBars
      title={table.title}
      description={table.reading}
      names={parts.map(({ label }) => label)}
      bars={table.rows.map(({ label }, row) => {
        const cells = table.cells[row] ?? []
        const amount = cells[whole]
        return {
          label,
          values: parts.map(({ index }) => drawable(cells[index]) ?? null),
          display: amount === undefined ? '' : amountWithUnit(amount, table.columns[whole]?.unit ?? ''),
        }
      })}
    />
  )
}

/** Figures through time, their breaks drawn. */
export function SeriesPicture({ series }: { readonly series: Series }) {
  const told = series.parts.map(({ label, points }) => `${label} : ${points.map((each) => each.year).join(', ')}`)
  return (
    <SeriesChart
      title={`${series.title}, ${series.placeName} (${series.unit})`}
      description={`${told.join('. ')}. Rien ne relie deux façons de compter.`}
      parts={series.parts.map(({ label, points }) => ({
        label,
        points: points.map(({ year, amount }) => ({
          year,
          value: drawable(amount),
          display: amountWithUnit(amount, series.unit),
        })),
      }))}
      breaks={series.breaks}
      tick={formatInteger}
    />
  )
}

type Line = { readonly name: string; readonly amount: Amount }

function columnOf(table: Table, id: string) {
  const index = table.columns.findIndex((column) => column.id === id)
  const column = table.columns[index]
  if (!column) return undefined
  const lines = table.rows.flatMap((row, rank): readonly Line[] => {
    const amount = table.cells[rank]?.[index]
    return amount === undefined || row.id === 'total' ? [] : [{ name: row.label, amount }]
  })
  return { label: column.label, unit: column.unit ?? '', lines }
}
