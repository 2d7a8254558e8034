import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { dayIn } from '#kernel/calendar'
import type { Context } from '#platform/context'
import { protectedCsv } from '../exports.ts'
import { maskSentence, rowsOf, shownTablesOf } from '../protected.ts'
import * as store from '../store/index.ts'
import { Amount, Heading, json, refused } from './routes.ts'

const ADDRESS = '/api/v1/observatoire/enquetes'
const UNKNOWN = 'Ce tableau n’existe pas. Choisissez-en un dans la liste.'
const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** Tables of staff and money, with their masks: nothing else was ever kept of them. */
export function addProtected(api: OpenAPIHono, context: Context, headers: Readonly<Record<string, string>>): void {
  api.openapi(listRoute, async (c) => {
    const titles = await store.listProtectedTitles(context.db)
    const tables = titles.map(({ name, title, vintage, producer, publishedAt }) => {
      const asked = `?millesime=${encodeURIComponent(vintage)}`
      const published = dayIn(publishedAt)
      return {
        name,
        title,
        vintage,
        producer,
        published,
        json: `${ADDRESS}/${name}${asked}`,
        csv: `${ADDRESS}/${name}.csv${asked}`,
      }
    })
    return c.json({ tables }, 200, headers)
  })

  api.get('/observatoire/enquetes/:file{[a-z0-9-]+\\.csv}', async (c) => {
    const name = c.req.param('file').replace(/\.csv$/, '')
    const table = await store.findProtectedTable(context.db, name, c.req.query('millesime'))
    if (!table) return c.text(UNKNOWN, 404)
    const shown = await shownOf(context, table)
    const as = {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}.csv"`,
    }
    return c.body(protectedCsv(table, shown), 200, { ...headers, ...as })
  })

  api.openapi(oneRoute, async (c) => {
    const table = await store.findProtectedTable(context.db, c.req.valid('param').nom, c.req.valid('query').millesime)
    if (!table) return c.json({ error: UNKNOWN }, 404)
    const { name, title, unit, scope, producer, licence, vintage, rule, publishedAt } = table
    const shown = await shownOf(context, table)
    const tables = shown.map(({ rows, columns, cells }) => ({
      rows: [...rows],
      columns: [...columns],
      cells: cells.map((line) => [...line]),
    }))
    const about = { name, title, unit, scope, producer, licence, vintage, published: dayIn(publishedAt) }
    return c.json({ ...about, mask: maskSentence(rule), tables }, 200, headers)
  })
}

async function shownOf({ db, settings }: Context, table: store.ProtectedTable) {
  return shownTablesOf(table, await store.nameRows(db, rowsOf(table), settings.territoryName))
}

const listRoute = createRoute({
  method: 'get',
  path: '/observatoire/enquetes',
  summary: 'Les tableaux d’effectifs ou d’argent, protégés par le secret statistique',
  responses: {
    200: json(
      z.object({
        tables: z.array(
          z.object({
            name: z.string(),
            title: z.string(),
            vintage: z.string(),
            producer: z.string(),
            published: z.string(),
            json: z.string(),
            csv: z.string(),
          }),
        ),
      }),
      'Les tableaux, un par millésime',
    ),
  },
})

const oneRoute = createRoute({
  method: 'get',
  path: '/observatoire/enquetes/{nom}',
  summary: 'Un tableau protégé : « secret » où il est masqué, jamais zéro',
  request: {
    params: z.object({ nom: z.string().regex(NAME) }),
    query: z.object({ millesime: z.string().max(40).optional().openapi({ description: 'Le dernier, sinon' }) }),
  },
  responses: {
    200: json(
      z
        .object({
          name: z.string(),
          title: z.string(),
          unit: z.string(),
          scope: z.string(),
          producer: z.string(),
          licence: z.string(),
          vintage: z.string(),
          published: z.string(),
          mask: z.string().openapi({ description: 'Ce que veut dire un montant « secret »' }),
          tables: z.array(
            z.object({
              rows: z.array(Heading.extend({ depth: z.number().int() })),
              columns: z.array(Heading),
              cells: z.array(z.array(Amount)),
            }),
          ),
        })
        .openapi('Tableau protégé'),
      'Le tableau',
    ),
    404: refused,
  },
})
