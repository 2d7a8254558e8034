import { afterAll, beforeAll, expect, test } from 'vitest'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import type { RecognitionDraft } from '../recognitions/model.ts'
import { inventStructures } from '../testing/structures.ts'
import { insertRecognition, recognitionsOf } from './recognitions.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

test('what is recorded twice in one millisecond keeps the order it was done in, whatever its identifiers', async () => {
  const context = testContext(database, {})
  const told = { slug: 'atelier', title: 'ATELIER', searchKey: 'atelier', rna: 'W629000001', commune: null }
  await inventStructures(context.db, [told], context.newId)
  const { id: structureId } = await context.db.selectFrom('structure').select('id').executeTakeFirstOrThrow()
  const draft: RecognitionDraft = {
    ...{ kind: 'agrement', name: 'esus', startsOn: null, endsOn: null, source: 'Essai', decision: null, reason: null },
    event: 'begun',
  }
  const at = new Date('2026-11-02T09:00:00Z')
  // Identifiers that go down: by them alone the first would pass for the last.
  const done = ['begun', 'ended', 'begun', 'ended'] as const
  for (const [rank, event] of done.entries()) {
    const id = `00000000-0000-7000-8000-00000000000${9 - rank}`
    await context.db
      .transaction()
      .execute((transaction) => insertRecognition(transaction, { ...draft, event, id, structureId, by: null, at }))
  }
  const rows = await recognitionsOf(context.db, structureId)
  expect(rows.map(({ event }) => event)).toEqual(done.toReversed())
})
