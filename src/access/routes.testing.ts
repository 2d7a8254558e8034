import type { Hono } from 'hono'
import { type Audience, audienceOf } from '#platform/sessions'

/** One row of the route table. */
export type SiteRoute = {
  readonly method: string
  /** As it is declared: « /agents/personnes/:id ». */
  readonly path: string
  /** Who its guards let pass; undefined: it has none. */
  readonly audience: Audience | undefined
}

/** Every route of the site, in alphabetical order, with the guards on its way. */
export function listRoutes(app: Hono): readonly SiteRoute[] {
  const guards = app.routes.flatMap(({ method, path, handler }) => {
    const audience = audienceOf(handler)
    return audience === undefined ? [] : [{ method, path, audience }]
  })
  const known = new Map<string, SiteRoute>()
  for (const { method, path } of app.routes) {
    if (method === 'ALL' || path.includes('*')) continue
    const onTheWay = guards.filter(
      (guard) => (guard.method === 'ALL' || guard.method === method) && covers(guard.path, path),
    )
    known.set(`${path} ${method}`, { method, path, audience: narrowest(onTheWay.map(({ audience }) => audience)) })
  }
  return [...known.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, route]) => route)
}

function covers(pattern: string, path: string): boolean {
  return pattern === path || (pattern.endsWith('/*') && path.startsWith(pattern.slice(0, -1)))
}

// A list of roles is narrower than « signed in »; of two lists, what both allow.
function narrowest(audiences: readonly Audience[]): Audience | undefined {
  const lists = audiences.filter((audience) => audience !== 'signed-in')
  if (lists.length === 0) return audiences[0]
  return lists.reduce((one, other) => one.filter((role) => other.includes(role)))
}

/** The audience in French, as the table says it. */
export function audienceInWords(audience: Audience | undefined): string {
  if (audience === undefined) return 'tous'
  return audience === 'signed-in' ? 'connectés' : audience.toSorted().join(' ')
}

/**
 * An address of the route: its parameters are given by name, and by the beginning of the path where that is not enough.
 * One that must have a form gets a word of that form: a guard answers only where the address leads to it.
 */
export function addressOf({ path }: SiteRoute, values: ReadonlyMap<string, string>): string {
  const [, special] = [...values].find(([beginning]) => beginning.startsWith('/') && path.startsWith(beginning)) ?? []
  return path.replaceAll(
    /:(\w+)(?:\{((?:[^{}]|\{[^{}]*\})*)\})?\??/g,
    (_whole, name: string, form: string | undefined) => special ?? wordOf(form, values.get(name)),
  )
}

const WORDS = ['inconnu', '1', '00000000-0000-7000-8000-000000000098']

function wordOf(form: string | undefined, given: string | undefined): string {
  const words = [...(given === undefined ? [] : [given]), ...WORDS, ...(form ?? '').split('|')]
  return words.find((word) => form === undefined || new RegExp(`^(?:${form})$`).test(word)) ?? 'inconnu'
}
