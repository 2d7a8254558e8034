import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { Hono, type Context as HonoContext } from 'hono'
import type { Context } from '#platform/context'
import { visitorOf } from '#platform/sessions'
import { ownerOf } from './owners.ts'
import { publicName } from './shown.ts'
import { type Attachment, findAttachment } from './store.ts'
import { uploadRoutes } from './uploads.ts'

/** What a file may do once open: nothing. It has no origin, no script, no way out. */
const CONTENT_SECURITY_POLICY =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'none'"

/** `/pieces`: files given out, each under the rule of its record, and files that arrive by pieces. */
export function attachmentPages(context: Context): Hono {
  const pages = new Hono()
  pages.route('/', uploadRoutes(context))

  pages.get('/pieces/:id{[0-9a-f-]{36}}/vignette', async (c) => {
    const attachment = await findReadable(c, context, c.req.param('id'))
    if (!attachment?.thumbnailSha256) return c.notFound()
    return give(c, context.files.disk.pathOf(attachment.thumbnailSha256), {
      'Content-Type': 'image/webp',
      'Content-Disposition': 'inline',
    })
  })

  pages.get('/pieces/:id{[0-9a-f-]{36}}/:name', async (c) => {
    const attachment = await findReadable(c, context, c.req.param('id'))
    if (!attachment || c.req.param('name') !== publicName(attachment)) return c.notFound()
    const { mediaType, name, isActive, sha256 } = attachment
    const isShown = !isActive && (mediaType.startsWith('image/') || mediaType === 'application/pdf')
    return give(c, context.files.disk.pathOf(sha256), {
      'Content-Type': mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType,
      'Content-Disposition': disposition(isShown ? 'inline' : 'attachment', name),
    })
  })

  return pages
}

/** The attachment, when it is given out and the module of its record lets this visitor read it. */
async function findReadable(c: HonoContext, context: Context, id: string): Promise<Attachment | undefined> {
  const visitor = await visitorOf(c)
  const attachment = isUuid(id) ? await findAttachment(context.db, id) : undefined
  if (!attachment?.ownerId || attachment.state === 'waiting' || attachment.state === 'refused') return undefined
  const owner = ownerOf(context, attachment.kind)
  const mayRead = owner !== undefined && (await owner.mayRead(context.db, visitor, attachment.ownerId, context.now()))
  return mayRead ? attachment : undefined
}

/** The bytes, whole or one range of them (RFC 9110, section 14). */
async function give(c: HonoContext, path: string, headers: Readonly<Record<string, string>>): Promise<Response> {
  const size = (await stat(path)).size
  const range = rangeOf(c.req.header('Range'), size)
  const common = {
    ...headers,
    'Content-Security-Policy': CONTENT_SECURITY_POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'no-store',
  }
  if (range === 'outside') return c.body(null, 416, { ...common, 'Content-Range': `bytes */${size}` })
  const { first, last } = range ?? { first: 0, last: size - 1 }
  const told = { ...common, 'Content-Length': String(last - first + 1) }
  const isHead = c.req.method === 'HEAD'
  const body = isHead ? null : (Readable.toWeb(createReadStream(path, { start: first, end: last })) as ReadableStream)
  const answer = range ? { 'Content-Range': `bytes ${first}-${last}/${size}` } : {}
  return new Response(body, { status: range ? 206 : 200, headers: { ...told, ...answer } })
}

// Several ranges at once may be answered by the whole: nobody needs them here.
function rangeOf(header: string | undefined, size: number) {
  const told = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (!told || (told[1] === '' && told[2] === '')) return undefined
  const first = told[1] === '' ? Math.max(0, size - Number(told[2])) : Number(told[1])
  const last = told[1] === '' || told[2] === '' ? size - 1 : Math.min(size - 1, Number(told[2]))
  return first >= size || first > last ? ('outside' as const) : { first, last }
}

// RFC 6266: a name in ASCII for the oldest, the true one for the others.
function disposition(kind: 'inline' | 'attachment', name: string): string {
  const plain = name
    .normalize('NFD')
    .replaceAll(/[^\x20-\x7e]/g, '')
    .replaceAll(/["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}
