import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { done, refuse } from '#kernel/result'
import { inTransaction } from '#platform/database'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import type { CronItem } from './cron.ts'
import { enqueue } from './enqueue.ts'
import { failedJobs } from './failed.ts'
import type { JobLog } from './log.ts'
import { type Jobs, startJobs } from './start.ts'
import type { Task } from './task.ts'

let database: TestDatabase
const started: Jobs[] = []
const logged: string[] = []
const log = logInto(logged)

beforeAll(async () => {
  database = await testDatabase()
})

beforeEach(async () => {
  logged.length = 0
  await sql`TRUNCATE graphile_worker._private_jobs, graphile_worker._private_known_crontabs`.execute(database.owner)
})

afterEach(async () => {
  await Promise.all(started.splice(0).map((jobs) => jobs.stop()))
})

afterAll(() => database.drop())

test('a job runs with what it was given, integers and moments included', async () => {
  const seen: unknown[] = []
  await start({ greet: async (payload) => void seen.push(payload) })
  const payload = { pollId: 'p1', amountCents: 2n ** 60n, at: new Date('2026-03-02T09:00:00Z') }
  await database.db.transaction().execute((transaction) => enqueue(transaction, 'greet', payload))
  await vi.waitFor(() => expect(seen).toEqual([payload]), PATIENCE)
})

test('a job waits for its transaction: none when the act is refused', async () => {
  const seen: unknown[] = []
  await start({ greet: async (payload) => void seen.push(payload.who) })
  const greet = (who: string, isRefused: boolean) =>
    inTransaction(acting(), { key: `${who}-0123456789abcdef`, body: who }, async (transaction) => {
      await enqueue(transaction, 'greet', { who })
      expect(seen).not.toContain(who)
      return isRefused ? refuse('no') : done(who)
    })
  await greet('nobody', true)
  await greet('somebody', false)
  await vi.waitFor(() => expect(seen).toEqual(['somebody']), PATIENCE)
})

test('a job that fails is tried again until it passes', async () => {
  let tries = 0
  await start({
    flaky: async () => {
      tries += 1
      if (tries < 3) throw new Error('not yet')
    },
  })
  await add('flaky', {})
  for (let attempt = 1; attempt < 3; attempt += 1) {
    await vi.waitFor(() => expect(logged).toHaveLength(attempt), PATIENCE)
    await hurry()
  }
  await vi.waitFor(() => expect(tries).toBe(3), PATIENCE)
  expect(logged.every((line) => line.startsWith('warn job failed, it will be tried again'))).toBe(true)
})

test('a failed job waits longer each time before it is tried again', async () => {
  await start({
    broken: async () => {
      throw new Error('no')
    },
  })
  await add('broken', {})
  const waits: number[] = []
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    await vi.waitFor(() => expect(logged).toHaveLength(attempt), PATIENCE)
    await vi.waitFor(async () => waits.push(await secondsToWait()), PATIENCE)
    await hurry()
  }
  expect(waits[1]).toBeGreaterThan(waits[0]!)
  expect(waits[2]).toBeGreaterThan(waits[1]!)
})

test('a job given up stays in sight, with the place of the fault and none of the values', async () => {
  await start({
    leaky: async () => {
      throw Object.assign(new TypeError('jean.martin@example.org is not a number'), { code: 'E_MAIL' })
    },
  })
  await add('leaky', { personId: 'p1' }, 1)
  await vi.waitFor(async () => expect(await failedJobs(database.db)).toHaveLength(1), PATIENCE)

  const [failed] = await failedJobs(database.db)
  expect(failed).toMatchObject({ task: 'leaky', attempts: 1 })
  expect(failed!.fault).toMatch(/^TypeError E_MAIL at .*jobs\.db\.test\.ts/)
  expect(logged.join('\n')).toMatch(/^error job failed for good .*leaky/)
  expect(JSON.stringify([failed!.fault, logged])).not.toMatch(/jean|p1/)
})

test('two processes share the jobs: each is done once', async () => {
  const seen: number[] = []
  const tasks = { count: async (payload: Readonly<Record<string, unknown>>) => void seen.push(payload.n as number) }
  await start(tasks)
  await start(tasks)
  await Promise.all(Array.from({ length: 30 }, (_, n) => add('count', { n })))
  await vi.waitFor(() => expect(seen).toHaveLength(30), PATIENCE)
  expect(new Set(seen).size).toBe(30)
})

test('jobs of one queue run one after the other', async () => {
  let now = 0
  let most = 0
  let count = 0
  await start({
    slow: async () => {
      now += 1
      most = Math.max(most, now)
      await new Promise((resolve) => setTimeout(resolve, 20))
      now -= 1
      count += 1
    },
  })
  await Promise.all(
    [1, 2, 3, 4].map(() => database.db.transaction().execute((t) => enqueue(t, 'slow', {}, { queue: 'one' }))),
  )
  await vi.waitFor(() => expect(count).toBe(4), PATIENCE)
  expect(most).toBe(1)
})

