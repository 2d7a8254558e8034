import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { clamd } from './antivirus.ts'
import { attach, holderOf, listAttachments, readReference, referenceOf } from './attachments.ts'
import { docxOf, pdfOf, photo } from './corpus.testing.ts'
import { type Files, openFiles } from './index.ts'
import type { AttachmentOwner } from './owners.ts'
import { receiveFile } from './receive.ts'
import { findAttachment } from './store.ts'
import { fileTasks, sweepFiles } from './tasks.ts'

const RECORD = '00000000-0000-7000-8000-0000000000aa'
const LOST = '00000000-0000-7000-8000-0000000000bb'
const OWNER: AttachmentOwner = {
  kind: 'essai',
  rules: { formats: ['pdf', 'jpeg', 'docx', 'txt'], largestBytes: 1_000_000, most: 3 },
  mayRead: async () => true,
  listExisting: async (_db, ids) => ids.filter((id) => id !== LOST),
}

let database: TestDatabase
let folder: string
let context: Context
let now = new Date('2026-03-02T09:00:00Z')
let sendings = 0

beforeAll(async () => {
  database = await testDatabase({ poolSize: 6 })
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'filigrane-files-'))
  context = contextWith(openFiles({ folder, root: resolve(import.meta.dirname, '../../..') }))
  await sql`DELETE FROM attachment`.execute(database.db)
  await sql`DELETE FROM file_content`.execute(database.db)
  now = new Date('2026-03-02T09:00:00Z')
  return () => rm(folder, { recursive: true, force: true })
})
afterAll(() => database.drop())

function contextWith(files: Files): Context {
  return testContext(database, {
    files,
    contributions: [{ module: 'essai', attachments: [OWNER] }],
    now: () => new Date(now),
  })
}

async function send(name: string, bytes: Buffer | string, options: { browser?: string; sending?: string } = {}) {
  sendings += 1
  const path = join(await context.files.disk.roomAside(), 'file')
  await writeFile(path, bytes)
  const sender = { holder: holderOf(context, options.browser ?? 'one'), personId: null }
  return receiveFile(context, OWNER, { path, name, declared: '', sending: options.sending ?? `s${sendings}` }, sender)
}

async function sent(name: string, bytes: Buffer | string, options: { browser?: string; sending?: string } = {}) {
  const received = await send(name, bytes, options)
  if (!received.ok) throw new Error(received.refusal)
  return received.value
}

function attachTo(ownerId: string, ids: readonly string[], browser = 'one') {
  const pieces = ids.map((id) => ({ id, alternative: null }))
  return database.db
    .transaction()
    .execute((one) => attach(one, context, ownerId, { kind: 'essai', holder: holderOf(context, browser), pieces }))
}

async function filesOnDisk(): Promise<readonly string[]> {
  const shelves = (await readdir(folder)).filter((name) => name !== 'aside')
  const lists = await Promise.all(shelves.map((shelf) => readdir(join(folder, shelf))))
  return lists.flat()
}

test('the same file sent twice by two people lies once on the disk', async () => {
  const [one, other] = [await sent('a.pdf', pdfOf('')), await sent('b.pdf', pdfOf(''), { browser: 'two' })]
  expect(one.id).not.toBe(other.id)
  expect(one.sha256).toEqual(other.sha256)
  expect(await filesOnDisk()).toHaveLength(1)
})

test('twenty files sent at once are all there, whole, and nothing is left aside', async () => {
  const received = await Promise.all(
    Array.from({ length: 20 }, (_, rank) => sent(`n${rank}.txt`, `texte ${rank % 10}\n`)),
  )
  expect(new Set(received.map(({ id }) => id)).size).toBe(20)
  expect(await filesOnDisk()).toHaveLength(10)
  for (const { sha256 } of received) expect(existsSync(context.files.disk.pathOf(sha256))).toBe(true)
  const left = await Promise.all(
    (await readdir(join(folder, 'aside'))).map((room) => readdir(join(folder, 'aside', room))),
  )
  expect(left.flat()).toEqual([])
})

test('a refused file leaves neither a row nor bytes', async () => {
  expect(await send('a.docx', docxOf({ name: 'word/vbaProject.bin', text: 'x' }))).toEqual({
    ok: false,
    refusal: 'holds-a-program',
  })
  expect(await send('a.txt', '')).toEqual({ ok: false, refusal: 'empty' })
  expect(await send('a.txt', 'a'.repeat(1_000_001))).toEqual({ ok: false, refusal: 'too-large' })
  expect(await filesOnDisk()).toEqual([])
})

test('a form attaches its files once; another browser cannot, and a fourth is too many', async () => {
  const [one, two, three] = [await sent('1.txt', '1'), await sent('2.txt', '2'), await sent('3.txt', '3')]
  expect(await attachTo(RECORD, [one.id], 'two')).toEqual({ ok: false, refusal: 'gone' })
  expect(await attachTo(RECORD, [one.id, two.id])).toMatchObject({ ok: true })
  expect(await attachTo(LOST, [one.id])).toEqual({ ok: false, refusal: 'gone' })
  expect(await attachTo(RECORD, [three.id, (await sent('4.txt', '4')).id])).toEqual({ ok: false, refusal: 'too-many' })
  const listed = await listAttachments(database.db, 'essai', [RECORD])
  expect(listed.get(RECORD)?.map(({ name }) => name)).toEqual(['1.txt', '2.txt'])
})

