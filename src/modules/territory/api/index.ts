import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context as HonoContext } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Context } from '#platform/context'
import { type Atlas, communesOf, sumOfPopulations } from '../atlas/index.ts'
import { communesCsv, epcisCsv } from '../exports.ts'
import { communesGeoJson, groupsGeoJson } from '../map/index.ts'
import { type Commune, type Epci, labelOf, slugOf } from '../model.ts'
import { whereIs } from '../picker.ts'
import { findCommunes, type Match } from '../search/index.ts'
import * as store from '../store/index.ts'
import { type CommuneJson, communesRoute, type EpciJson, epciRoute } from './routes.ts'

const SHARED = { 'Cache-Control': 'public, max-age=0, must-revalidate', 'Access-Control-Allow-Origin': '*' }
const MOST_MATCHES = 8

/** Places of the territory for programs, spreadsheets and maps. */
export function territoryApi(context: Context): OpenAPIHono {
  const api = new OpenAPIHono()
  const atlas = () => theAtlas(context)

  api.openapi(communesRoute, async (c) => {
    const known = await atlas()
    const { q } = c.req.valid('query')
    const found = q === undefined ? known.communes.map(alone) : findCommunes(known.index, q, MOST_MATCHES)
    const { communes, population } = known.sources
    return c.json(
      { sources: [communes, population], communes: found.map((match) => communeOf(known, match)) },
      200,
      SHARED,
    )
  })

  api.openapi(epciRoute, async (c) => {
    const known = await atlas()
    const { epciPopulation, population } = known.sources
    return c.json(
      { sources: [epciPopulation, population], epci: known.epcis.map((epci) => epciOf(known, epci)) },
      200,
      SHARED,
    )
  })

  api.get('/communes.csv', async (c) => file(c, 'communes.csv', 'text/csv; charset=utf-8', communesCsv(await atlas())))
  api.get('/epci.csv', async (c) => file(c, 'epci.csv', 'text/csv; charset=utf-8', epcisCsv(await atlas())))

  api.get('/communes.geojson', async (c) => {
    const known = await atlas()
    const drawn = communesGeoJson(known.shapes, (code) => {
      const { name, epciCode } = known.communeByCode.get(code)!
      return { name, epci: epciCode, path: pathOf({ code, name }) }
    })
    return file(c, 'communes.geojson', 'application/geo+json', JSON.stringify(drawn))
  })

  api.get('/epci.geojson', async (c) => {
    const known = await atlas()
    const drawn = groupsGeoJson(known.shapes, known.communes, (code) => {
      const { name } = known.epciByCode.get(code)!
      return { name, path: pathOf({ code, name }) }
    })
    return file(c, 'epci.geojson', 'application/geo+json', JSON.stringify(drawn))
  })

  return api
}

async function theAtlas(context: Context): Promise<Atlas> {
  const known = await store.readAtlas(context.db)
  if (!known) throw new HTTPException(404)
  return known
}

function alone(commune: Commune): Match {
  return { commune, alias: undefined, isExact: false }
}

function communeOf(atlas: Atlas, { commune, alias }: Match): CommuneJson {
  const { code, name, postcodes, canton, actionTerritory, population } = commune
  const epci = commune.epciCode === null ? undefined : atlas.epciByCode.get(commune.epciCode)
  return {
    code,
    name,
    postcodes: [...postcodes],
    epci: epci ? { code: epci.code, name: epci.name } : null,
    canton,
    actionTerritory,
    population,
    label: labelOf(commune),
    where: whereIs(atlas, commune),
    foundAs: alias?.name ?? null,
    path: pathOf(commune),
  }
}

function epciOf(atlas: Atlas, epci: Epci): EpciJson {
  const { code, name, kind, communeCount, communeCountHere, population } = epci
  return {
    code,
    name,
    kind,
    communes: communeCount,
    communesHere: communeCountHere,
    population,
    populationHere: sumOfPopulations(communesOf(atlas, code)),
    path: pathOf(epci),
  }
}

function pathOf(place: { readonly code: string; readonly name: string }): string {
  return `/territoire/${slugOf(place)}`
}

function file(c: HonoContext, name: string, type: string, text: string): Response {
  // The map reads the GeoJSON: without this header it is kept by the cache, and sent a third as large.
  const isRead = name.endsWith('.geojson')
  const headers = { 'Content-Type': type, ...(!isRead && { 'Content-Disposition': `attachment; filename="${name}"` }) }
  return c.body(text, 200, { ...SHARED, ...headers })
}
