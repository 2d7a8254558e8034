import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { broadcast, listen, openDatabase, readMigrations } from '#platform/database'
import { type Embedded, launchEmbedded } from '#platform/embedded-postgres'
import { enqueue } from './enqueue.ts'
import { startJobs } from './start.ts'

const quiet = () => {}
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet }
let folder: string
let server: Embedded

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'filigrane-restart-'))
  await chmod(folder, 0o755)
  server = await launch()
})

afterAll(async () => {
  await server.stop()
  await rm(folder, { recursive: true })
})

test('after PostgreSQL was stopped and started, the pool, the jobs and the listener work again', async () => {
  const migrations = readMigrations(new URL('../../../migrations', import.meta.url).pathname)
  const opened = await openDatabase({ embedded: server }, { migrations, poolSize: 3 })
  if (!opened.ok) throw new Error(opened.refusal.reason)
  const database = opened.value
  const { connection, db } = database
  const seen: unknown[] = []
  const heard: unknown[] = []
  const tasks = { greet: async (payload: object) => void seen.push(payload) }
  const jobs = await startJobs({ connection, tasks, context: {}, log, pollMs: 200 })
  const listener = await listen(connection, { published: (payload) => heard.push(payload) })
  await sql`SELECT 1`.execute(db)

  await server.stop()
  await expect(sql`SELECT 1`.execute(db)).rejects.toThrow()
  server = await launch()

  await vi.waitFor(() => sql`SELECT 1`.execute(db), PATIENCE)
  await db.transaction().execute((transaction) => enqueue(transaction, 'greet', { n: 1 }))
  await vi.waitFor(() => expect(seen).toEqual([{ n: 1 }]), PATIENCE)
  await vi.waitFor(() => expect(heard).toEqual([undefined]), PATIENCE)
  await broadcast(db, 'published', 'again')
  await vi.waitFor(() => expect(heard).toEqual([undefined, 'again']), PATIENCE)

  await Promise.all([jobs.stop(), listener.stop()])
  await database.close()
})

const PATIENCE = { timeout: 30_000, interval: 50 }

async function launch(): Promise<Embedded> {
  const launched = await launchEmbedded({ folder, durable: false })
  if (!launched.ok) throw new Error(launched.refusal.reason)
  return launched.value
}
