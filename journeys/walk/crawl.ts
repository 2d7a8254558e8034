import { type Route, routeOf } from './routes.ts'

/** Who walks: nobody signed in, or somebody whose session is in these cookies. */
export type Walker = {
  readonly name: string
  readonly cookies: string
  /** Addresses they type, or are led to by what they did. */
  readonly starts: readonly string[]
}

/** An address that was asked for, and what came. */
export type Answer = {
  readonly path: string
  readonly route: string
  readonly status: number
  readonly isPage: boolean
  /** The same for every reader, by its headers. */
  readonly isForAll: boolean
  /** Where it was linked from. */
  readonly from: string
  readonly html: string
}

export type Crawled = {
  readonly answers: readonly Answer[]
  /** Links that lead to no route of the site, with the page they stand on. */
  readonly lost: readonly string[]
}

/** Where an address comes from when no page gave it. */
export const TYPED = 'adresse tapée'

/** Enough of one kind: the two hundredth commune is made like the first. */
const OF_A_KIND = 2

/**
 * Follows every link from where the walker starts, at most twice to each route: what a reader can reach without typing an address.
 *
 * @param site   address of the site, without a final slash
 * @param known  pages that are the same for all, already read by somebody else: they are not asked for again, only followed
 */
export async function crawl(
  site: string,
  routes: readonly Route[],
  walker: Walker,
  known: ReadonlyMap<string, Answer> = new Map(),
): Promise<Crawled> {
  const queue = walker.starts.map((path) => ({ path, from: TYPED }))
  const met = new Set(walker.starts)
  const asked = new Map<string, number>()
  const answers: Answer[] = []
  const lost: string[] = []
  for (let link = queue.shift(); link !== undefined; link = queue.shift()) {
    const { path, from } = link
    const route = routeOf(routes, pathOnly(path))
    if (route === undefined) {
      lost.push(`${from} → ${path}`)
      continue
    }
    if ((asked.get(route) ?? 0) >= OF_A_KIND) continue
    asked.set(route, (asked.get(route) ?? 0) + 1)
    const read = known.get(path)
    const answer = read ?? (await ask(site, path, walker))
    if (!read) answers.push({ ...answer, path, from, route })
    for (const next of answer.isPage && answer.status === 200 ? linksOf(answer.html, path) : []) {
      if (met.has(next)) continue
      met.add(next)
      queue.push({ path: next, from: path })
    }
  }
  return { answers, lost }
}

async function ask(site: string, path: string, { cookies }: Walker) {
  const response = await fetch(site + path, { redirect: 'manual', headers: cookies === '' ? {} : { Cookie: cookies } })
  const isPage = (response.headers.get('Content-Type') ?? '').startsWith('text/html')
  const isForAll = response.headers.get('Cache-Control')?.startsWith('public') === true
  const text = await response.text()
  return { status: response.status, isPage, isForAll, html: isPage ? text : '' }
}

/** Links of a page to this site, without their fragments; built files are no pages. */
export function linksOf(html: string, path: string): readonly string[] {
  const hrefs = [...html.matchAll(/<a\b[^>]*?\shref="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))
  const urls = hrefs.flatMap((href) => {
    const url = URL.canParse(href, `http://site${path}`) ? new URL(href, `http://site${path}`) : undefined
    return url?.host === 'site' && url.protocol === 'http:' ? [url.pathname + url.search] : []
  })
  return [...new Set(urls)].filter((url) => !url.startsWith('/public/'))
}

export function pathOnly(path: string): string {
  return path.split('?')[0] ?? path
}
