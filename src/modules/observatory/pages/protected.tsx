import { Hono } from 'hono'
import { dayIn } from '#kernel/calendar'
import type { Context } from '#platform/context'
import { formatDay } from '#ui/format'
import { Section } from '#ui/heading'
import { EmptyState } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import { maskSentence, readingOf, rowsOf, type ShownTable, shownTablesOf } from '../protected.ts'
import { labelWithUnit, MARKS } from '../reports/words.ts'
import * as store from '../store/index.ts'
import { AmountText } from './block.tsx'
import { ObservatoryPage } from './shell.tsx'

const PATH = '/observatoire/enquetes'
const SHARED = { 'Cache-Control': 'public, max-age=0, must-revalidate' }
const TITLE = 'Effectifs et argent : les enquêtes'
/** Pages have no tab of their own: how figures are got leads here. */
const TAB = '/observatoire/methode'

/** `/observatoire/enquetes`: tables of staff and money from surveys and dossiers, as they may be published. */
export function protectedPages({ db, settings }: Context, frame: SiteFrame): Hono {
  const pages = new Hono()

  pages.get(PATH, async (c) => {
    const titles = await store.listProtectedTitles(db)
    return c.html(<ProtectedList site={frame} titles={titles} />, 200, SHARED)
  })

  pages.get(`${PATH}/:name{[a-z0-9-]+}`, async (c) => {
    const table = await store.findProtectedTable(db, c.req.param('name'), c.req.query('millesime'))
    if (!table) return c.notFound()
    const shown = shownTablesOf(table, await store.nameRows(db, rowsOf(table), settings.territoryName))
    return c.html(<ProtectedPage site={frame} table={table} shown={shown} />, 200, SHARED)
  })
  return pages
}

function ProtectedList(props: { readonly site: SiteFrame; readonly titles: readonly store.ProtectedTitle[] }) {
  const { site, titles } = props
  return (
    <ObservatoryPage
      site={site}
      path={PATH}
      tab={TAB}
      title={TITLE}
      lead="Ce que des structures ont répondu à une enquête, ou écrit dans un dossier. Aucun chiffre n’y fait reconnaître une structure."
      description="Les tableaux d’effectifs et d’argent de l’observatoire, protégés par le secret statistique."
    >
      {titles.length === 0 ? (
        <EmptyState title="Aucune enquête n’est encore publiée.">
          <p>
            Les <a href="/observatoire">chiffres clés</a> viennent du registre public des entreprises : ils sont libres.
          </p>
        </EmptyState>
      ) : (
        <ul>
          {titles.map(({ name, title, vintage, producer, publishedAt }) => (
            <li>
              <a href={addressOf(name, vintage)}>
                {title}, {vintage}
              </a>
              , {producer}, publié le {formatDay(dayIn(publishedAt))}
            </li>
          ))}
        </ul>
      )}
    </ObservatoryPage>
  )
}

function ProtectedPage(props: {
  readonly site: SiteFrame
  readonly table: store.ProtectedTable
  readonly shown: readonly ShownTable[]
}) {
  const { site, table, shown } = props
  const { name, title, unit, scope, producer, licence, vintage, rule, publishedAt } = table
  const kinds = new Set(shown.flatMap(({ cells }) => cells.flat().map(({ kind }) => kind)))
  const asked = `?millesime=${encodeURIComponent(vintage)}`
  return (
    <ObservatoryPage
      site={site}
      path={addressOf(name, vintage)}
      tab={TAB}
      title={`${title}, ${vintage}`}
      lead={scope}
      description={`${title}, ${vintage} : ${scope}`}
    >
      {shown.map((each, index) => (
        <Section id={`tableau-${index + 1}`} title={shown.length === 1 ? 'Le tableau' : `Tableau ${index + 1}`}>
          <CellTable shown={each} unit={unit} caption={`${title}, ${vintage}`} />
          <p class="reading">{readingOf(each, unit) ?? 'Tous les chiffres de ce tableau sont masqués.'}</p>
        </Section>
      ))}
      <ul class="marks source">
        {kinds.has('secret') && <li>{maskSentence(rule)}</li>}
        {kinds.has('not-given') && <li>{MARKS['not-given']}</li>}
      </ul>
      <div class="provenance source">
        <p>
          Source : {producer}, {vintage}, {licence}. Publié le {formatDay(dayIn(publishedAt))}, une fois pour toutes :
          le même tableau avec d’autres cases masquées ferait connaître celles-ci.
        </p>
      </div>
      <ul>
        <li>
          <a href={`/api/v1${PATH}/${name}.csv${asked}`}>Télécharger le tableau (CSV, pour un tableur)</a>
        </li>
        <li>
          <a href={`/api/v1${PATH}/${name}${asked}`}>Lire le tableau par un programme (JSON)</a>
        </li>
        <li>
          <a href={PATH}>Tous les tableaux d’enquêtes</a>
        </li>
      </ul>
    </ObservatoryPage>
  )
}

function CellTable({
  shown,
  unit,
  caption,
}: {
  readonly shown: ShownTable
  readonly unit: string
  readonly caption: string
}) {
  const { rows, columns, cells } = shown
  return (
    <DataTable
      caption={caption}
      captionHidden
      rows={rows.map((row, rank) => ({ row, rank }))}
      columns={[
        { header: 'Où', namesRow: true, cell: ({ row }) => row.label },
        ...columns.map(({ label }, column) => ({
          header: labelWithUnit(label, unit),
          align: 'end' as const,
          cell: ({ rank }: { readonly rank: number }) => (
            <AmountText amount={cells[rank]?.[column] ?? { kind: 'not-given' }} unit={unit} />
          ),
        })),
      ]}
    />
  )
}

function addressOf(name: string, vintage: string): string {
  return `${PATH}/${name}?millesime=${encodeURIComponent(vintage)}`
}
