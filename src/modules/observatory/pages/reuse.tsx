import type { Child } from 'hono/jsx'
import { Disclosure } from '#ui/disclosure'
import type { CitedFigure, ComputedFigure, Series, Table } from '../model.ts'
import { citationOf } from '../sentences.ts'
import { apiPath, csvPath, embedPath, figurePath } from './addresses.ts'

/** How a table is taken away: its file, its address, its frame, the line to copy under it. */
export function TableReuse(props: {
  readonly table: Table
  readonly origin: string
  /** Whether the page shows all that the file has. */
  readonly hasAllColumns: boolean
}) {
  const { table, origin, hasAllColumns } = props
  const all = hasAllColumns ? '' : ' avec toutes ses colonnes'
  return (
    <Reuse
      summary="Reprendre ce chiffre : fichier, lien, cadre, citation"
      links={[
        { href: csvPath(table), label: `Télécharger le tableau${all} (CSV, pour un tableur)` },
        { href: apiPath(table), label: 'Lire le tableau par un programme (JSON)' },
        { href: figurePath(table), label: 'Lien permanent vers ce chiffre' },
      ]}
      citation={table.citation}
      frame={{ src: `${origin}${embedPath(table)}`, title: table.title }}
    >
      <p class="source">
        {table.licence}
        {table.extractionSha256 !== null && `. Empreinte des fichiers lus : ${table.extractionSha256}`}
      </p>
    </Reuse>
  )
}

/** Key figures shown one by one: how to read them, and their table to take away. */
export function KeyReuse({ table, origin }: { readonly table: Table; readonly origin: string }) {
  return (
    <>
      <p class="reading">{table.reading}</p>
      <TableReuse table={table} origin={origin} hasAllColumns />
    </>
  )
}

/**
 * What a map draws, one line a place.
 *
 * @param href  the address of the map
 */
export function MapReuse(props: {
  readonly origin: string
  readonly kind: 'epci' | 'commune'
  readonly territoryName: string
  readonly figures: readonly ComputedFigure[]
  readonly href: string
}) {
  const [first] = props.figures
  if (!first) return null
  const { indicator, label: title, sources, perimeterVersion, computedAt } = first
  const asked = `maille=${props.kind}&indicateur=${indicator}`
  const place = { name: `${props.territoryName}, par ${props.kind === 'epci' ? 'EPCI' : 'commune'}` }
  return (
    <Reuse
      summary="Reprendre cette carte : fichier, lien, cadre, citation"
      links={[
        { href: `/api/v1/observatoire/carte.csv?${asked}`, label: 'Télécharger ses chiffres (CSV, pour un tableur)' },
        { href: `/api/v1/observatoire/carte?${asked}`, label: 'Lire ses chiffres par un programme (JSON)' },
        { href: props.href, label: 'Lien permanent vers cette carte' },
      ]}
      citation={citationOf({ title, place, sources, perimeterVersion, computedAt })}
      frame={{ src: `${props.origin}/observatoire/cadre/carte?${asked}`, title: `${title}, ${place.name}` }}
    />
  )
}

/** Figures through time, each from its own source. */
export function SeriesReuse({ series, origin }: { readonly series: Series; readonly origin: string }) {
  const { id, title, placeName: name, parts } = series
  const [first, ...others] = parts.flatMap(({ points }) => points.map(({ source }) => source))
  if (!first) return null
  const cited = { title, place: { name }, sources: [first, ...others] as const }
  return (
    <Reuse
      summary="Reprendre cette série : fichier, lien, cadre, citation"
      links={[
        ...CITED_FILES,
        { href: `/observatoire/evolution#serie-${id}`, label: 'Lien permanent vers cette série' },
      ]}
      citation={citationOf({ ...cited, perimeterVersion: null, computedAt: null })}
      frame={{ src: `${origin}/observatoire/cadre/serie-${id}`, title }}
    />
  )
}

/** What others say, as it stands on a page; all that is kept of it is in the file. */
export function CitedReuse(props: {
  readonly figures: readonly CitedFigure[]
  readonly origin: string
  /** The page that shows them. */
  readonly href: string
  /** Of the region, of France, rather than of here. */
  readonly isElsewhere?: boolean
}) {
  const [first, ...others] = props.figures
  if (!first) return null
  const dated = (figure: CitedFigure) => ({ ...figure.sources[0], vintage: figure.vintage })
  const title = 'L’ESS vue par d’autres sources'
  const sources = [dated(first), ...others.map(dated)] as const
  return (
    <Reuse
      summary="Reprendre ces chiffres : fichier, lien, cadre, citation"
      links={[...CITED_FILES, { href: props.href, label: 'Lien permanent vers ces chiffres' }]}
      citation={citationOf({
        title,
        place: { name: first.placeName },
        sources,
        perimeterVersion: null,
        computedAt: null,
      })}
      frame={{
        src: `${props.origin}/observatoire/cadre/chiffres-cites${props.isElsewhere ? '?lieu=ailleurs' : ''}`,
        title,
      }}
    />
  )
}

const CITED_FILES = [
  { href: '/api/v1/observatoire/chiffres-cites.csv', label: 'Télécharger les chiffres cités (CSV, pour un tableur)' },
  { href: '/api/v1/observatoire/chiffres-cites', label: 'Lire les chiffres cités par un programme (JSON)' },
] as const

function Reuse(props: {
  readonly summary: string
  readonly links: readonly { readonly href: string; readonly label: string }[]
  readonly citation: string
  readonly frame: { readonly src: string; readonly title: string }
  readonly children?: Child
}) {
  const { src, title } = props.frame
  return (
    <Disclosure summary={props.summary}>
      <div class="reuse">
        <ul>
          {props.links.map(({ href, label }) => (
            <li>
              <a href={href}>{label}</a>
            </li>
          ))}
        </ul>
        <p>Pour citer :</p>
        <blockquote class="citation">{props.citation}</blockquote>
        <p>Pour le montrer dans une page d’un site autorisé :</p>
        <pre>
          <code>{`<iframe src="${src}" title="${title}" width="100%" height="600"></iframe>`}</code>
        </pre>
        {props.children}
      </div>
    </Disclosure>
  )
}
