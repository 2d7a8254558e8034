import { pino } from 'pino'
import { Registry } from 'prom-client'
import { contributions } from '../../src/modules.ts'
import { createContext, NO_SETTINGS } from '../../src/platform/context/index.ts'
import { microCache } from '../../src/platform/http/index.ts'
import { site } from '../../src/site.tsx'

/** A page of the site as its route is declared: « /scrutins/:slug ». */
export type Route = { readonly path: string; readonly matches: (path: string) => boolean }

/** Every address that answers to a GET, the plainest first; read from the site itself, so that none is forgotten. */
export function readRoutes(): readonly Route[] {
  const paths = new Set(tableOf().map(({ path }) => path))
  return [...paths]
    .toSorted((a, b) => holes(a) - holes(b) || b.length - a.length)
    .map((path) => ({ path, matches: matcherOf(path) }))
}

/** The declared route of an address, if the site has one. */
export function routeOf(routes: readonly Route[], path: string): string | undefined {
  return routes.find((route) => route.matches(path))?.path
}

// The site is put together but never asked: nothing behind it is opened.
function tableOf(): readonly { readonly path: string }[] {
  const nothing = undefined as never
  const context = createContext({
    db: nothing,
    settings: () => NO_SETTINGS,
    contributions,
    keyFor: Object.assign(() => new Uint8Array(32), { end: () => undefined }),
    files: nothing,
  })
  const assets = { stylesheet: '', fonts: [] }
  const app = site({
    context,
    frame: {
      serviceName: '',
      territoryName: '',
      assets,
      watermark: '',
      navigation: [],
      footer: { mention: '', columns: [] },
    },
    build: '.',
    cache: microCache({ freshForMs: 0, maxEntries: 1, now: () => 0 }),
    logger: pino({ level: 'silent' }),
    metrics: new Registry(),
    url: 'http://localhost',
    isDemonstration: true,
    proxies: [],
    health: nothing,
  })
  return app.routes.filter(({ method, path }) => method === 'GET' && !path.includes('*'))
}

function holes(path: string): number {
  return path.split(':').length - 1
}

function matcherOf(path: string): (path: string) => boolean {
  const source = path
    .split('/')
    .map((part) => {
      // As the site reads it: two routes may differ by nothing else.
      const form = /^:\w+\{(.*)\}$/.exec(part)?.[1]
      return form === undefined
        ? part.replaceAll(/[.()]/g, '\\$&').replaceAll(/:\w+(\{.*\})?\??/g, '[^/]+')
        : `(?:${form})`
    })
    .join('/')
  const pattern = new RegExp(`^${source}$`)
  return (asked) => pattern.test(asked)
}
