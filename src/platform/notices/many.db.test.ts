import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Context } from '#platform/context'
import { TEST_NOW, testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { type Change, type NoticeSubject, tell, tellFollowers } from './index.ts'
import { MOST_AT_ONCE } from './many.ts'

const NEWS: NoticeSubject = { id: 'agenda', name: 'Agenda', brings: 'Ce qui se passe.', rhythm: 'daily' }
const MANY = 2 * MOST_AT_ONCE + 500
const FIRST = personOf(1)

let database: TestDatabase
let context: Context
let now = TEST_NOW
let child: ChildProcess | undefined

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database, { now: () => now })
  await sql`
    INSERT INTO person (id, display_name, created_at)
    SELECT ('01900000-0000-7000-8000-' || lpad(rank::text, 12, '0'))::uuid, 'Exemple', ${TEST_NOW}
    FROM generate_series(1, ${MANY}::integer) AS rank`.execute(database.db)
})
afterAll(async () => {
  child?.kill('SIGKILL')
  await database.drop()
})
beforeEach(async () => {
  now = TEST_NOW
  for (const table of ['notice_message', 'notice_rhythm', 'notice_neutral_period', 'notice_telling', 'notice_place'])
    await sql`DELETE FROM ${sql.table(table)}`.execute(database.db)
  await sql`DELETE FROM graphile_worker._private_jobs`.execute(database.owner)
  await sql`INSERT INTO notice_place SELECT id, 'territory' FROM person`.execute(database.db)
})

const CHANGE: Change = {
  subject: NEWS,
  object: 'event:1',
  state: 'published',
  people: { followers: true },
  sentence: 'Un comptoir est annoncé.',
  href: '/agenda/comptoir',
}

test('a thousand followers are told by the act itself; one more, and a job tells them all', async () => {
  await sql`DELETE FROM notice_place WHERE person_id > ${personOf(MOST_AT_ONCE)}`.execute(database.db)
  expect(await say()).toBe(MOST_AT_ONCE)
  expect(await tasks()).toEqual([])
  await sql`INSERT INTO notice_place VALUES (${personOf(MANY)}, 'territory')`.execute(database.db)
  expect(await say({ state: 'moved-2' })).toBe(0)
  expect(await tasks()).toEqual(['notices.tell'])
  expect(await tellThem()).toBe(MOST_AT_ONCE + 1)
})

test('each of many is told once, however often it is said; who is concerned besides is told at once', async () => {
  expect(await say({ people: { followers: true, ids: [FIRST] } })).toBe(1)
  expect(await tellThem()).toBe(MANY - 1)
  await say({ sentence: 'Autrement dit.' })
  expect(await tellThem()).toBe(0)
  expect(await wordsTold()).toEqual([{ sentence: CHANGE.sentence, people: MANY }])
  expect(await tellings()).toBe(0)
})

test('an act that is refused tells none of many', async () => {
  await expect(
    database.db.transaction().execute(async (transaction) => {
      await tell(transaction, context, CHANGE)
      throw new Error('refused')
    }),
  ).rejects.toThrow('refused')
  expect([await tellings(), await tasks()]).toEqual([0, []])
})

test('« never » silences one among many, and who was erased since is passed over', async () => {
  await sql`INSERT INTO notice_rhythm VALUES (${FIRST}, 'agenda', 'never')`.execute(database.db)
  await say()
  await sql`UPDATE person SET erased_at = ${TEST_NOW}, display_name = '' WHERE id = ${personOf(2)}`.execute(database.db)
  expect(await tellThem()).toBe(MANY - 2)
  await sql`UPDATE person SET erased_at = NULL, display_name = 'Exemple' WHERE id = ${personOf(2)}`.execute(database.db)
})

test('what happened first is told as of its own time; a digest that has left leaves it to the next', async () => {
  now = new Date('2026-03-03T06:59:00Z')
  await say()
  now = new Date('2026-03-03T07:00:30Z')
  await say({ object: 'event:2', people: { ids: [FIRST] } })
  await tellThem()
  const { rows } = await sql<{ object: string; toldAt: Date; dueAt: Date }>`
    SELECT object, told_at AS "toldAt", due_at AS "dueAt" FROM notice_message WHERE person_id = ${FIRST}
    ORDER BY told_at`.execute(database.db)
  const dueAt = new Date('2026-03-04T07:00:00Z')
  expect(rows).toEqual([
    { object: 'event:1', toldAt: new Date('2026-03-03T06:59:00Z'), dueAt },
    { object: 'event:2', toldAt: now, dueAt },
  ])
})

