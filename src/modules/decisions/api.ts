import { Hono } from 'hono'
import type { Context } from '#platform/context'
import { deliberationsCsv, EXPORT_SENTENCES } from './exports.ts'
import { readExported } from './store/index.ts'

const SHARED = { 'Cache-Control': 'public, max-age=0, must-revalidate', 'Access-Control-Allow-Origin': '*' }

/**
 * `/api/v1/deliberations.csv`: published délibérations, in the national schema.
 *
 * @param url  public address of the site, without a final slash
 */
export function decisionApi(context: Context, url: string): Hono {
  const api = new Hono()
  api.get('/deliberations.csv', async (c) => {
    const { exported, settings } = await readExported(context.db)
    const file = deliberationsCsv(exported, settings, url)
    if (!file.ok) return c.text(EXPORT_SENTENCES[file.refusal], 404)
    const name = 'Content-Disposition'
    const headers = { 'Content-Type': 'text/csv; charset=utf-8', [name]: 'attachment; filename="deliberations.csv"' }
    return c.body(file.value, 200, { ...SHARED, ...headers })
  })
  return api
}
