import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { broadcast, listen } from './notifications.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})

afterAll(() => database.drop())

test('every process that listens hears what is broadcast, once it is committed', async () => {
  const heard: (string | undefined)[] = []
  const listeners = await Promise.all(
    [1, 2].map(() => listen(database.connection, { published: (payload) => heard.push(payload) })),
  )
  await database.db.transaction().execute(async (transaction) => {
    await broadcast(transaction, 'published', 'poll-1')
    await broadcast(transaction, 'elsewhere', 'poll-2')
    expect(heard).toEqual([])
  })
  await vi.waitFor(() => expect(heard).toEqual(['poll-1', 'poll-1']))
  await Promise.all(listeners.map((listener) => listener.stop()))
})

test('what is rolled back is not heard', async () => {
  const heard: (string | undefined)[] = []
  const listener = await listen(database.connection, { published: (payload) => heard.push(payload) })
  const failed = database.db.transaction().execute(async (transaction) => {
    await broadcast(transaction, 'published', 'lost')
    throw new Error('no')
  })
  await expect(failed).rejects.toThrow('no')
  await broadcast(database.db, 'published', 'kept')
  await vi.waitFor(() => expect(heard).toEqual(['kept']))
  await listener.stop()
})

test('after a break the listener says that it may have missed something, and hears again', async () => {
  const heard: (string | undefined)[] = []
  const listener = await listen(database.connection, { published: (payload) => heard.push(payload) })
  await cutListeners(database)
  await vi.waitFor(() => expect(heard).toEqual([undefined]), { timeout: 10_000 })
  await broadcast(database.db, 'published', 'again')
  await vi.waitFor(() => expect(heard).toEqual([undefined, 'again']))
  await listener.stop()
})

test('a payload too long for PostgreSQL is our mistake', async () => {
  await expect(broadcast(database.db, 'published', 'é'.repeat(4000))).rejects.toThrow('less than 8 000 bytes')
})

function cutListeners({ db }: TestDatabase) {
  return sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'filigrane-listen'`.execute(db)
}
