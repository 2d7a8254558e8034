import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { MiddlewareHandler } from 'hono'

/** Public pages kept ready to send: the same for all readers, forgotten when something is published. */
export type MicroCache = {
  readonly middleware: MiddlewareHandler
  /** The whole answer, when it is ready as this reader takes it: sent without the site being asked. */
  ready(asked: Asked): Ready | undefined
  forget(): void
  readonly size: () => number
}

export type Asked = {
  readonly method: string | undefined
  /** Path and query. */
  readonly url: string | undefined
  readonly known: string | undefined
  readonly accepted: string | undefined
}

export type Ready = {
  readonly status: 200 | 304
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | undefined
}

type Encoding = 'br' | 'gzip' | 'identity'
type Body = Uint8Array<ArrayBuffer>

type Entry = {
  readonly tag: string
  readonly plain: Body
  /** Made when first asked for. */
  readonly compressed: Map<Encoding, Body>
  /** Whole, by encoding: nothing is computed for a reader who comes after another. */
  readonly headers: Readonly<Record<Encoding, Readonly<Record<string, string>>>>
  readonly freshUntil: number
}

type Options = {
  /** Time after which a page is rendered again even if nobody announced a change. */
  readonly freshForMs: number
  /** The page unused for longest goes first beyond it. */
  readonly maxEntries: number
  /** Clock, in milliseconds. */
  readonly now: () => number
}

/**
 * Stands before every middleware that writes headers, so that what it keeps is the whole answer. A page says itself that
 * it is the same for all, by `Cache-Control: public`; whoever says nothing is never kept.
 */
export function microCache({ freshForMs, maxEntries, now }: Options): MicroCache {
  const entries = new Map<string, Entry>()
  let generation = 0

  const middleware: MiddlewareHandler = async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return next()
    const key = pathAndQuery(c.req.url)
    const kept = entries.get(key)
    const reader = { known: c.req.header('If-None-Match'), accepted: c.req.header('Accept-Encoding') }
    if (kept && kept.freshUntil > now()) {
      keep(key, kept)
      return send(kept, reader)
    }

    const startedIn = generation
    await next()
    // While the database is away, what everybody could read stays readable, as it was last.
    if (kept && c.res.status === 503) {
      c.res = undefined
      c.res = await send(kept, reader)
      return
    }
    if (!isShared(c.res)) return
    const entry = await entryOf(c.res, now() + freshForMs)
    // A page rendered while something was being published may be the old one: it is sent, not kept.
    if (startedIn === generation) keep(key, entry)
    c.res = undefined
    c.res = await send(entry, reader)
  }

  function ready({ method, url, known, accepted }: Asked): Ready | undefined {
    const kept = method === 'GET' && url !== undefined ? entries.get(url) : undefined
    if (!kept || kept.freshUntil <= now()) return undefined
    if (known?.includes(kept.tag)) return { status: 304, headers: kept.headers.identity, body: undefined }
    const encoding = encodingFor(accepted)
    const body = encoding === 'identity' ? kept.plain : kept.compressed.get(encoding)
    return body && { status: 200, headers: kept.headers[encoding], body }
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

  return { middleware, ready, forget, size: () => entries.size }
}

function pathAndQuery(url: string): string {
  return url.slice(url.indexOf('/', url.indexOf('//') + 2))
}

// Downloads and built files are sent as they are: kept here they would push the pages out.
function isShared(response: Response): boolean {
  const control = response.headers.get('Cache-Control') ?? ''
  const isPage = !response.headers.has('Content-Disposition') && !response.headers.has('Set-Cookie')
  return response.status === 200 && isPage && control.includes('public') && !control.includes('immutable')
}

async function entryOf(response: Response, freshUntil: number): Promise<Entry> {
  const plain = new Uint8Array(await response.arrayBuffer())
  const tag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`
  const common = { ...Object.fromEntries(response.headers), etag: tag, vary: 'Accept-Encoding' }
  const headers = {
    identity: common,
    br: { ...common, 'content-encoding': 'br' },
    gzip: { ...common, 'content-encoding': 'gzip' },
  }
  return { tag, plain, compressed: new Map(), headers, freshUntil }
}

type Reader = { readonly known: string | undefined; readonly accepted: string | undefined }

async function send(entry: Entry, { known, accepted }: Reader): Promise<Response> {
  if (known?.includes(entry.tag)) return new Response(null, { status: 304, headers: entry.headers.identity })
  const encoding = encodingFor(accepted)
  const body = entry.compressed.get(encoding) ?? (await compress(entry, encoding))
  return new Response(body, { status: 200, headers: entry.headers[encoding] })
}

const compressWithBrotli = promisify(brotliCompress)
const compressWithGzip = promisify(gzip)
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }

async function compress({ plain, compressed }: Entry, encoding: Encoding): Promise<Body> {
  if (encoding === 'identity') return plain
  const made = new Uint8Array(
    encoding === 'br' ? await compressWithBrotli(plain, BROTLI) : await compressWithGzip(plain),
  )
  compressed.set(encoding, made)
  return made
}

function encodingFor(accepted = ''): Encoding {
  const offers = accepted.split(',').map((offer) => offer.trim())
  const takes = (name: string) => offers.some((offer) => offer.split(';')[0] === name && !/;\s*q=0(\.0*)?$/.test(offer))
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : 'identity'
}
