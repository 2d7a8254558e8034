import { Readable } from 'node:stream'
import { Hono, type Context as HonoContext } from 'hono'
import { ZipFile } from 'yazl'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import * as store from '../../store/opening/index.ts'
import { findSealedPoll } from '../../store/sealed/index.ts'
import { VerifyAnyPage } from './verify-page.tsx'

const SHARED = { 'Cache-Control': 'public, max-age=0, must-revalidate' }
const ONE = '/scrutins/:slug{[a-z0-9-]{1,80}}'

/** The public bundle of a published vote, file by file and whole: sent a piece at a time, as much memory for any vote. */
export function archivePages({ db, now }: Context, frame: SiteFrame): Hono {
  const pages = new Hono()
  const find = async (c: HonoContext): Promise<Found | undefined> => {
    const poll = await findSealedPoll(db, c.req.param('slug') ?? '', now())
    const archive = poll && (await store.openArchive(db, poll))
    return archive && { archive, tag: `"${poll.fingerprint.slice(0, 22)}-${archive.size}"` }
  }
  pages.get('/verifier', (c) => c.html(<VerifyAnyPage site={frame} />, 200, SHARED))
  pages.get(`${ONE}/archive.json`, async (c, next) => {
    const found = await find(c)
    return found ? c.json(found.archive.files.map(({ name }) => name).toSorted(), 200, SHARED) : next()
  })
  pages.get(`${ONE}/archive.zip`, async (c, next) => {
    const found = await find(c)
    if (!found) return next()
    return send(c, found, { name: `${c.req.param('slug')}.zip`, type: 'application/zip' }, () =>
      zipOf(found.archive.files),
    )
  })
  pages.get(`${ONE}/archive/:name{.+}`, async (c, next) => {
    const found = await find(c)
    const file = found?.archive.files.find(({ name }) => name === c.req.param('name'))
    if (!found || !file) return next()
    const name = file.name.split('/').at(-1)!
    const type = name.endsWith('.pdf') ? 'application/pdf' : 'application/octet-stream'
    return send(c, found, { name, type }, () => Readable.from(file.read()))
  })
  return pages
}

type Found = { readonly archive: store.Archive; readonly tag: string }

/** Nothing of a published vote changes until its log grows: the tag says how far it had. */
function send(
  c: HonoContext,
  { tag }: Found,
  { name, type }: { readonly name: string; readonly type: string },
  read: () => Readable,
): Response {
  const headers = { ...SHARED, ETag: tag }
  if (c.req.header('If-None-Match')?.includes(tag)) return c.body(null, 304, headers)
  const body = Readable.toWeb(read()) as ReadableStream
  return c.body(body, 200, {
    ...headers,
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${name}"`,
  })
}

// The first day a zip knows: the same vote always gives the same bytes.
const FIRST_DAY = new Date(1980, 0, 1)

function zipOf(files: readonly store.ArchiveFile[]): Readable {
  const zip = new ZipFile()
  const out = zip.outputStream as Readable
  zip.on('error', (error: Error) => out.destroy(error))
  for (const { name, read } of files) {
    zip.addReadStreamLazy(name, { mtime: FIRST_DAY, mode: 0o100644 }, (give) => {
      const stream = Readable.from(read())
      // The zip looks at no fault of what it reads: without this, one would end the process.
      stream.on('error', (error) => out.destroy(error))
      give(null, stream)
    })
  }
  zip.end()
  return out
}
