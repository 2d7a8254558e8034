import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedPeople } from '#modules/accounts'
import type { Check, Context, Contribution } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { contributions } from '../../modules.ts'
import { checkEverything, handleIncident } from './commands/index.ts'
import { contribution } from './contributes.ts'
import * as store from './store/index.ts'

const ADMINISTRATOR = '019f3c1e-0000-7000-8000-000000000001'
const HOUR = 3_600_000
let database: TestDatabase
let drawn = 100_000
let now = new Date('2026-03-02T10:00:00Z')

beforeAll(async () => {
  database = await testDatabase()
  const people = [{ id: ADMINISTRATOR, displayName: 'Alex', email: null, roles: ['administrator' as const] }]
  await seedPeople(contextWith(contributions), people)
})
afterAll(() => database.drop())

function contextWith(given: readonly Contribution[]): Context {
  const context = testContext(database, { contributions: given })
  // One world, several contexts: identifiers go on.
  return { ...context, now: () => now, newId: nextId }
}

function later(): void {
  now = new Date(now.getTime() + HOUR)
}

test('an invariant broken in the database opens an incident, which closes once repaired and explained', async () => {
  const context = contextWith(contributions)
  expect(await checkEverything(context)).toBe('done')
  expect(await store.listIncidents(context.db, 10)).toEqual([])

  // By the owner's login, past every command: an entry was asked under the number of another, and nobody looked.
  await sql`
    INSERT INTO ledger_alarm (id, transfer_id, asked_sha256, raised_at)
    VALUES (${idOf(7)}, ${idOf(8)}, ${Buffer.alloc(32, 1)}, ${now})`.execute(database.owner)
  later()
  expect(await checkEverything(context)).toBe('done')
  const [incident, ...others] = await store.listIncidents(context.db, 10)
  expect(others).toEqual([])
  expect(incident).toMatchObject({ checkName: 'books.alarms-are-handled', rowCount: 1, rowIds: [idOf(7)] })
  expect(await messagesOf(ADMINISTRATOR)).toEqual([`/agents/transparence/${incident!.id}`])

  // The cause alone does not close it while it is still false.
  const handling = { seen: 'Une alarme.', doing: 'On regarde.', cause: 'Un essai.', isPublished: true }
  const handled = await handleIncident(context, { submission: key(1), incidentId: incident!.id, handling, readAt: 1 })
  expect(handled).toEqual({ ok: true, value: { isClosed: false } })

  await sql`INSERT INTO ledger_alarm_handling (alarm_id, handled_at) VALUES (${idOf(7)}, ${now})`.execute(
    database.owner,
  )
  later()
  expect(await checkEverything(context)).toBe('done')
  expect((await store.findIncident(context.db, incident!.id))?.closedAt).toEqual(now)
  expect((await store.listSteps(context.db, incident!.id)).map(({ kind }) => kind)).toEqual([
    'opened',
    'handled',
    'passes',
    'closed',
  ])
})

test('a check that breaks, or takes too long, is said not to have been run, and the others are asked', async () => {
  const checks: readonly Check[] = [
    { name: 'trial.broken', sentence: 'Une question mal écrite.', query: sql`SELECT nothing FROM nowhere` },
    { name: 'trial.slow', sentence: 'Une question trop longue.', query: sql`SELECT pg_sleep(60)` },
    { name: 'trial.writes', sentence: 'Une question qui écrit.', query: sql`DELETE FROM check_run RETURNING 1` },
    { name: 'trial.holds', sentence: 'Une question juste.', query: sql`SELECT 1 WHERE false` },
  ]
  const asking = { checks, patience: { eachMs: 200, allMs: 60_000 }, now: () => new Date(), alone: false }
  const outcomes = await store.askChecks(database.db, asking)
  expect(outcomes?.map(({ result, reason }) => reason ?? result)).toEqual(['failed', 'too-long', 'failed', 'holds'])
})

