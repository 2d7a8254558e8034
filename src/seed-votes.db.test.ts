import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { seedInventedVotes } from './seed-votes.ts'

const FILE = JSON.parse(readFileSync(join(import.meta.dirname, '../data/demonstration/votes.json'), 'utf8'))

let database: TestDatabase
let context: Context

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database)
})
afterAll(() => database.drop())

test('one vote of the demonstration is open, one has its result; both are rehearsed, marked fictitious, and made once', async () => {
  const slugs = ['nos-coups-de-coeur-vote-d-exemple', 'nos-idees-d-hiver-vote-d-exemple']
  expect(await seedInventedVotes(context, FILE)).toEqual(slugs)
  const polls = await database.db.selectFrom('sealed_poll').select('is_fictitious').execute()
  expect(polls).toEqual([{ is_fictitious: true }, { is_fictitious: true }])
  expect(await database.db.selectFrom('rehearsal').select('key_id').execute()).toHaveLength(2)
  const published = await database.db.selectFrom('poll').select('slug').execute()
  expect(published).toEqual([{ slug: slugs[1] }])
  expect(await seedInventedVotes(context, FILE)).toEqual([])
})

test('who prepared them is not who confirmed them', async () => {
  const acts = await database.db
    .selectFrom('audit_entry')
    .select(['act', 'actor'])
    .distinct()
    .where('act', 'in', ['ballots.publication-proposed', 'ballots.published'])
    .execute()
  expect(new Set(acts.map((each) => each.actor)).size).toBe(2)
  expect(acts).toHaveLength(2)
})
