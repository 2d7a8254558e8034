import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { testDatabase } from '#platform/database/testing'
import { generateTypes } from './generate-types.testing.ts'

test('the committed types are those of the migrated tables (else: node tools/types.ts)', async () => {
  await using database = await testDatabase()
  const committed = readFileSync(new URL('types.generated.ts', import.meta.url), 'utf8')
  expect(committed).toBe(await generateTypes(database.owner))
})
