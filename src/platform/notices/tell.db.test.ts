import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Context } from '#platform/context'
import { TEST_NOW, testContext } from '#platform/context/testing'
import { inTransaction } from '#platform/database'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { type Change, type NoticeSubject, tell } from './index.ts'

const LOU = '01900000-0000-7000-8000-0000000000a1'
const ZOE = '01900000-0000-7000-8000-0000000000a2'
const SAM = '01900000-0000-7000-8000-0000000000a3'
const [EPCI, HERE, ELSEWHERE] = ['200000001', '99001', '99002']
const NEWS: NoticeSubject = { id: 'agenda', name: 'Agenda', brings: 'Ce qui se passe.', rhythm: 'weekly' }

let database: TestDatabase
let made: Context
const context = () => made

beforeAll(async () => {
  database = await testDatabase()
  made = testContext(database)
  for (const id of [LOU, ZOE, SAM]) {
    await sql`INSERT INTO person (id, display_name, created_at) VALUES (${id}, 'Exemple', ${TEST_NOW})`.execute(
      database.db,
    )
  }
  await sql`INSERT INTO epci (code, name, search_key, kind, commune_count, commune_count_here, population, population_here)
    VALUES (${EPCI}, 'CC d’exemple', 'exemple', 'CC', 2, 2, 10, 10)`.execute(database.db)
  for (const [code, epci] of [
    [HERE, EPCI],
    [ELSEWHERE, null],
  ]) {
    await sql`INSERT INTO commune (code, name, search_key, postcodes, epci_code, population)
      VALUES (${code}, 'Exemple', 'exemple', '{99000}', ${epci}, 5)`.execute(database.db)
  }
})
afterAll(() => database.drop())
beforeEach(async () => {
  for (const table of ['notice_message', 'notice_rhythm', 'notice_schedule', 'notice_place', 'notice_neutral_period'])
    await sql`DELETE FROM ${sql.table(table)}`.execute(database.db)
  await sql`DELETE FROM graphile_worker._private_jobs`.execute(database.owner)
})

const CHANGE: Change = {
  subject: NEWS,
  object: 'event:1',
  state: 'published',
  people: { ids: [LOU] },
  sentence: 'Un comptoir est annoncé.',
  href: '/agenda/comptoir',
}

function say(change: Partial<Change> = {}, now: Date = TEST_NOW): Promise<number> {
  const acting = { ...context(), now: () => now }
  return database.db.transaction().execute((transaction) => tell(transaction, acting, { ...CHANGE, ...change }))
}

async function told() {
  const { rows } = await sql<{ person: string; sentence: string; rhythm: string; delivery: string; due: Date | null }>`
    SELECT person_id AS person, sentence, rhythm, delivery, due_at AS due FROM notice_message
    ORDER BY person_id, object, state`.execute(database.db)
  return rows
}

test('the same change said twice is told once to each person', async () => {
  expect(await say({ people: { ids: [LOU, ZOE, LOU] } })).toBe(2)
  expect(await say({ people: { ids: [LOU, ZOE, SAM] }, sentence: 'Autrement dit.' })).toBe(1)
  expect((await told()).map(({ person }) => person)).toEqual([LOU, ZOE, SAM])
  expect(await say({ state: 'cancelled' })).toBe(1)
})

test('an act that is sent twice tells once, and one that is refused tells nobody', async () => {
  const act = () =>
    inTransaction(context(), { key: 'the-same-form-sent-twice', body: null }, async (transaction) => {
      await tell(transaction, context(), CHANGE)
      return { ok: true, value: null }
    })
  await Promise.all([act(), act()])
  await inTransaction(context(), { key: 'a-form-that-is-refused', body: null }, async (transaction) => {
    await tell(transaction, context(), { ...CHANGE, state: 'refused' })
    return { ok: false, refusal: 'no' }
  })
  expect(await told()).toHaveLength(1)
})

test('two acts that tell the same people at the same time tell each of them once', async () => {
  const people = { ids: [LOU, ZOE, SAM] }
  const counts = await Promise.all([1, 2, 3, 4].map(() => say({ people })))
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(3)
})

test('nobody unknown and nobody erased is told', async () => {
  const gone = '01900000-0000-7000-8000-0000000000a9'
  await sql`INSERT INTO person (id, display_name, created_at, erased_at) VALUES (${gone}, '', ${TEST_NOW}, ${TEST_NOW})
    ON CONFLICT DO NOTHING`.execute(database.db)
  expect(await say({ people: { ids: [gone, '01900000-0000-7000-8000-0000000000ff'] } })).toBe(0)
})