test('two forms sent at once do not put four files where three are the most', async () => {
  const all = await Promise.all(['1', '2', '3', '4'].map((text) => sent(`${text}.txt`, text)))
  const [a, b, c, d] = all.map(({ id }) => id)
  const answers = await Promise.all([attachTo(RECORD, [a!, b!]), attachTo(RECORD, [c!, d!])])
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
})

test('a reference is worth nothing in another browser, nor changed', async () => {
  const { id } = await sent('a.txt', 'a')
  const [one, two] = [holderOf(context, 'one'), holderOf(context, 'two')]
  const reference = referenceOf(context, one, id)
  expect(readReference(context, one, reference)).toBe(id)
  expect(readReference(context, two, reference)).toBeUndefined()
  expect(readReference(context, one, `${LOST}.${reference.split('.')[1]}`)).toBeUndefined()
})

test('what no form took, and what lost its record, goes with its bytes; the rest stays', async () => {
  const [kept, lost, held] = [await sent('1.txt', '1'), await sent('2.txt', '2'), await sent('3.txt', '3')]
  await attachTo(RECORD, [kept.id])
  await attachTo(LOST, [lost.id])
  await sweepFiles(context)
  expect(await findAttachment(database.db, lost.id)).toBeUndefined()
  expect(await filesOnDisk()).toHaveLength(2)
  now = new Date(now.getTime() + 13 * 3_600_000)
  await sweepFiles(context)
  expect(await findAttachment(database.db, held.id)).toBeUndefined()
  expect(await filesOnDisk()).toHaveLength(1)
  expect(existsSync(context.files.disk.pathOf(kept.sha256))).toBe(true)
})

test('a process that dies before the end leaves nothing to be seen', async () => {
  const broken = contextWith({
    ...context.files,
    disk: { ...context.files.disk, keep: () => Promise.reject(new Error('the process is gone')) },
  })
  const whole = context
  context = broken
  await expect(send('a.txt', 'a')).rejects.toThrow('gone')
  context = whole
  const { rows } = await sql`SELECT FROM attachment UNION ALL SELECT FROM file_content`.execute(database.db)
  expect(rows).toEqual([])
  expect(await filesOnDisk()).toEqual([])
})

test('a photo is kept without its place, with a thumbnail', async () => {
  const { sha256, thumbnailSha256, name } = await sent('été.jpg', await photo())
  expect(name).toBe('été.jpg')
  expect(thumbnailSha256).not.toBeNull()
  expect(thumbnailSha256).not.toEqual(sha256)
})

test('the antivirus is asked: clean is given out, a danger is destroyed, silence is told apart', async () => {
  const asked: Buffer[] = []
  const daemon = await fakeClamd(join(folder, 'clamd'), asked)
  const seen = (isRequired: boolean, socket = join(folder, 'clamd')) =>
    contextWith({ ...context.files, antivirus: clamd(socket, isRequired) })
  const told: object[] = []
  const scan = (id: string, on: Context) =>
    fileTasks({ info: (details: object) => told.push(details) } as never)['files.scan']({ attachmentId: id }, on)
  const stateOf = async (id: string) => (await findAttachment(database.db, id))?.state

  context = seen(true)
  const [clean, danger] = [await sent('sain.txt', 'bonjour'), await sent('mal.txt', `EICAR${'x'.repeat(200_000)}`)]
  expect([clean.state, danger.state]).toEqual(['waiting', 'waiting'])
  await scan(clean.id, context)
  await scan(danger.id, context)
  expect([await stateOf(clean.id), await stateOf(danger.id)]).toEqual(['clean', 'refused'])
  expect(existsSync(context.files.disk.pathOf(danger.sha256))).toBe(false)
  expect(Buffer.concat(asked).includes('x'.repeat(50_000))).toBe(true)
  expect(await send('encore.txt', `EICAR${'x'.repeat(200_000)}`)).toEqual({ ok: false, refusal: 'gone' })
  expect(await attachTo(RECORD, [danger.id])).toEqual({ ok: false, refusal: 'gone' })
  daemon.close()

  context = seen(true, join(folder, 'nobody'))
  const required = await sent('1.txt', 'un')
  await expect(scan(required.id, context)).rejects.toThrow()
  expect(await stateOf(required.id)).toBe('waiting')
  context = seen(false, join(folder, 'nobody'))
  await scan(required.id, context)
  expect(await stateOf(required.id)).toBe('unscanned')
  expect(told).toHaveLength(1)
})

/** Speaks INSTREAM, and finds a danger where « EICAR » is written. */
async function fakeClamd(path: string, asked: Buffer[]): Promise<Server> {
  const daemon = createServer((door) => {
    let held = Buffer.alloc(0)
    door.on('data', (part) => {
      asked.push(part)
      held = Buffer.concat([held, part])
      if (!held.subarray(-4).equals(Buffer.alloc(4))) return
      expect(held.subarray(0, 10).toString()).toBe('zINSTREAM\0')
      door.end(held.includes('EICAR') ? 'stream: Eicar-Test FOUND\0' : 'stream: OK\0')
    })
  })
  await new Promise<void>((listening) => daemon.listen(path, listening))
  return daemon
}