test('a waiting job with the same key is replaced', async () => {
  const later = new Date(Date.now() + 3_600_000)
  for (const n of [1, 2]) {
    await database.db.transaction().execute((t) => enqueue(t, 'count', { n }, { key: 'only', runAt: later }))
  }
  const { rows } = await sql`SELECT payload FROM graphile_worker._private_jobs`.execute(database.owner)
  expect(rows).toEqual([{ payload: { n: 2 } }])
})

test('what runs by itself runs once for each moment, however many processes there are', async () => {
  const now = Date.now()
  const sinceThreeMinutes = new Date(now - (now % 60_000) - 3 * 60_000 - 1)
  await sql`INSERT INTO graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
    VALUES ('tick', ${sinceThreeMinutes}, ${sinceThreeMinutes})`.execute(database.owner)
  const seen: string[] = []
  const crontab = [{ task: 'tick', match: '* * * * *', catchUpMs: 600_000 }]
  const tasks = { tick: async (payload: Readonly<Record<string, unknown>>) => void seen.push(momentOf(payload)) }
  await Promise.all([1, 2, 3].map(() => start(tasks, crontab)))
  // Those three minutes and the one that began; at the turn of a minute, one more.
  await vi.waitFor(() => expect(seen.length).toBeGreaterThanOrEqual(4), PATIENCE)
  expect(new Set(seen).size).toBe(seen.length)
})

test('jobs go on after every connection was cut', async () => {
  const seen: unknown[] = []
  await start({ greet: async (payload) => void seen.push(payload.n) })
  await add('greet', { n: 1 })
  await vi.waitFor(() => expect(seen).toEqual([1]), PATIENCE)
  await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'filigrane-jobs'`.execute(database.db)
  await add('greet', { n: 2 })
  await vi.waitFor(() => expect(seen).toEqual([1, 2]), PATIENCE)
})

test('stopping waits for the job under way', async () => {
  let isDone = false
  let isBegun = false
  const jobs = await start({
    slow: async () => {
      isBegun = true
      await new Promise((resolve) => setTimeout(resolve, 200))
      isDone = true
    },
  })
  await add('slow', {})
  await vi.waitFor(() => expect(isBegun).toBe(true), PATIENCE)
  await jobs.stop()
  started.splice(0)
  expect(isDone).toBe(true)
  expect(await countOfJobs()).toBe(0n)
})

const PATIENCE = { timeout: 30_000, interval: 20 }

async function start(tasks: Readonly<Record<string, Task<object>>>, crontab: readonly CronItem[] = []): Promise<Jobs> {
  const jobs = await startJobs({
    connection: database.connection,
    tasks,
    crontab,
    context: {},
    log,
    concurrency: 2,
    pollMs: 200,
  })
  started.push(jobs)
  return jobs
}

function add(task: string, payload: Readonly<Record<string, unknown>>, attempts = 25): Promise<void> {
  return database.db.transaction().execute((transaction) => enqueue(transaction, task, payload, { attempts }))
}

function acting() {
  return { db: database.db, actor: 'a', now: () => new Date(), random: (bytes: number) => new Uint8Array(bytes) }
}

/** Brings forward the next try. */
async function hurry(): Promise<void> {
  await vi.waitFor(async () => {
    const changed = await sql`UPDATE graphile_worker._private_jobs SET run_at = now()
      WHERE locked_at IS NULL AND last_error IS NOT NULL RETURNING id`.execute(database.owner)
    expect(changed.rows).toHaveLength(1)
  }, PATIENCE)
}

async function secondsToWait(): Promise<number> {
  const { rows } = await sql<{ seconds: number }>`
    SELECT extract(epoch FROM run_at - updated_at)::float8 AS seconds FROM graphile_worker._private_jobs
    WHERE locked_at IS NULL AND last_error IS NOT NULL`.execute(database.owner)
  expect(rows).toHaveLength(1)
  return rows[0]!.seconds
}

async function countOfJobs(): Promise<bigint> {
  const { rows } = await sql<{ count: bigint }>`SELECT count(*) FROM graphile_worker._private_jobs`.execute(
    database.owner,
  )
  return rows[0]!.count
}

function momentOf(payload: Readonly<Record<string, unknown>>): string {
  return (payload._cron as { readonly ts: string }).ts
}

function logInto(lines: string[]): JobLog {
  const write = (level: string) => (details: object, message: string) => {
    lines.push(`${level} ${message} ${JSON.stringify(details)}`)
  }
  return { debug: () => {}, info: () => {}, warn: write('warn'), error: write('error') }
}
