import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createPool } from '#platform/database'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { releaseAbandoned } from './abandoned.ts'
import { enqueue } from './enqueue.ts'
import { startJobs } from './start.ts'

const quiet = () => {}
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet }
let database: TestDatabase
let child: ChildProcess | undefined

beforeAll(async () => {
  database = await testDatabase()
})

afterAll(async () => {
  child?.kill('SIGKILL')
  await database.drop()
})

test('the job of a process that was killed is done by another; that of a living process is left to it', async () => {
  const pool = createPool(database.connection, { applicationName: 'test', size: 1 })
  await database.db.transaction().execute((transaction) => enqueue(transaction, 'hang', { n: 1 }))
  child = spawn(process.execPath, [HANGING, JSON.stringify(database.connection)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout!, 'data')

  const seen: unknown[] = []
  const jobs = await startJobs({
    connection: database.connection,
    tasks: { hang: async (payload) => void seen.push(payload) },
    context: {},
    log,
    pollMs: 100,
  })
  await releaseAbandoned(pool, log, 0)
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(seen).toEqual([])

  child.kill('SIGKILL')
  await once(child, 'exit')
  await vi.waitFor(
    async () => {
      await releaseAbandoned(pool, log, 0)
      expect(seen).toEqual([{ n: 1 }])
    },
    { timeout: 20_000 },
  )
  await jobs.stop()
  await pool.end()
})

const HANGING = fileURLToPath(new URL('hanging.testing.ts', import.meta.url))
