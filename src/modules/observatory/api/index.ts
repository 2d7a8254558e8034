import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context as HonoContext } from 'hono'
import { refuseUnread } from '#modules/directory'
import type { Context } from '#platform/context'
import { citedCsv, mapCsv, tableCsv } from '../exports.ts'
import { type Figure, isTableName, type Source, TABLE_NAMES, type Table } from '../model.ts'
import { REFUSALS } from '../sentences.ts'
import * as store from '../store/index.ts'
import { TABLE_TITLES } from '../tables/index.ts'
import { addProtected } from './protected.ts'
import {
  catalogueRoute,
  citedRoute,
  type FigureJson,
  mapQuery,
  mapRoute,
  placeQuery,
  type SourceJson,
  type TableJson,
  tableRoute,
} from './routes.ts'

const SHARED = { 'Cache-Control': 'public, max-age=0, must-revalidate', 'Access-Control-Allow-Origin': '*' }
const ADDRESS = '/api/v1/observatoire'

/** The figures for programs and spreadsheets: each answer says where its figures come from. */
export function observatoryApi(context: Context): OpenAPIHono {
  const api = new OpenAPIHono({ defaultHook: refuseUnread })

  api.openapi(catalogueRoute, async (c) => {
    const edition = await store.readEdition(context.db)
    if (!edition) return c.json({ error: REFUSALS['nothing-computed'] }, 404)
    const tables = TABLE_NAMES.map((name) => ({
      name,
      title: TABLE_TITLES[name],
      json: `${ADDRESS}/${name}`,
      csv: `${ADDRESS}/${name}.csv`,
    }))
    const places = await store.listPlaces(context.db, edition.id)
    return c.json({ tables, sources: edition.sources.map(sourceOf), places: [...places] }, 200, SHARED)
  })

  api.openapi(citedRoute, async (c) => {
    const figures = await store.listCitedFigures(context.db)
    return c.json({ figures: figures.map(figureJson) }, 200, SHARED)
  })

  api.openapi(mapRoute, async (c) => {
    const { maille, indicateur } = c.req.valid('query')
    const figures = await store.readMapFigures(context.db, maille, indicateur)
    if (!figures.ok) return c.json({ error: REFUSALS[figures.refusal] }, 404)
    return c.json({ figures: figures.value.map(figureJson) }, 200, SHARED)
  })

  addProtected(api, context, SHARED)

  api.get('/observatoire/:file{[a-z-]+\\.csv}', (c) => csvAnswer(c, context))

  api.openapi(tableRoute, async (c) => {
    const table = await store.readTable(context.db, c.req.valid('param').tableau, c.req.valid('query').lieu)
    if (!table.ok) return c.json({ error: REFUSALS[table.refusal] }, 404)
    return c.json(tableJson(table.value), 200, SHARED)
  })

  return api
}

async function csvAnswer(c: HonoContext, context: Context): Promise<Response> {
  const name = c.req.param('file')?.replace(/\.csv$/, '') ?? ''
  if (name === 'chiffres-cites') return file(c, name, citedCsv(await store.listCitedFigures(context.db)))
  if (name === 'carte') return mapFile(c, context)
  const asked = placeQuery.safeParse(c.req.query())
  if (!isTableName(name)) return c.text(REFUSALS['table-unknown'], 404)
  if (!asked.success) return c.text(REFUSALS['place-unknown'], 404)
  const table = await store.readTable(context.db, name, asked.data.lieu)
  if (!table.ok) return c.text(REFUSALS[table.refusal], 404)
  return file(c, `${name}-${table.value.place.code}`, tableCsv(table.value))
}

async function mapFile(c: HonoContext, context: Context): Promise<Response> {
  const asked = mapQuery.safeParse(c.req.query())
  if (!asked.success) return c.text(REFUSALS['table-unknown'], 404)
  const { maille, indicateur } = asked.data
  const figures = await store.readMapFigures(context.db, maille, indicateur)
  if (!figures.ok) return c.text(REFUSALS[figures.refusal], 404)
  return file(c, `carte-${maille}-${indicateur}`, mapCsv(figures.value))
}

function file(c: HonoContext, name: string, text: string): Response {
  const headers = {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}.csv"`,
  }
  return c.body(text, 200, { ...SHARED, ...headers })
}

function tableJson({ rows, columns, cells, sources, notes, computedAt, ...table }: Table): TableJson {
  return {
    ...table,
    rows: [...rows],
    columns: [...columns],
    cells: cells.map((row) => [...row]),
    sources: sources.map(sourceOf),
    notes: [...notes],
    computedAt: computedAt?.toISOString() ?? null,
  }
}

function figureJson(figure: Figure): FigureJson {
  const { label, unit, indicator, place, placeName, nature, amount, scope, note, sources } = figure
  const vintage = sources[0].vintage
  const told = { label, unit, indicator, place, placeName, nature, amount, scope, vintage, note }
  return { ...told, sources: sources.map(sourceOf) }
}

function sourceOf({ id: _id, kind: _kind, ...source }: Source): SourceJson {
  return source
}
