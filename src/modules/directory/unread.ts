import type { OpenAPIHonoOptions } from '@hono/zod-openapi'
import type { Env } from 'hono'
import { french } from '#kernel/french'

/**
 * What an address asks for that cannot be read is refused in the words of the house: the names of the parameters, and where
 * they are described. For the `OpenAPIHono` of a module.
 */
export const refuseUnread: NonNullable<OpenAPIHonoOptions<Env>['defaultHook']> = (read, c) => {
  if (read.success) return undefined
  const names = [...new Set(read.error.issues.map(({ path }: { readonly path: readonly PropertyKey[] }) => path[0]))]
  if (read.target === 'param')
    return c.json({ error: french`Cette adresse n'existe pas : voyez /api/openapi.json.` }, 404)
  const named = names.map((name) => french`« ${String(name)} »`).join(', ')
  return c.json({ error: french`Ce qui est demandé ne se lit pas : ${named}. Voyez /api/openapi.json.` }, 400)
}