test('many are told in neutral words of what happened in a period before an election', async () => {
  await sql`INSERT INTO notice_neutral_period VALUES (${FIRST}, 'Municipales', '2026-03-02', '2026-03-02', ${TEST_NOW})`.execute(
    database.db,
  )
  await say({ neutralSentence: 'Une réunion a lieu.', subject: { ...NEWS, isPublicity: true } })
  now = new Date('2026-03-03T06:00:00Z')
  await tellThem()
  const { rows } = await sql<{ sentence: string; delivery: string }>`
    SELECT DISTINCT sentence, delivery FROM notice_message`.execute(database.db)
  expect(rows).toEqual([{ sentence: 'Une réunion a lieu.', delivery: 'held' }])
})

test('what is told later says all that was said of it: whom it is for, who did it, how it leaves', async () => {
  await sql`DELETE FROM notice_place`.execute(database.db)
  await sql`INSERT INTO commune (code, name, search_key, postcodes, population) VALUES ('99001', 'Ici', 'ici', '{99000}', 5)
    ON CONFLICT DO NOTHING`.execute(database.db)
  await sql`INSERT INTO notice_place SELECT id, CASE WHEN id = ${FIRST} THEN 'commune:99002' ELSE 'commune:99001' END
    FROM person`.execute(database.db)
  const acting = { ...context, actor: { kind: 'person', id: FIRST } as const }
  const change = { ...CHANGE, isService: true, isWritten: true, subject: { ...NEWS, isPublicity: true } }
  const whole = { ...change, place: { communeCode: '99001' } }
  await database.db.transaction().execute((transaction) => tell(transaction, acting, whole))
  now = new Date('2026-03-02T10:00:00Z')
  expect(await tellThem()).toBe(MANY - 1)
  const { rows } = await sql`
    SELECT DISTINCT told_by AS by, told_at AS at, is_service AS service, is_publicity AS publicity, delivery, href
    FROM notice_message`.execute(database.db)
  const told = { by: FIRST, at: TEST_NOW, service: true, publicity: true, delivery: 'mailed', href: CHANGE.href }
  expect(rows).toEqual([told])
})

test('what happened first is told first: these jobs run one after the other', async () => {
  await say()
  await say({ state: 'cancelled' })
  const { rows } = await sql`SELECT DISTINCT queue_name AS queue FROM graphile_worker.jobs`.execute(database.db)
  expect(rows).toEqual([{ queue: 'notices.tell' }])
})

test('what cannot wait is sent by one job, however many batches there are', async () => {
  await say({ isService: true })
  await tellThem()
  expect([...(await tasks())].sort()).toEqual(['notices.send', 'notices.tell'])
})

test('killed in the middle of a batch, it goes on from the last one: all are told, and none twice', {
  timeout: 120_000,
}, async () => {
  await say()
  const { connection } = database
  child = spawn(process.execPath, [CHILD, JSON.stringify(connection), await tellingId()], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout!, 'data')
  expect(await wordsTold()).toEqual([{ sentence: CHANGE.sentence, people: MOST_AT_ONCE }])
  child.kill('SIGKILL')
  await once(child, 'exit')
  // PostgreSQL takes a moment to see that the process is gone: until then its batch is locked, and we wait.
  expect(await tellThem()).toBe(MANY - MOST_AT_ONCE)
  await vi.waitFor(async () => expect(await wordsTold()).toEqual([{ sentence: CHANGE.sentence, people: MANY }]))
})
const CHILD = fileURLToPath(new URL('telling.child.testing.ts', import.meta.url))

function personOf(rank: number): string {
  return `01900000-0000-7000-8000-${String(rank).padStart(12, '0')}`
}

function say(change: Partial<Change> = {}): Promise<number> {
  return database.db.transaction().execute((transaction) => tell(transaction, context, { ...CHANGE, ...change }))
}

async function tellThem(): Promise<number> {
  return tellFollowers(context, await tellingId())
}

async function tellingId(): Promise<string> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM notice_telling`.execute(database.db)
  return rows[0]!.id
}

async function tellings(): Promise<number> {
  return (await sql`SELECT FROM notice_telling`.execute(database.db)).rows.length
}

async function wordsTold() {
  const { rows } = await sql<{ sentence: string; people: number }>`
    SELECT sentence, count(DISTINCT person_id)::integer AS people FROM notice_message GROUP BY sentence`.execute(
    database.db,
  )
  return rows
}

async function tasks(): Promise<readonly string[]> {
  const { rows } = await sql<{ task: string }>`
    SELECT task_identifier AS task FROM graphile_worker.jobs`.execute(database.db)
  return rows.map(({ task }) => task)
}