test('who follows the commune, its EPCI or the whole territory is told; who follows another place is not', async () => {
  await follow(LOU, `commune:${HERE}`)
  await follow(ZOE, `epci:${EPCI}`)
  await follow(SAM, `commune:${ELSEWHERE}`)
  expect(await say({ people: { followers: true }, place: { communeCode: HERE } })).toBe(2)
  await follow(SAM, 'territory')
  expect(await say({ people: { followers: true }, place: { communeCode: HERE } })).toBe(1)
  expect(await say({ people: { followers: true }, state: 'moved-2' })).toBe(3)
})

test('« never » silences what one follows, and leaves what concerns one among the messages', async () => {
  await follow(LOU, 'territory')
  await chose(LOU, 'agenda', 'never')
  expect(await say({ people: { followers: true } })).toBe(0)
  expect(await say({ people: { ids: [LOU], followers: true } })).toBe(1)
  expect(await told()).toMatchObject([{ rhythm: 'never', delivery: 'inbox', due: null }])
})

test('what cannot be refused comes at once, whatever was chosen, and a job sends it', async () => {
  await chose(LOU, 'all', 'never')
  await say({ isService: true })
  expect(await told()).toMatchObject([{ rhythm: 'now', delivery: 'waiting', due: TEST_NOW }])
  expect(await countJobs()).toBe(1)
  await say({ object: 'event:2', isService: true, isWritten: true })
  expect((await told())[1]).toMatchObject({ delivery: 'mailed' })
  expect(await countJobs()).toBe(1)
})

test.each([
  // From, at what hour, daily or weekly (Sunday), when it comes. The nights of 29 March and 25 October 2026.
  ['2026-03-02T09:00:00Z', '08:00', 'daily', '2026-03-03T07:00:00Z'],
  ['2026-03-02T06:00:00Z', '08:00', 'daily', '2026-03-02T07:00:00Z'],
  ['2026-03-28T22:00:00Z', '02:30', 'daily', '2026-03-29T01:30:00Z'],
  ['2026-03-29T01:29:00Z', '02:30', 'daily', '2026-03-29T01:30:00Z'],
  ['2026-03-29T01:31:00Z', '02:30', 'daily', '2026-03-30T00:30:00Z'],
  ['2026-10-24T22:30:00Z', '02:30', 'daily', '2026-10-25T01:30:00Z'],
  ['2026-10-25T00:40:00Z', '02:30', 'daily', '2026-10-25T01:30:00Z'],
  ['2026-10-25T01:31:00Z', '02:30', 'daily', '2026-10-26T01:30:00Z'],
  ['2026-03-02T09:00:00Z', '08:00', 'weekly', '2026-03-08T07:00:00Z'],
  ['2026-03-08T07:00:00Z', '08:00', 'weekly', '2026-03-15T07:00:00Z'],
  ['2026-03-28T22:00:00Z', '02:30', 'weekly', '2026-03-29T01:30:00Z'],
  ['2026-10-25T01:31:00Z', '02:30', 'weekly', '2026-11-01T01:30:00Z'],
] as const)('what is told at %s, at %s by the clocks of Paris, %s, comes at %s', async (now, dailyAt, rhythm, due) => {
  await chose(LOU, 'agenda', rhythm)
  await sql`INSERT INTO notice_schedule VALUES (${LOU}, ${dailyAt}, 7)`.execute(database.db)
  await say({}, new Date(now))
  expect((await told())[0]?.due).toEqual(new Date(due))
})

test('who has chosen nothing is told as the subject proposes; a choice for the subject goes before one for all', async () => {
  await chose(ZOE, 'all', 'never')
  await chose(ZOE, 'agenda', 'daily')
  await chose(SAM, 'all', 'now')
  await say({ people: { ids: [LOU, ZOE, SAM] } })
  expect((await told()).map(({ rhythm }) => rhythm)).toEqual([NEWS.rhythm, 'daily', 'now'])
})

test('a job sends what comes at once, and none is asked for what comes later or is written already', async () => {
  await say()
  await say({ object: 'event:2', subject: { ...NEWS, rhythm: 'now' }, isWritten: true })
  expect(await countJobs()).toBe(0)
  await say({ object: 'event:3', subject: { ...NEWS, isService: true } })
  expect((await told())[2]).toMatchObject({ rhythm: 'now', delivery: 'waiting' })
  expect(await countJobs()).toBe(1)
})

test('who made the change is kept when it is a person, to ask another; a machine is nobody', async () => {
  const actors = [{ kind: 'person', id: SAM } as const, { kind: 'machine', name: 'essai' } as const]
  for (const [index, actor] of actors.entries()) {
    const change = { ...CHANGE, object: `event:${index}` }
    await database.db.transaction().execute((transaction) => tell(transaction, { ...context(), actor }, change))
  }
  const { rows } = await sql<{ by: string | null }>`SELECT told_by AS by FROM notice_message ORDER BY object`.execute(
    database.db,
  )
  expect(rows.map(({ by }) => by)).toEqual([SAM, null])
})

