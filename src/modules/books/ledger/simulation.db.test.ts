import { expect, test } from 'vitest'
import { seededRandom, testContext } from '#platform/context/testing'
import { testDatabase } from '#platform/database/testing'
import { simulate } from './simulation.testing.ts'

test('a thousand random requests, some cut short and sent again, give what a plain journal in memory gives', async () => {
  await using database = await testDatabase({ poolSize: 10 })
  const seed = Number(process.env.SEED ?? Date.now() % 100_000)
  console.log(`seed ${seed}`)
  const report = await simulate(testContext(database, { seed }), 1000, seededRandom(seed + 1))
  expect(report.written).toBeGreaterThan(100)
  expect(report.cuts).toBeGreaterThan(0)
}, 180_000)
