import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { passwordVerifier } from './app-password.ts'
import { createPool, kyselyOf } from './pool.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})

afterAll(() => database.drop())

test('whole numbers come as bigint, decimals and dates as text, moments as Date', async () => {
  const { rows } = await sql`
    SELECT 9007199254740993::int8 AS cents, 0.10::numeric AS share, '2026-10-25'::date AS day,
           '2026-10-25T02:30:00+01'::timestamptz AS moment, '2026-10-25 02:30'::timestamp AS clock,
           ARRAY[1, NULL, 9007199254740993]::int8[] AS list, ARRAY[0.10, 2]::numeric[] AS shares, '{}'::int8[] AS none,
           ARRAY['2026-10-25']::date[] AS days, '\\x00ff'::bytea AS bytes, true AS yes, 7::int4 AS count`.execute(
    database.db,
  )
  expect(rows).toEqual([
    {
      cents: 9007199254740993n,
      share: '0.10',
      day: '2026-10-25',
      moment: new Date('2026-10-25T01:30:00Z'),
      clock: '2026-10-25 02:30:00',
      list: [1n, null, 9007199254740993n],
      shares: ['0.10', '2'],
      none: [],
      days: ['2026-10-25'],
      bytes: Buffer.from([0, 255]),
      yes: true,
      count: 7,
    },
  ])
})

test('what was read can be written back', async () => {
  const moment = new Date('2026-10-25T00:30:00.123Z')
  const { rows } = await sql`
    SELECT ${2n ** 62n}::int8 AS cents, ${moment}::timestamptz AS moment, ${new Uint8Array([1, 255])}::bytea AS bytes`.execute(
    database.db,
  )
  expect(rows).toEqual([{ cents: 2n ** 62n, moment, bytes: Buffer.from([1, 255]) }])
})

test('a session lives in UTC, ends long statements and tells its name', async () => {
  const { rows } = await sql`
    SELECT current_setting('timezone') AS zone, current_setting('statement_timeout') AS limit,
           current_setting('application_name') AS name, current_user AS login`.execute(database.db)
  expect(rows).toEqual([{ zone: 'UTC', limit: '15s', name: 'filigrane', login: database.roles.app }])
})

test('connections cut by the server, idle or in use, are replaced', async () => {
  const cutAll = () =>
    sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name = 'filigrane'`
  await Promise.all([1, 2, 3].map(() => sql`SELECT pg_sleep(0.01)`.execute(database.db)))
  await using superuser = superuserOf(database)
  await cutAll().execute(superuser)

  // One of them in the middle of a transaction, between two statements.
  const interrupted = database.db.transaction().execute(async (transaction) => {
    await sql`SELECT 1`.execute(transaction)
    await cutAll().execute(superuser)
    await new Promise((resolve) => setTimeout(resolve, 50))
    await sql`SELECT 1`.execute(transaction)
  })
  await expect(interrupted).rejects.toThrow()
  await vi.waitFor(async () => {
    expect((await sql`SELECT 1 AS one`.execute(database.db)).rows).toEqual([{ one: 1 }])
  })
})

test('the verifier of a password is what PostgreSQL makes of it', async () => {
  await using superuser = superuserOf(database)
  const role = sql.id(database.roles.owner)
  await sql`SET password_encryption = 'scram-sha-256'`.execute(superuser)
  await sql`ALTER ROLE ${role} PASSWORD 'Béthune, 62'`.execute(superuser)
  const { rows } = await sql<{ verifier: string }>`
    SELECT rolpassword AS verifier FROM pg_authid WHERE rolname = ${database.roles.owner}`.execute(superuser)
  await sql`ALTER ROLE ${role} PASSWORD NULL`.execute(superuser)

  const { verifier } = rows[0]!
  const salt = Buffer.from(/:([^$]+)\$/.exec(verifier)![1]!, 'base64')
  expect(passwordVerifier('Béthune, 62', salt)).toBe(verifier)
})

function superuserOf({ administration }: TestDatabase) {
  return kyselyOf(createPool(administration, { applicationName: 'superuser', size: 1 }))
}
