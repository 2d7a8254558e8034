import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { sessions } from '#platform/sessions'
import { type Files, openFiles } from './index.ts'
import type { AttachmentOwner } from './owners.ts'
import { uploadRoutes } from './uploads.ts'

const LETTER = 'Bonjour, voici notre projet.'
const OWNER: AttachmentOwner = {
  kind: 'essai',
  rules: { formats: ['txt'], largestBytes: 60_000_000, most: 3 },
  mayRead: async () => true,
  listExisting: async (_db, ids) => ids,
}

let database: TestDatabase
let folder: string
let files: Files
let freeBytes: () => Promise<number>

beforeAll(async () => {
  database = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'filigrane-uploads-'))
  const opened = openFiles({ folder, root: resolve(import.meta.dirname, '../../..') })
  freeBytes = opened.disk.freeBytes
  files = { ...opened, disk: { ...opened.disk, freeBytes: () => freeBytes() } }
})
afterAll(async () => {
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

function browser(secret = 'n'.repeat(43)) {
  const context = testContext(database, { files, contributions: [{ module: 'essai', attachments: [OWNER] }] })
  const app = new Hono().use(sessions(async () => undefined)).route('/', uploadRoutes(context))
  const ask = (path: string, method: string, headers: Readonly<Record<string, string>>, body?: string) =>
    app.request(path, {
      method,
      headers: { Cookie: `__Host-navigateur=${secret}`, 'Tus-Resumable': '1.0.0', ...headers },
      ...(body === undefined ? {} : { body }),
    })
  const base64 = (text: string) => Buffer.from(text).toString('base64')
  const metadata = `filename ${base64('projet.txt')},filetype ${base64('text/plain')},kind ${base64('essai')}`
  return {
    open: (length = LETTER.length) =>
      ask('/pieces/envois', 'POST', { 'Upload-Length': String(length), 'Upload-Metadata': metadata }),
    add: (path: string) => {
      const type = 'application/offset+octet-stream'
      return ask(
        path,
        'PATCH',
        { 'Upload-Offset': '0', 'Content-Type': type, 'Content-Length': String(LETTER.length) },
        LETTER,
      )
    },
    end: (path: string) => ask(`${path}/fin`, 'POST', {}),
  }
}

test('a file sent by pieces is taken once, whoever asks twice, and leaves nothing aside but itself', async () => {
  const lou = browser()
  const path = (await lou.open()).headers.get('Location')!
  expect((await lou.add(path)).status).toBe(204)
  expect((await browser('z'.repeat(43)).end(path)).status).toBe(422)
  const [one, again] = [await (await lou.end(path)).json(), await (await lou.end(path)).json()]
  expect(one).toMatchObject({ name: 'projet.txt', sizeBytes: LETTER.length })
  expect(again).toEqual(one)
  expect((await readdir(join(folder, 'aside'))).filter((name) => name.startsWith('room-'))).toEqual([])
})

test('when the disk is nearly full no upload begins nor goes on: the database keeps its room', async () => {
  const lou = browser()
  const path = (await lou.open()).headers.get('Location')!
  const real = freeBytes
  freeBytes = async () => 500_000_000
  const answers = [await lou.open(), await lou.add(path), await lou.end(path)]
  freeBytes = real
  expect(answers.map(({ status }) => status)).toEqual([422, 422, 422])
  expect(await answers[0]!.text()).toContain('réessayez demain')
  expect((await lou.add(path)).status).toBe(204)
})

test('uploads that are never ended count for the browser that opened them, until they are taken', async () => {
  const [max, lou] = [browser('m'.repeat(43)), browser('l'.repeat(43))]
  const first = (await max.open(60_000_000)).headers.get('Location')!
  const over = await max.open(60_000_000)
  expect([over.status, await over.text()]).toEqual([422, expect.stringContaining('beaucoup de pièces')])
  expect((await lou.open(60_000_000)).status, 'another browser is not in cause').toBe(201)

  const taken = (await max.open()).headers.get('Location')!
  expect((await max.add(taken)).status).toBe(204)
  expect((await max.end(taken)).status).toBe(200)
  expect((await max.open(40_000_000 - LETTER.length)).status, 'what was taken counts once').toBe(201)
  expect((await max.add(first)).status, 'at the limit, what was opened goes on').toBe(204)
})