test('two processes do not ask at the same time', async () => {
  await database.db.transaction().execute(async (transaction) => {
    await sql`SELECT pg_advisory_xact_lock(hashtext('transparency.asking'))`.execute(transaction)
    expect(await checkEverything(contextWith([]))).toBe('busy')
  })
})

test('what was seen earlier is not written after what is known since', async () => {
  const context = contextWith([trial(sql`SELECT 1 WHERE false`)])
  later()
  expect(await checkEverything(context)).toBe('done')
  expect(await checkEverything(context)).toBe('late')
})

test('an incident cannot be closed unexplained, nor a failure erased, even by a mistake of ours', async () => {
  later()
  const context = contextWith([trial(sql`SELECT ${idOf(3)}::text`)])
  expect(await checkEverything(context)).toBe('done')
  const [incident] = await store.listIncidents(context.db, 0)
  await expect(
    database.owner.updateTable('check_incident').set({ closed_at: now }).where('id', '=', incident!.id).execute(),
  ).rejects.toThrow('check_incident_closes_once_it_passes_and_is_explained')
  await expect(sql`DELETE FROM check_run WHERE result = 'fails'`.execute(database.owner)).rejects.toThrow('stays')
  await expect(sql`UPDATE check_run SET sentence = 'x'`.execute(database.owner)).rejects.toThrow('append-only')
})

test('two agents who write at once: the second is told, and nothing is lost', async () => {
  const context = contextWith([])
  const [incident] = await store.listIncidents(context.db, 0)
  const write = (n: number, seen: string) => {
    const handling = { seen, doing: '', cause: '', isPublished: false }
    return handleIncident(context, { submission: key(n), incidentId: incident!.id, handling, readAt: 1 })
  }
  expect((await write(10, 'Premier texte.')).ok).toBe(true)
  expect(await write(11, 'Second texte.')).toEqual({ ok: false, refusal: 'incident-moved' })
  expect((await store.findIncident(context.db, incident!.id))?.seen).toBe('Premier texte.')
})

test('old runs are thinned: the last of each day stays, failures all stay', async () => {
  await using fresh = await testDatabase()
  const insert = (at: string, result: 'holds' | 'fails') =>
    fresh.db.transaction().execute((transaction) =>
      store.insertRuns(transaction, new Date(at), [
        {
          name: 'trial.one',
          severity: 'error',
          sentence: 'Vrai.',
          result,
          reason: null,
          rows: result === 'fails' ? ['x'] : [],
          durationMs: 1,
        },
      ]),
    )
  for (const hour of ['08', '09', '10']) await insert(`2026-01-05T${hour}:00:00Z`, 'holds')
  await insert('2026-01-05T07:00:00Z', 'fails')
  await insert('2026-03-01T08:00:00Z', 'holds')
  await insert('2026-03-01T09:00:00Z', 'holds')
  const [purge] = contribution.purges!
  expect(await purge!.run(fresh.db, new Date('2026-03-02T00:00:00Z'))).toBe(2n)
  expect(await purge!.run(fresh.db, new Date('2026-03-02T00:00:00Z'))).toBe(0n)
  expect(await purge!.run(fresh.db, new Date('2036-03-02T00:00:00Z'))).toBe(3n)
  const { rows } = await sql<{ result: string }>`SELECT result FROM check_run`.execute(fresh.db)
  expect(rows).toEqual([{ result: 'fails' }])
})

function trial(query: Check['query']): Contribution {
  return { module: 'trial', checks: [{ name: 'trial.one', sentence: 'Une chose vraie.', query }] }
}

function idOf(n: number): string {
  return `019f3c1e-0000-7000-8000-${String(n).padStart(12, '0')}`
}

function key(n: number) {
  return { key: `transparency-incidents-${process.pid}-${String(n).padStart(6, '0')}`, body: n }
}

async function messagesOf(personId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ href: string }>`SELECT href FROM notice_message WHERE person_id = ${personId}`.execute(
    database.db,
  )
  return rows.map(({ href }) => href)
}

function nextId(): string {
  drawn += 1
  return idOf(drawn)
}
