import { createHmac, timingSafeEqual } from 'node:crypto'
import { copyFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { MemoryLocker } from '@tus/server'
import { Hono, type Context as HonoContext } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Context } from '#platform/context'
import { browserSecret, visitorOf } from '#platform/sessions'
import { holderOf, referenceOf } from './attachments.ts'
import { readName } from './name.ts'
import { type AttachmentOwner, ownerOf } from './owners.ts'
import { faultOfRoom, receiveFile, type Sender } from './receive.ts'
import { FILE_SENTENCES, type FileRefusal } from './refusals.ts'
import { ENDED, measureUnended } from './unended.ts'

const PATH = '/pieces/envois'
/** Left to the database, which may stand on the same volume: whoever opens uploads without end does not stop it. */
const LEAST_FREE_BYTES = 500_000_000
const DAY_MS = 86_400_000

/**
 * Files that arrive by pieces, so that a cut costs little (tus 1.0.0): `POST /pieces/envois` opens one, `PATCH` adds to it,
 * `HEAD` says how far it is. `POST …/fin` looks at it and gives the reference the form will carry.
 *
 * The address of an upload is drawn for one browser, and answers no other.
 */
export function uploadRoutes(context: Context): Hono {
  const pages = new Hono()
  let locker: MemoryLocker | undefined

  // Made when the first file arrives: it opens a folder, and its library takes a tenth of a second to read.
  const serverFor = async (owner: AttachmentOwner | undefined, id: string) => {
    const { MemoryLocker, Server } = await import('@tus/server')
    const datastore = await storeOf(context)
    locker ??= new MemoryLocker()
    return new Server({
      path: PATH,
      datastore,
      locker,
      relativeLocation: true,
      allowedOrigins: [],
      namingFunction: () => id,
      ...(owner && { maxSize: owner.rules.largestBytes }),
    })
  }

  pages.post(PATH, async (c) => {
    const asked = readMetadata(c.req.header('Upload-Metadata'))
    const owner = ownerOf(context, asked.get('kind') ?? '')
    // The form that sends it has been shown to this browser.
    if (!owner || !getCookie(c, 'navigateur', 'host')) return c.text(FILE_SENTENCES.gone, 403)
    const length = Number(c.req.header('Upload-Length') ?? 'NaN')
    const fault = faultBefore(owner, asked, length)
    if (fault !== undefined) return c.text(FILE_SENTENCES[fault], 422)
    if (!(await hasRoom(context, length))) return c.text(FILE_SENTENCES['no-room'], 422)
    const full = await faultOfAll(c, context, length)
    if (full !== undefined) return c.text(FILE_SENTENCES[full], 422)
    // The folder of what arrives is there once a room of it was made.
    await rm(await context.files.disk.roomAside(), { recursive: true, force: true })
    return (await serverFor(owner, drawnFor(c, context))).handleWeb(c.req.raw)
  })

  // « HEAD » comes as a GET that has no body.
  pages.on(['PATCH', 'GET', 'DELETE'], `${PATH}/:upload{[0-9a-f]{64}}`, async (c) => {
    if (c.req.method === 'GET') return c.notFound()
    if (!isOfBrowser(c, context, c.req.param('upload'))) return c.text(FILE_SENTENCES.gone, 404)
    const isWrite = c.req.method === 'PATCH'
    if (isWrite && !(await hasRoom(context, Number(c.req.header('Content-Length') ?? 0)))) {
      return c.text(FILE_SENTENCES['no-room'], 422)
    }
    // Many may have been opened at once: what they announce is counted again before anything is written.
    const full = isWrite ? await faultOfAll(c, context, 0) : undefined
    if (full !== undefined) return c.text(FILE_SENTENCES[full], 422)
    return (await serverFor(undefined, '')).handleWeb(c.req.raw)
  })

  pages.post(`${PATH}/:upload{[0-9a-f]{64}}/fin`, async (c) => {
    const id = c.req.param('upload')
    const ended = isOfBrowser(c, context, id) ? await end(c, context, id) : 'gone'
    c.header('Cache-Control', 'no-store')
    return typeof ended === 'string' ? c.json({ sentence: FILE_SENTENCES[ended] }, 422) : c.json(ended)
  })

  return pages
}

