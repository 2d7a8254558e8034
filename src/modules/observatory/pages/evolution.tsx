import { LineChart } from '#ui/line-chart'
import type { SiteFrame } from '#ui/page'
import type { Series, Table } from '../model.ts'
import { drawable, writtenAmount } from '../reports/words.ts'
import { TableBlock } from './block.tsx'
import { NothingYet } from './faces.tsx'
import { SeriesBlock } from './series-block.tsx'
import { ObservatoryPage } from './shell.tsx'

/** `/observatoire/evolution`: series, each with its breaks drawn and explained; then what opened and closed. */
export function EvolutionPage(props: {
  readonly site: SiteFrame
  readonly origin: string
  readonly series: readonly Series[]
  readonly years: Table | undefined
  readonly standing?: Table | undefined
}) {
  const { site, origin, series, years, standing } = props
  return (
    <ObservatoryPage
      site={site}
      path="/observatoire/evolution"
      title="Au fil des ans"
      lead="Quand la façon de compter change, la courbe s’arrête. Une autre commence : rien ne les relie."
      description={`L’évolution de l’ESS, ${site.territoryName} : séries, ruptures expliquées, ouvertures et fermetures.`}
    >
      {series.length === 0 && years === undefined && <NothingYet />}
      {series.map((each) => (
        <SeriesBlock series={each} origin={origin} />
      ))}
      {standing !== undefined && <TableBlock table={standing} origin={origin} chart={<YearLines table={standing} />} />}
      {years !== undefined && <TableBlock table={years} origin={origin} chart={<YearLines table={years} />} />}
    </ObservatoryPage>
  )
}

function YearLines({ table }: { readonly table: Table }) {
  const lines = table.columns.map(({ label }, column) => ({
    label,
    points: table.rows.map(({ label: year }, row) => {
      const amount = table.cells[row]?.[column] ?? ({ kind: 'not-given' } as const)
      return { label: year, value: drawable(amount), display: writtenAmount(amount, '') }
    }),
  }))
  if (table.rows.length < 2) return null
  return (
    <LineChart
      title={table.title}
      description={table.reading}
      lines={lines}
      tick={(value) => writtenAmount({ kind: 'value', value }, '')}
    />
  )
}
