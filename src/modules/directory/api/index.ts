import { OpenAPIHono } from '@hono/zod-openapi'
import { dayIn } from '#kernel/calendar'
import { readAtlas } from '#modules/territory'
import type { Context } from '#platform/context'
import { readAsked } from '../asked.ts'
import { organisationOf } from '../exports.ts'
import { placeNames } from '../map/index.ts'
import { pointsGeoJson } from '../points.ts'
import * as store from '../store/index.ts'
import { listPoints } from '../store/points.ts'
import { refuseUnread } from '../unread.ts'
import { organisationsRoute } from './routes.ts'

const SHARED = { 'Cache-Control': 'public, max-age=0, must-revalidate', 'Access-Control-Allow-Origin': '*' }
const LICENCE = 'Licence Ouverte 2.0'
const SOURCE =
  'Annuaire de l’ESS, d’après la base Sirene de l’Insee, le répertoire national des associations et les listes dites pour chaque structure'

/** `/api/v1/organisations`: the directory for programs. */
export function directoryApi(context: Context, url: string): OpenAPIHono {
  const api = new OpenAPIHono({ defaultHook: refuseUnread })
  api.openapi(organisationsRoute, async (c) => {
    const { limite, curseur = '', ...query } = c.req.valid('query')
    const atlas = await readAtlas(context.db)
    const typed = Object.fromEntries(Object.entries(query).map(([name, value]) => [name, value ?? '']))
    const { narrowing, errors } = readAsked(typed, atlas)
    const today = dayIn(context.now())
    const [entries, counts] = await Promise.all([
      store.listEntries(context.db, narrowing, { limit: limite, order: 'adresse', after: curseur }, today),
      store.countEntries(context.db, narrowing, today),
    ])
    const places = placeNames(atlas, url)
    return c.json(
      {
        licence: LICENCE,
        source: SOURCE,
        total: counts.total,
        warnings: [...errors],
        organisations: entries.map((entry) => organisationOf(entry, places)),
        next: entries.length < limite ? null : entries.at(-1)!.slug,
      },
      200,
      SHARED,
    )
  })

  // What maps draw.
  api.get('/organisations.geojson', async (c) => {
    const atlas = await readAtlas(context.db)
    const { narrowing } = readAsked({ ...c.req.query(), tri: '' }, atlas)
    const points = await listPoints(context.db, narrowing, dayIn(context.now()))
    const drawn = pointsGeoJson(points, (code) => atlas?.communeByCode.get(code)?.name)
    return c.body(JSON.stringify(drawn), 200, { ...SHARED, 'Content-Type': 'application/geo+json' })
  })
  return api
}