async function storeOf({ files }: Context) {
  const { FileStore } = await import('@tus/file-store')
  return new FileStore({ directory: join(files.disk.aside), expirationPeriodInMilliseconds: DAY_MS })
}

async function end(c: HonoContext, context: Context, id: string) {
  const uploads = await storeOf(context)
  const upload = await uploads.getUpload(id).catch(() => undefined)
  const { kind = '', filename = '', filetype = '' } = (upload?.metadata ?? {}) as Record<string, string | undefined>
  const owner = ownerOf(context, kind ?? '')
  if (!upload || !owner) return 'gone' as const
  if (upload.offset !== upload.size) return 'unreadable' as const

  // Looked at in a copy: asked twice because an answer was lost, it gives the same.
  if (!(await hasRoom(context, upload.size ?? 0))) return 'no-room' as const
  const room = await context.files.disk.roomAside()
  const copy = join(room, 'upload')
  const sender = await senderOf(c, context)
  const arrived = { path: copy, name: filename, declared: filetype, sending: `upload ${id}` }
  const received = await copyFile(join(context.files.disk.aside, id), copy)
    .then(() => receiveFile(context, owner, arrived, sender))
    .finally(() => rm(room, { recursive: true, force: true }))
  if (!received.ok) {
    await uploads.remove(id).catch(() => {})
    return received.refusal
  }
  // From now on it counts among the attachments alone.
  upload.metadata = { ...upload.metadata, [ENDED]: 'true' }
  await uploads.configstore.set(id, upload)
  const { name, sizeBytes, mediaType } = received.value
  return {
    reference: referenceOf(context, sender.holder, received.value.id),
    id: received.value.id,
    name,
    sizeBytes,
    isPicture: mediaType.startsWith('image/'),
  }
}

async function senderOf(c: HonoContext, context: Context): Promise<Sender> {
  const personId = (await visitorOf(c))?.personId ?? null
  return { holder: holderOf(context, browserSecret(c, context)), personId }
}

async function faultOfAll(c: HonoContext, context: Context, bytes: number): Promise<FileRefusal | undefined> {
  const unended = await measureUnended(context.files.disk.aside, (id) => isOfBrowser(c, context, id))
  return faultOfRoom(context, await senderOf(c, context), bytes, unended)
}

async function hasRoom({ files }: Context, bytes: number): Promise<boolean> {
  return (await files.disk.freeBytes()) - bytes >= LEAST_FREE_BYTES
}

function faultBefore(
  owner: AttachmentOwner,
  asked: ReadonlyMap<string, string>,
  length: number,
): FileRefusal | undefined {
  const read = readName(asked.get('filename') ?? '', asked.get('filetype') ?? '', owner.rules)
  if (!read.ok) return read.refusal
  if (length === 0) return 'empty'
  return Number.isSafeInteger(length) && length <= owner.rules.largestBytes ? undefined : 'too-large'
}

/** « filename d2Vla2x5LnBkZg==,kind … » (tus, Upload-Metadata). */
function readMetadata(header = ''): ReadonlyMap<string, string> {
  return new Map(
    header.split(',').map((pair) => {
      const [name = '', value = ''] = pair.trim().split(' ')
      return [name, Buffer.from(value, 'base64').toString('utf8')] as const
    }),
  )
}

function drawnFor(c: HonoContext, context: Context): string {
  const drawn = Buffer.from(context.random(16)).toString('hex')
  return `${drawn}${proofOf(c, context, drawn)}`
}

function isOfBrowser(c: HonoContext, context: Context, id: string): boolean {
  const [given, ours] = [Buffer.from(id.slice(32)), Buffer.from(proofOf(c, context, id.slice(0, 32)))]
  return given.length === ours.length && timingSafeEqual(given, ours)
}

function proofOf(c: HonoContext, context: Context, drawn: string): string {
  const browser = getCookie(c, 'navigateur', 'host') ?? ''
  return createHmac('sha256', context.keyFor('uploads')).update(`${drawn} ${browser}`).digest('hex').slice(0, 32)
}
