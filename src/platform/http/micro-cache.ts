import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { MiddlewareHandler } from 'hono'

/** Public pages kept ready to send: the same for all readers, forgotten when something is published. */
export type MicroCache = { readonly middleware: MiddlewareHandler; forget(): void; readonly size: () => number }

type Entry = {
  readonly status: 200
  readonly headers: readonly (readonly [string, string])[]
  readonly tag: string
  readonly plain: Uint8Array<ArrayBuffer>
  readonly gzip: Uint8Array<ArrayBuffer>
  readonly brotli: Uint8Array<ArrayBuffer>
  readonly freshUntil: number
}

/**
 * @param freshForMs   time after which a page is rendered again even if nobody announced a change
 * @param maxEntries   the oldest goes first beyond it; several addresses a page, so bounded
 * @param now          clock, in milliseconds
 */
export function microCache({
  freshForMs,
  maxEntries,
  now,
}: {
  freshForMs: number
  maxEntries: number
  now: () => number
}): MicroCache {
  const entries = new Map<string, Entry>()
  let generation = 0

  const middleware: MiddlewareHandler = async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return next()
    const url = new URL(c.req.url)
    const key = url.pathname + url.search
    const kept = entries.get(key)
    if (kept) keep(key, kept)
    if (kept && kept.freshUntil > now())
      return send(kept, c.req.header('If-None-Match'), c.req.header('Accept-Encoding'))

    const startedIn = generation
    await next()
    if (!isShared(c.res)) return
    const entry = await entryOf(c.res, now() + freshForMs)
    // A page rendered while something was being published may be the old one: it is sent, not kept.
    if (startedIn === generation) keep(key, entry)
    c.res = undefined
    c.res = send(entry, c.req.header('If-None-Match'), c.req.header('Accept-Encoding'))
  }

  function keep(key: string, entry: Entry): void {
    entries.delete(key)
    entries.set(key, entry)
    const oldest = entries.keys().next()
    if (entries.size > maxEntries && !oldest.done) entries.delete(oldest.value)
  }

  function forget(): void {
    generation++
    entries.clear()
  }

  return { middleware, forget, size: () => entries.size }
}

// A page says itself that it is the same for all, by its Cache-Control; whoever says nothing is never kept. Downloads
// and the built files are sent as they are: they would push the pages out.
function isShared(response: Response): boolean {
  const control = response.headers.get('Cache-Control') ?? ''
  const isPage = !response.headers.has('Content-Disposition') && !response.headers.has('Set-Cookie')
  return response.status === 200 && isPage && control.includes('public') && !control.includes('immutable')
}

const compressWithBrotli = promisify(brotliCompress)
const compressWithGzip = promisify(gzip)

async function entryOf(response: Response, freshUntil: number): Promise<Entry> {
  const plain = new Uint8Array(await response.arrayBuffer())
  const [zipped, brotli] = await Promise.all([
    compressWithGzip(plain),
    compressWithBrotli(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  ])
  return {
    status: 200,
    headers: [...response.headers].filter(([name]) => name !== 'content-length'),
    tag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
    plain,
    gzip: new Uint8Array(zipped),
    brotli: new Uint8Array(brotli),
    freshUntil,
  }
}

function send(entry: Entry, known: string | undefined, accepted: string | undefined): Response {
  const headers = new Headers(entry.headers.map(([name, value]) => [name, value] as [string, string]))
  headers.set('ETag', entry.tag)
  headers.append('Vary', 'Accept-Encoding')
  if (known?.split(/,\s*/).some((tag) => tag.replace(/^W\//, '') === entry.tag)) {
    return new Response(null, { status: 304, headers })
  }
  const encoding = encodingFor(accepted)
  if (encoding !== 'plain') headers.set('Content-Encoding', encoding === 'brotli' ? 'br' : 'gzip')
  return new Response(entry[encoding], { status: entry.status, headers })
}

function encodingFor(accepted = ''): 'brotli' | 'gzip' | 'plain' {
  const offers = accepted.split(',').map((offer) => offer.trim())
  const takes = (name: string) => offers.some((offer) => offer.split(';')[0] === name && !/;\s*q=0(\.0*)?$/.test(offer))
  return takes('br') ? 'brotli' : takes('gzip') ? 'gzip' : 'plain'
}
