import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { TEST_NOW, testContext } from '#platform/context/testing'
import { createPool } from '#platform/database'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { headOf, nextSeal } from './chain.ts'
import { keepHeads, readHeads } from './heads-file.ts'
import { recordAudit } from './record.ts'
import { sealTrail } from './seal.ts'
import { auditTasks } from './tasks.ts'
import { verifyTrail } from './verify.ts'

let database: TestDatabase
let folder: string
let file: string

beforeEach(async () => {
  database = await testDatabase()
  folder = mkdtempSync(join(tmpdir(), 'filigrane-audit-'))
  file = join(folder, 'audit-heads.log')
})
afterEach(async () => {
  await database.drop()
  rmSync(folder, { recursive: true })
})

const world = (seed = 1) => testContext(database, { seed })

async function act(count: number, seed = 1): Promise<void> {
  const context = testContext(database, { seed, now: () => new Date(TEST_NOW.getTime() + seed * 60_000) })
  await database.db.transaction().execute(async (transaction) => {
    for (let index = 0; index < count; index += 1) {
      const object = `person:${context.newId()}`
      await recordAudit(transaction, context, { act: 'accounts.tried', object, details: { index } })
    }
  })
}

/** What a superuser can do, whom no trigger stops. */
async function asSuperuser(statement: string): Promise<void> {
  const pool = createPool(database.administration, { applicationName: 'intruder', size: 1 })
  try {
    await pool.query(`SET session_replication_role = replica; ${statement}`)
  } finally {
    await pool.end()
  }
}

async function faults(): Promise<string> {
  return (await verifyTrail(database.db, file)).faults.join(' | ')
}

test('what is done is sealed once, in a chain, and its head is kept in a file', async () => {
  await act(3, 1)
  expect(await sealTrail(world())).toHaveLength(1)
  await act(2, 2)
  const [seal] = await sealTrail(world())
  expect(await sealTrail(world())).toEqual([])
  expect(await keepHeads(database.db, file)).toBe(2)
  expect(await keepHeads(database.db, file)).toBe(0)
  expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(2)
  expect(readHeads(file).heads[1]).toMatchObject({ number: 2, head: seal!.head })

  const report = await verifyTrail(database.db, file)
  expect(report).toEqual({
    sealCount: 2,
    entryCount: 5,
    faults: [],
    tail: { count: 0, oldest: null },
    lateCount: 0,
    fileBehind: 0,
  })
})

test('much that waits is sealed in several links, none lost', async () => {
  await act(7)
  expect((await sealTrail(world(), 3)).map(({ entryCount }) => entryCount)).toEqual([3, 3, 1])
  expect((await verifyTrail(database.db)).faults).toEqual([])
})

test('an act whose transaction commits after a seal is sealed by the next one', async () => {
  const context = world(5)
  const written = Promise.withResolvers<void>()
  const mayEnd = Promise.withResolvers<void>()
  const slow = database.db.transaction().execute(async (transaction) => {
    await recordAudit(transaction, context, { act: 'accounts.tried', object: 'person:slow' })
    written.resolve()
    await mayEnd.promise
  })
  await written.promise
  await act(2, 9)
  expect((await sealTrail(world())).map(({ entryCount }) => entryCount)).toEqual([2])
  mayEnd.resolve()
  await slow
  expect((await verifyTrail(database.db)).tail.count).toBe(1)
  expect((await sealTrail(world())).map(({ entryCount }) => entryCount)).toEqual([1])
  expect((await verifyTrail(database.db)).faults).toEqual([])
})

test('several sealers at once seal each act once', async () => {
  await act(40)
  const made = await Promise.all(Array.from({ length: 4 }, () => sealTrail(world(), 7)))
  expect(made.flat().reduce((sum, { entryCount }) => sum + entryCount, 0)).toBe(40)
  expect((await verifyTrail(database.db)).faults).toEqual([])
})

