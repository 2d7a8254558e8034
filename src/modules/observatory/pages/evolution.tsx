import { ChartWithTable } from '#ui/chart'
import { formatDay } from '#ui/format'
import { Section } from '#ui/heading'
import { LineChart } from '#ui/line-chart'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import type { Series, Table } from '../model.ts'
import { amountWithUnit, drawable, writtenAmount } from '../reports/words.ts'
import { AmountText, Marks, TableBlock } from './block.tsx'
import { SeriesPicture } from './charts.tsx'
import { NothingYet } from './faces.tsx'
import { SeriesReuse } from './reuse.tsx'
import { ObservatoryPage } from './shell.tsx'

/** `/observatoire/evolution`: series, each with its breaks drawn and explained; then what opened and closed. */
export function EvolutionPage(props: {
  readonly site: SiteFrame
  readonly origin: string
  readonly series: readonly Series[]
  readonly years: Table | undefined
}) {
  const { site, origin, series, years } = props
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
        <SeriesBlock series={each} />
      ))}
      {years !== undefined && <TableBlock table={years} origin={origin} chart={<YearLines table={years} />} />}
    </ObservatoryPage>
  )
}

/** A series with its table, its breaks in words and its sources. */
export function SeriesBlock(props: {
  readonly series: Series
  /** Of a panorama: files and addresses would tell the figures of now. */
  readonly isFrozen?: boolean
}) {
  const { series, isFrozen } = props
  const rows = series.parts.flatMap(({ label, points }) => points.map((point) => ({ ...point, label })))
  return (
    <Section id={`serie-${series.id}`} title={series.title} lead={series.placeName}>
      <ChartWithTable
        chart={<SeriesPicture series={series} />}
        table={
          <DataTable
            caption={`${series.title}, ${series.placeName}`}
            rows={rows}
            columns={[
              { header: 'Année', namesRow: true, cell: ({ year }) => String(year) },
              {
                header: series.unit,
                align: 'end',
                cell: ({ amount }) => <AmountText amount={amount} unit={series.unit} />,
              },
              { header: 'Façon de compter', cell: ({ label }) => label },
              { header: 'Source', cell: ({ source, note }) => <PointSource source={source} note={note} /> },
            ]}
          />
        }
      />
      <p class="reading">{readingOf(series)}</p>
      <Marks amounts={rows.map(({ amount }) => amount)} />
      {series.breaks.length > 0 && (
        <ol class="breaks">
          {series.breaks.map(({ year, label, why }) => (
            <li>
              <strong>
                Rupture en {year} : {label}.
              </strong>{' '}
              {why}
            </li>
          ))}
        </ol>
      )}
      {!isFrozen && <SeriesReuse series={series} />}
    </Section>
  )
}

function PointSource({
  source,
  note,
}: {
  readonly source: Series['parts'][number]['points'][number]['source']
  readonly note: string | null
}) {
  const { title, producer, url, readOn } = source
  const isLink = url !== null && /^https?:\/\//.test(url)
  return (
    <>
      {isLink ? (
        <a href={url} rel="noreferrer">
          {title}
        </a>
      ) : (
        title
      )}
      , {producer}
      {readOn !== null && `, lu le ${formatDay(readOn)}`}
      {note !== null && <small> {note}</small>}
    </>
  )
}

function readingOf({ title, placeName, unit, parts }: Series): string {
  const [point] = parts.flatMap(({ points }) => points)
  if (!point) return ''
  const { year, amount } = point
  return `Lecture : ${placeName}, ${title.charAt(0).toLowerCase()}${title.slice(1)} en ${year} : ${amountWithUnit(amount, unit)}.`
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
