import { ChartWithTable } from '#ui/chart'
import { formatDay } from '#ui/format'
import { Section } from '#ui/heading'
import { DataTable } from '#ui/table'
import type { Series } from '../model.ts'
import { amountWithUnit } from '../reports/words.ts'
import { AmountText, Marks } from './block.tsx'
import { SeriesPicture } from './charts.tsx'
import { SeriesReuse } from './reuse.tsx'

/**
 * A series with its table, its breaks in words, its sources, and how to take it away.
 *
 * @param origin  public address of the site; undefined in a panorama, where files would tell the figures of now
 */
export function SeriesBlock({ series, origin }: { readonly series: Series; readonly origin: string | undefined }) {
  return (
    <Section id={`serie-${series.id}`} title={series.title} lead={series.placeName}>
      <SeriesDrawing series={series} />
      <p class="reading">{readingOfSeries(series)}</p>
      {origin !== undefined && <SeriesReuse series={series} origin={origin} />}
    </Section>
  )
}

/** The line, its table and its breaks. */
export function SeriesDrawing({ series }: { readonly series: Series }) {
  const rows = series.parts.flatMap(({ label, points }) => points.map((point) => ({ ...point, label })))
  return (
    <>
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
    </>
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

/** « Lecture : Pas-de-Calais, emplois en 2019 : 52 481 emplois. » */
export function readingOfSeries({ title, placeName, unit, parts }: Series): string {
  const [point] = parts.flatMap(({ points }) => points)
  if (!point) return ''
  const { year, amount } = point
  return `Lecture : ${placeName}, ${title.charAt(0).toLowerCase()}${title.slice(1)} en ${year} : ${amountWithUnit(amount, unit)}.`
}

/** Its place on the page of all series. */
export function seriesPath(id: string): string {
  return `/observatoire/evolution#serie-${id}`
}