test.each([
  [
    'altered',
    `UPDATE audit_entry SET act = 'accounts.forged' WHERE details @> '{"index": 1}'`,
    /sceau 1 ne sont plus les mêmes/,
  ],
  [
    'moved by a microsecond',
    `UPDATE audit_entry SET done_at = done_at + interval '1 microsecond' WHERE details @> '{"index": 1}'`,
    /ne sont plus les mêmes/,
  ],
  ['deleted', `DELETE FROM audit_entry WHERE details @> '{"index": 1}'`, /compte 3 actes, la base en a 2/],
  [
    'deleted with its membership',
    `DELETE FROM audit_sealed_entry WHERE entry_id = (SELECT id FROM audit_entry ORDER BY id LIMIT 1);
     DELETE FROM audit_entry WHERE id = (SELECT id FROM audit_entry ORDER BY id LIMIT 1)`,
    /compte 3 actes, la base en a 2/,
  ],
  [
    'slipped under an old seal',
    `INSERT INTO audit_entry SELECT gen_random_uuid(), act, object, actor, acting_for, details, done_at FROM audit_entry LIMIT 1;
     INSERT INTO audit_sealed_entry SELECT id, 1 FROM audit_entry WHERE id NOT IN (SELECT entry_id FROM audit_sealed_entry)`,
    /compte 3 actes, la base en a 4/,
  ],
  [
    'swapped between seals',
    `UPDATE audit_sealed_entry SET seal_number = 3 - seal_number WHERE seal_number IN (1, 2)`,
    /sceau 1 ne sont plus les mêmes/,
  ],
  [
    'whose seals were swapped',
    'UPDATE audit_seal SET number = number + 100; UPDATE audit_seal SET number = 103 - number',
    /ne suit pas le précédent/,
  ],
  ['whose seal was taken out', 'DELETE FROM audit_seal WHERE number = 1', /Il manque un sceau/],
  ['whose last seal was taken out', 'DELETE FROM audit_seal WHERE number = 2', /La base s’arrête au sceau 1/],
])('a trail that was %s is found out', async (_what, statement, told) => {
  await act(3, 1)
  await sealTrail(world())
  await act(3, 2)
  await sealTrail(world())
  await keepHeads(database.db, file)
  expect(await faults()).toBe('')
  await asSuperuser(statement)
  expect(await faults()).toMatch(told)
})

test('a chain made again from its beginning differs from the heads kept outside', async () => {
  await act(3)
  await sealTrail(world())
  await keepHeads(database.db, file)
  await asSuperuser(
    `UPDATE audit_entry SET act = 'accounts.forged'; DELETE FROM audit_sealed_entry; DELETE FROM audit_seal`,
  )
  await sealTrail(world())
  expect((await verifyTrail(database.db)).faults).toEqual([])
  expect(await faults()).toMatch(/Le sceau 1 n’est pas celui qui a été gardé hors de la base/)
})

test('a file of heads that was cut, torn or edited is told', async () => {
  for (let seed = 1; seed <= 3; seed += 1) {
    await act(1, seed)
    await sealTrail(world())
  }
  await keepHeads(database.db, file)
  const whole = readFileSync(file, 'utf8')
  const [first, second, third] = whole.trimEnd().split('\n')

  writeFileSync(file, `${first}\n${second}\n`)
  expect((await verifyTrail(database.db, file)).fileBehind).toBe(1)
  writeFileSync(file, `${first}\n${third}\n`)
  expect(await faults()).toMatch(/ne se suit pas/)
  writeFileSync(file, whole.replace(/.\n/, 'x\n'))
  expect(await faults()).toMatch(/ligne 1 .* pas lisible/)
})

test('a writer that died in the middle of a line does no harm', async () => {
  await act(1, 1)
  await sealTrail(world())
  await keepHeads(database.db, file)
  await act(1, 2)
  await sealTrail(world())
  await keepHeads(database.db, file)
  truncateSync(file, readFileSync(file).length - 20)
  expect(await keepHeads(database.db, file)).toBe(1)
  expect(await faults()).toBe('')
})

test('the job seals, keeps the head, and says when the file was behind', async () => {
  const said: string[] = []
  const log = {
    debug: () => {},
    info: (_: object, text: string) => void said.push(text),
    warn: (_: object, text: string) => void said.push(text),
    error: () => {},
  }
  const seal = auditTasks(file, log)['audit.seal']!
  await act(1, 1)
  await seal({}, world())
  expect(said).toEqual(['the audit trail is sealed'])
  await act(1, 2)
  rmSync(file)
  await seal({}, world())
  expect(said.at(-1)).toMatch(/was behind/)
  expect(await faults()).toBe('')
})

test('a seal binds its number, its time, its count and the head before it', () => {
  const seal = nextSeal(undefined, [], TEST_NOW)
  const heads = [
    seal,
    { ...seal, number: 2 },
    { ...seal, sealedAt: '2026-03-02T09:00:00.001Z' },
    { ...seal, entryCount: 1 },
    { ...seal, previousHead: 'f'.repeat(64) },
    { ...seal, entriesHash: 'f'.repeat(64) },
  ].map(headOf)
  expect(new Set(heads).size).toBe(heads.length)
})

test('the app login can write the trail and change nothing of it', async () => {
  await act(1)
  await sealTrail(world())
  for (const table of ['audit_entry', 'audit_seal', 'audit_sealed_entry']) {
    await expect(sql.raw(`DELETE FROM ${table}`).execute(database.db)).rejects.toThrow(/permission denied/)
  }
})
