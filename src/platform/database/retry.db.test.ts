import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { done, refuse } from '#kernel/result'
import type { Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { inSerializableTransaction, inTransaction } from './transaction.ts'

let database: TestDatabase
let context: Context
let keys = 0

beforeAll(async () => {
  database = await testDatabase()
  await sql`CREATE TABLE doctor (name text PRIMARY KEY, is_on_call boolean NOT NULL)`.execute(database.owner)
  await sql`GRANT ALL ON doctor TO ${sql.id(database.roles.app)}`.execute(database.owner)
  context = testContext(database)
})

afterAll(() => database.drop())

beforeEach(async () => {
  await sql`TRUNCATE doctor, submission`.execute(database.owner)
})

test('two acts that wait for each other are both done: one is tried again', async () => {
  await sql`INSERT INTO doctor VALUES ('Ada', true), ('Bea', true)`.execute(database.owner)
  const meeting = meetingOf(2)
  const swap = (first: string, second: string) =>
    inTransaction(context, { key: newKey(), body: first }, async (transaction) => {
      await sql`UPDATE doctor SET is_on_call = false WHERE name = ${first}`.execute(transaction)
      await meeting()
      await sql`UPDATE doctor SET is_on_call = false WHERE name = ${second}`.execute(transaction)
      return done(first)
    })
  expect(await Promise.all([swap('Ada', 'Bea'), swap('Bea', 'Ada')])).toEqual([done('Ada'), done('Bea')])
})

test('an act that always collides ends with the collision, after eight tries', async () => {
  let tries = 0
  const hasty = testContext(database, { random: (bytes) => new Uint8Array(bytes) })
  const colliding = inTransaction(hasty, { key: newKey(), body: 1 }, async (transaction) => {
    tries += 1
    await sql`DO $$ BEGIN RAISE EXCEPTION 'collision' USING ERRCODE = 'serialization_failure'; END $$`.execute(
      transaction,
    )
    return done('never')
  })
  await expect(colliding).rejects.toMatchObject({ code: '40001' })
  expect(tries).toBe(8)
})

test('an invariant over several rows holds when serializable is asked for', async () => {
  await sql`INSERT INTO doctor VALUES ('Ada', true), ('Bea', true)`.execute(database.owner)
  const meeting = meetingOf(2)
  // At least one doctor stays on call: each looks at both rows and changes one.
  const leave = (name: string) =>
    inSerializableTransaction(context, { key: newKey(), body: name }, async (transaction) => {
      const { rows } = await sql<{ name: string }>`SELECT name FROM doctor WHERE is_on_call`.execute(transaction)
      await meeting()
      if (rows.length < 2) return refuse('last-on-call')
      await sql`UPDATE doctor SET is_on_call = false WHERE name = ${name}`.execute(transaction)
      return done(name)
    })
  const results = await Promise.all([leave('Ada'), leave('Bea')])
  expect(results.filter((result) => result.ok)).toHaveLength(1)
  expect(results).toContainEqual(refuse('last-on-call'))
})

function newKey(): string {
  keys += 1
  return `collision-${String(keys).padStart(10, '0')}`
}

/** Makes the first `guests` calls wait for each other; later ones pass. */
function meetingOf(guests: number): () => Promise<void> {
  let arrived = 0
  let open = () => {}
  const all = new Promise<void>((resolve) => {
    open = resolve
  })
  return () => {
    arrived += 1
    if (arrived === guests) open()
    return all
  }
}