test.each(['https://exemple.fr', '//exemple.fr', '/\\\\exemple.fr', 'agenda'])(
  'a message that would lead to %s is our mistake',
  async (href) => {
    await expect(say({ href })).rejects.toThrow('a message leads to a page of the site')
  },
)

test('only publicity is held back, and only in the days of the period', async () => {
  await sql`INSERT INTO notice_neutral_period VALUES (${LOU}, 'Municipales', '2026-03-02', '2026-03-22', ${TEST_NOW})`.execute(
    database.db,
  )
  const aids = { ...NEWS, isPublicity: true }
  await say({ object: 'event:1' })
  await say({ object: 'event:2', subject: aids }, new Date('2026-03-01T22:59:00Z'))
  await say({ object: 'event:3', subject: aids }, new Date('2026-03-01T23:01:00Z'))
  await say({ object: 'event:4', subject: aids }, new Date('2026-03-22T23:01:00Z'))
  expect((await told()).map(({ delivery }) => delivery)).toEqual(['waiting', 'waiting', 'held', 'waiting'])
})

test('in a period before an election words are neutral, and publicity waits for a second person', async () => {
  await sql`INSERT INTO notice_neutral_period VALUES (${LOU}, 'Municipales', '2026-03-02', '2026-03-22', ${TEST_NOW})`.execute(
    database.db,
  )
  const neutralSentence = 'Une réunion a lieu.'
  await say({ subject: { ...NEWS, isPublicity: true, rhythm: 'now' }, neutralSentence })
  expect(await told()).toMatchObject([{ sentence: neutralSentence, delivery: 'held' }])
  expect(await countJobs()).toBe(0)
  await say({ object: 'event:2', neutralSentence, isService: true }, new Date('2026-03-22T22:59:00Z'))
  await say({ object: 'event:3', neutralSentence, isService: true }, new Date('2026-03-22T23:01:00Z'))
  expect((await told()).slice(1).map(({ sentence }) => sentence)).toEqual([neutralSentence, CHANGE.sentence])
})

test('who holds a role today is told, and nobody whose role has ended', async () => {
  await sql`INSERT INTO role_grant (id, person_id, role, starts_on, ends_on, needs_confirmation, asked_at) VALUES
    ('01900000-0000-7000-8000-0000000000b1', ${LOU}, 'elected-member', '2026-01-01', NULL, false, ${TEST_NOW}),
    ('01900000-0000-7000-8000-0000000000b2', ${ZOE}, 'elected-member', '2026-01-01', '2026-03-01', false, ${TEST_NOW})`.execute(
    database.db,
  )
  expect(await say({ people: { roles: ['elected-member'] } })).toBe(1)
  expect((await told()).map(({ person }) => person)).toEqual([LOU])
})

test('a role tells of its own object, or of all when it has none, from its first day', async () => {
  await sql`INSERT INTO role_grant (id, person_id, role, object, starts_on, needs_confirmation, asked_at) VALUES
    ('01900000-0000-7000-8000-0000000000b3', ${LOU}, 'project-leader', NULL, '2026-03-03', false, ${TEST_NOW}),
    ('01900000-0000-7000-8000-0000000000b4', ${ZOE}, 'project-leader', NULL, '2026-03-02', false, ${TEST_NOW}),
    ('01900000-0000-7000-8000-0000000000b5', ${SAM}, 'project-leader', 'meeting:1', '2026-01-01', false, ${TEST_NOW})`.execute(
    database.db,
  )
  const toldOf = async (state: string, roleObject?: string) => {
    await say({ state, people: { roles: ['project-leader'], roleObject } })
    const { rows } = await sql<{ person: string }>`
      SELECT person_id AS person FROM notice_message WHERE state = ${state} ORDER BY person_id`.execute(database.db)
    return rows.map(({ person }) => person)
  }
  expect(await toldOf('one', 'meeting:1')).toEqual([ZOE, SAM])
  expect(await toldOf('two', 'meeting:2')).toEqual([ZOE])
  expect(await toldOf('none')).toEqual([ZOE])
})

async function follow(personId: string, place: string) {
  await sql`INSERT INTO notice_place VALUES (${personId}, ${place})`.execute(database.db)
}

async function chose(personId: string, subject: string, rhythm: string) {
  await sql`INSERT INTO notice_rhythm VALUES (${personId}, ${subject}, ${rhythm})`.execute(database.db)
}

async function countJobs(): Promise<number> {
  const { rows } = await sql<{ count: bigint }>`SELECT count(*) FROM graphile_worker.jobs`.execute(database.db)
  return Number(rows[0]!.count)
}
