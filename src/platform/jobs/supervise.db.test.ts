import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { testDatabase } from '#platform/database/testing'
import { enqueue } from './enqueue.ts'
import { startJobs } from './start.ts'

test('a process that could not look for jobs when it started does them once it can', async () => {
  await using database = await testDatabase()
  const seen: unknown[] = []
  const warned: string[] = []
  const quiet = () => {}
  vi.spyOn(console, 'trace').mockImplementation(quiet) // graphile-worker's own words for its first failure.
  const app = sql.id(database.roles.app)
  await sql`REVOKE SELECT ON graphile_worker._private_tasks FROM ${app}`.execute(database.owner)
  const jobs = await startJobs({
    connection: database.connection,
    tasks: { greet: async (payload) => void seen.push(payload) },
    context: {},
    log: { debug: quiet, info: quiet, warn: (_details, message) => warned.push(message), error: quiet },
    pollMs: 50,
  })
  await vi.waitFor(() => expect(warned).toContain('jobs stopped by themselves, starting again'), PATIENCE)

  await sql`GRANT SELECT ON graphile_worker._private_tasks TO ${app}`.execute(database.owner)
  await database.db.transaction().execute((transaction) => enqueue(transaction, 'greet', { n: 1 }))
  await vi.waitFor(() => expect(seen).toEqual([{ n: 1 }]), PATIENCE)
  await jobs.stop()
})

test('where PostgreSQL does not answer, the start says so and leaves nothing running', async () => {
  const quiet = () => {}
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet }
  const starting = startJobs({ connection: { host: '127.0.0.1', port: 1 }, tasks: {}, context: {}, log })
  await expect(starting).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})

const PATIENCE = { timeout: 30_000, interval: 20 }
