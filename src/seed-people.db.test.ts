import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { ROLES } from '#platform/sessions'
import { seedInventedPeople } from './seed-people.ts'

const FILE = JSON.parse(readFileSync(join(import.meta.dirname, '../data/demonstration/people.json'), 'utf8'))

let database: TestDatabase
let context: Context

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database)
})
afterAll(() => database.drop())

test('every role of the house has somebody to try it, in force from the first day', async () => {
  expect(await seedInventedPeople(context, FILE)).toBe(FILE.people.length)
  const rows = await database.db.selectFrom('role_in_effect').select('role').distinct().execute()
  const held = rows.map(({ role }) => role)
  expect(ROLES.filter((role) => role !== 'resident' && !held.includes(role))).toEqual([])
})

test('three people share the address of their household, and one has a card in place of an address', async () => {
  const { rows } = await countsOf('foyer@residents.example')
  expect(rows).toEqual([{ people: 3n, cards: 1n, withoutAddress: 1n }])
})

test('somebody is away, and a role waits for a second person', async () => {
  const absences = await database.db.selectFrom('absence').select('person_id').execute()
  const waiting = await database.db
    .selectFrom('role_grant')
    .select('asked_by')
    .where('id', 'not in', database.db.selectFrom('role_in_effect').select('grant_id').$castTo<{ grant_id: string }>())
    .execute()
  expect([absences.length, waiting.length]).toEqual([1, 1])
})

test('all are marked as invented, and none has an address that leads anywhere', async () => {
  const real = await database.db.selectFrom('person').select('id').where('is_fictitious', '=', false).execute()
  const reachable = await database.db
    .selectFrom('person_email')
    .select('address')
    .where('address', 'not like', '%.example')
    .execute()
  expect([real, reachable]).toEqual([[], []])
})

test('a second start adds nobody, and does not bring back who was erased', async () => {
  await database.db.updateTable('person').set({ display_name: '', erased_at: context.now() }).execute()
  expect(await seedInventedPeople(context, FILE)).toBe(0)
  const back = await database.db.selectFrom('person').select('id').where('erased_at', 'is', null).execute()
  expect(back).toEqual([])
})

test('a real address has no place in the file', async () => {
  const [first, ...others] = FILE.people
  const wrong = { ...FILE, people: [{ ...first, email: 'quelqu.un@gmail.com' }, ...others] }
  await expect(seedInventedPeople(context, wrong)).rejects.toThrow()
})

async function countsOf(address: string) {
  const rows = await database.db
    .selectNoFrom((eb) => [
      eb
        .selectFrom('person_email')
        .select((query) => query.fn.countAll<bigint>().as('count'))
        .where('address', '=', address)
        .as('people'),
      eb
        .selectFrom('person_card')
        .select((query) => query.fn.countAll<bigint>().as('count'))
        .as('cards'),
      eb
        .selectFrom('person')
        .select((query) => query.fn.countAll<bigint>().as('count'))
        .where('id', 'not in', eb.selectFrom('person_email').select('person_id'))
        .as('withoutAddress'),
    ])
    .execute()
  return { rows }
}
