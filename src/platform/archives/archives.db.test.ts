import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { openFiles } from '#platform/files'
import { executeList } from './execute.ts'
import {
  archiveTasks,
  enterManagementTable,
  findList,
  listAllDue,
  listLists,
  makeList,
  managementTable,
  openPackage,
  readArchives,
  recordStep,
  type StepKind,
} from './index.ts'
import type { RecordKind } from './kinds.ts'
import { makeNotes, noteId, noteIds, notesKind, SCAN, writeNotes, writeScan } from './notes.testing.ts'
import { packList } from './pack.ts'
import { faultsOfPackage } from './seda/check.ts'
import { countOutcomes, listSteps } from './store.ts'
import { foundFile, unzip } from './unzip.testing.ts'

const KIND = 'essai.notes'
let database: TestDatabase
let folder: string
let keys = 0

beforeEach(async () => {
  database = await testDatabase()
  await makeNotes(database)
  folder = await mkdtemp(join(tmpdir(), 'filigrane-archives-'))
})
afterEach(async () => {
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

function contextOf(kind: RecordKind): Context {
  return testContext(database, {
    contributions: [{ module: 'essai', records: [kind] }],
    newId: () => randomUUID(),
    files: openFiles({ folder, root: resolve(import.meta.dirname, '../../..') }),
  })
}

function submission() {
  keys += 1
  return { key: `archives-test-${keys}-key`, body: keys }
}

async function make(context: Context, fate: 'elimination' | 'transfer'): Promise<string> {
  const made = await makeList(context, { submission: submission(), kind: KIND, fate })
  if (!made.ok) throw new Error(`no list: ${made.refusal}`)
  return made.value.id
}

function step(context: Context, listId: string, kind: StepKind, signedOn = '2026-03-02') {
  const signed = { signedBy: 'Directrice des Archives', reference: 'V-12', signedOn }
  return recordStep(context, { submission: submission(), listId, kind, ...signed })
}

async function tellExchange(): Promise<void> {
  for (const name of ['archival-agency', 'transferring-agency', 'originating-agency', 'agreement'])
    await sql`INSERT INTO archive_setting VALUES (${name}, 'FRAD-1', 'Accord', true, now())`.execute(database.db)
}

const jobs = async () =>
  (
    await sql<{ task: string }>`SELECT task_identifier AS task FROM graphile_worker.jobs`.execute(database.owner)
  ).rows.map(({ task }) => task)

test('nothing is eliminated before the visa; then exactly what the bordereau lists, and what changed is left and told', async () => {
  const context = contextOf(notesKind('élimination'))
  await writeNotes(database.db, 6)
  await writeNotes(database.db, 2, { first: 50, endedOn: '2025-06-01' })
  const id = await make(context, 'elimination')
  expect(await findList(database.db, id)).toMatchObject({
    number: '2026-001',
    recordCount: 6,
    firstDay: '2019-12-01',
    lastDay: '2020-01-15',
    state: 'proposed',
    terms: { usefulLife: '5\u00a0ans après la fin de la note', isVerified: false },
  })

  await executeList(context, id)
  expect(await noteIds(database.db)).toHaveLength(8)
  expect((await step(context, id, 'visa')).ok).toBe(true)
  expect(await jobs()).toEqual(['archives.execute'])

  await sql`UPDATE note SET words = 'Autre chose' WHERE id = ${noteId(2)}`.execute(database.db)
  await sql`DELETE FROM note WHERE id = ${noteId(3)}`.execute(database.db)
  await writeNotes(database.db, 1, { first: 90 })
  await executeList(context, id)
  expect(await noteIds(database.db)).toEqual([noteId(2), noteId(50), noteId(51), noteId(90)])
  const outcomes = { erased: 4, changed: 1, absent: 1, kept: 0 }
  expect(await countOutcomes(database.db, id)).toEqual(outcomes)
  expect((await findList(database.db, id))?.state).toBe('ended')

  await executeList(context, id)
  const { rows } = await sql<{ act: string; details: object }>`
    SELECT act, details FROM audit_entry ORDER BY act DESC`.execute(database.db)
  expect(rows.map(({ act }) => act)).toEqual(['archives.visa-recorded', 'archives.list-made', 'archives.list-ended'])
  expect(rows.at(-1)!.details).toEqual({ kind: KIND, fate: 'elimination', ...outcomes })
})

test('whoever stops the work in the middle loses nothing: it goes on where it was, each record once', async () => {
  let batches = 0
  const erased: string[] = []
  const cut = notesKind('élimination', {
    erase: async (db) => {
      batches += 1
      // The connection dies inside the third batch, after its rows were erased and before it is committed.
      if (batches === 3) await sql`SELECT pg_terminate_backend(pg_backend_pid())`.execute(db)
    },
  })
  const whole = notesKind('élimination', { erase: async (_db, ids) => void erased.push(...ids) })
  await writeNotes(database.db, 450)
  const id = await make(contextOf(cut), 'elimination')
  await step(contextOf(cut), id, 'visa')
  await expect(executeList(contextOf(cut), id)).rejects.toThrow()
  expect(await noteIds(database.db)).toHaveLength(250)
  expect(await countOutcomes(database.db, id)).toMatchObject({ erased: 200 })
  expect((await findList(database.db, id))?.state).toBe('approved')

  await executeList(contextOf(whole), id)
  expect(erased).toHaveLength(250)
  expect(await noteIds(database.db)).toEqual([])
  expect(await countOutcomes(database.db, id)).toEqual({ erased: 450, changed: 0, absent: 0, kept: 0 })
})

test('a list that is not what was signed does nothing: added to, it is found out; changed, it is refused', async () => {
  const context = contextOf(notesKind('élimination'))
  await writeNotes(database.db, 3)
  await writeNotes(database.db, 1, { first: 70, endedOn: '2026-01-01' })
  const id = await make(context, 'elimination')
  await step(context, id, 'visa')
  for (const change of [
    sql`UPDATE archive_list_item SET record_id = ${noteId(70)}`,
    sql`DELETE FROM archive_list_item`,
    sql`UPDATE archive_list SET list_hash = list_hash`,
    sql`UPDATE archive_outcome SET outcome = 'kept'`,
  ]) {
    await expect(change.execute(database.db)).rejects.toThrow(/permission denied/)
  }
  await sql`
    INSERT INTO archive_list_item SELECT list_id, 4, ${noteId(70)}, fingerprint FROM archive_list_item LIMIT 1`.execute(
    database.db,
  )
  await expect(executeList(context, id)).rejects.toThrow('a bordereau lists what was signed')
  expect(await noteIds(database.db)).toHaveLength(4)
})

test('a transfer is packed after the visa, read by another tool, and erased only once the Archives have it', async () => {
  const context = contextOf(notesKind('conservation'))
  await writeScan(context)
  await writeNotes(database.db, 3)
  const early = await makeList(context, { submission: submission(), kind: KIND, fate: 'transfer' })
  expect(early).toEqual({ ok: false, refusal: 'exchange-untold' })
  await tellExchange()
  const id = await make(context, 'transfer')
  expect((await openPackage(context, id)).ok).toBe(false)
  await step(context, id, 'visa')
  await sql`UPDATE note SET words = 'Autre chose' WHERE id = ${noteId(3)}`.execute(database.db)
  await packList(context, id)
  expect(await countOutcomes(database.db, id)).toMatchObject({ changed: 1 })

  const zip = await zipOf(context, id)
  const files = await unzip(zip)
  const manifest = files.get('manifest.xml')!.toString()
  const contents = [...files].filter(([name]) => name !== 'manifest.xml')
  expect(contents.map(([name]) => name)).toEqual(['content/ID-1.json', 'content/ID-1-1.pdf', 'content/ID-2.json'])
  expect(files.get('content/ID-1-1.pdf')).toEqual(SCAN)
  expect(JSON.parse(files.get('content/ID-2.json')!.toString())).toMatchObject({ Contenu: { Texte: 'Mot 2' } })
  expect(faultsOfPackage(manifest, contents.map(foundFile))).toEqual([])
  expect(manifest).toContain('Les notes d’essai &amp; les &lt;autres&gt;')
  expect(zip.equals(await zipOf(context, id))).toBe(true)

  await executeList(context, id)
  expect(await noteIds(database.db)).toHaveLength(3)
  expect((await step(context, id, 'acknowledgment')).ok).toBe(true)
  await executeList(context, id)
  expect(await noteIds(database.db)).toEqual([noteId(3)])
  expect((await openPackage(context, id)).ok).toBe(false)
})

async function zipOf(context: Context, id: string): Promise<Buffer> {
  const opened = await openPackage(context, id)
  if (!opened.ok) throw new Error(opened.refusal)
  return buffer(opened.value.zip)
}

test('a record changed after it was packed is not given out under the old manifest, and is not erased', async () => {
  const context = contextOf(notesKind('conservation'))
  await writeScan(context)
  await tellExchange()
  await writeNotes(database.db, 2)
  const id = await make(context, 'transfer')
  await step(context, id, 'visa')
  await packList(context, id)
  await sql`UPDATE note SET words = 'Autre chose' WHERE id = ${noteId(2)}`.execute(database.db)
  expect(await openPackage(context, id)).toEqual({ ok: false, refusal: 'records-moved' })
  await step(context, id, 'acknowledgment')
  await executeList(context, id)
  expect(await noteIds(database.db)).toEqual([noteId(2)])
})

test('what stays here after a transfer is handed over once', async () => {
  const context = contextOf(notesKind('conservation', { staysHere: true }))
  await writeScan(context)
  await tellExchange()
  await writeNotes(database.db, 2)
  const id = await make(context, 'transfer')
  await step(context, id, 'visa')
  await packList(context, id)
  await step(context, id, 'acknowledgment')
  await executeList(context, id)
  expect(await countOutcomes(database.db, id)).toMatchObject({ kept: 2, erased: 0 })
  expect(await noteIds(database.db)).toHaveLength(2)
  expect((await listAllDue(context)).map(({ count }) => count)).toEqual([0])
})

test('« tri » makes two bordereaux; the monthly job makes each once', async () => {
  const context = contextOf(notesKind('tri'))
  await tellExchange()
  await writeScan(context)
  await writeNotes(database.db, 3, { first: 10 })
  await writeNotes(database.db, 2, { first: 20, isKept: true })
  await archiveTasks['archives.propose']({}, context)
  await archiveTasks['archives.propose']({}, context)
  const lists = await listLists(database.db, 10)
  expect(lists.map(({ fate, recordCount, number }) => [number, fate, recordCount])).toEqual([
    ['2026-002', 'transfer', 2],
    ['2026-001', 'elimination', 3],
  ])
  const again = await makeList(context, { submission: submission(), kind: KIND, fate: 'elimination' })
  expect(again).toEqual({ ok: false, refusal: 'list-waits' })
})

test('each step in its time: no acknowledgment without a package, no second visa, no date to come, nothing after the end', async () => {
  const context = contextOf(notesKind('élimination'))
  await writeNotes(database.db, 1)
  const id = await make(context, 'elimination')
  expect(await step(context, id, 'acknowledgment')).toEqual({ ok: false, refusal: 'nothing-to-acknowledge' })
  expect(await step(context, id, 'visa', '2026-03-03')).toEqual({ ok: false, refusal: 'signed-in-the-future' })
  expect(await step(context, id, 'visa', '2026-03-01')).toEqual({ ok: false, refusal: 'signed-before-the-list' })
  expect((await step(context, id, 'visa')).ok).toBe(true)
  expect(await step(context, id, 'visa')).toEqual({ ok: false, refusal: 'visa-given' })
  expect(await step(context, id, 'abandon')).toEqual({ ok: false, refusal: 'execution-begun' })
  await executeList(context, id)
  expect(await step(context, id, 'abandon')).toEqual({ ok: false, refusal: 'list-ended' })
  expect(await listSteps(database.db, id)).toMatchObject([{ kind: 'visa', reference: 'V-12' }])
})

test('a duration set here counts in place of that of the house', async () => {
  const context = contextOf(notesKind('élimination'))
  await writeNotes(database.db, 2)
  await sql`INSERT INTO archive_setting VALUES ('years-essai.notes', '10', 'Archives', true, now())`.execute(
    database.db,
  )
  expect((await listAllDue(context)).map(({ count }) => count)).toEqual([0])
  const { kinds } = await readArchives(context, database.db)
  expect(kinds[0]).toMatchObject({ isVerified: true, usefulLife: { duration: { count: 10 } } })
})

test('the « tableau de gestion » is entered once with its reference; the last one is in force', async () => {
  const context = contextOf(notesKind('élimination'))
  expect(await managementTable(database.db)).toBeUndefined()
  const enter = (reference: string, approvedOn: string) =>
    enterManagementTable(context, { submission: submission(), reference, approvedOn })
  expect(await enter('AD-1', '2026-03-03')).toEqual({ ok: false, refusal: 'signed-in-the-future' })
  await enter('AD-1', '2026-02-03')
  expect(await managementTable(database.db)).toMatchObject({ reference: 'AD-1', approvedOn: '2026-02-03' })
})
