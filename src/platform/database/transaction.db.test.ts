import { expect, test } from 'vitest'
import { done } from '#kernel/result'
import { testContext } from '#platform/context/testing'
import { testDatabase } from '#platform/database/testing'
import { inTransaction } from './transaction.ts'

test('an act is done once', async () => {
  await using database = await testDatabase()
  const context = testContext(database)
  const result = await inTransaction(context, { key: 'a'.repeat(22), body: { a: 1n } }, async () => done({ n: 12n }))
  const again = await inTransaction(context, { key: 'a'.repeat(22), body: { a: 1n } }, async () => done({ n: 13n }))
  expect(result).toEqual(done({ n: 12n }))
  expect(again).toEqual(done({ n: 12n }))
})
