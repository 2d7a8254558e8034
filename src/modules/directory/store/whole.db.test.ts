import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assert } from '#kernel/result'
import { loadTerritory } from '#modules/territory'
import type { Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { readTerritoryFolder } from '../../../territory-folder.ts'
import { EXAMPLES } from '../testing/examples.ts'
import { inventStructures } from '../testing/structures.ts'
import { findPublished } from './claims/index.ts'
import { findBySlug, listEstablishments, listRecognitions } from './structures.ts'
import { findWhole } from './whole.ts'

const TODAY = '2026-11-02'
let database: TestDatabase
let context: Context

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database, {})
  const territory = readTerritoryFolder(resolve('data/territory/pas-de-calais'))
  assert(territory.ok, 'the territory that comes with the project is right')
  await loadTerritory(context, territory.value)
  const lapsed = { slug: 'finie', title: 'FINIE', searchKey: 'finie', rna: 'W629000020' }
  const marks = [
    ['agrement', 'esus', '2026-11-01'],
    ['label', 'identifiant-ess', '2026-11-02'],
  ] as const
  await inventStructures(context.db, [...EXAMPLES, { ...lapsed, marks }], context.newId)
})
afterAll(() => database.drop())

test('one question reads a structure as four others do, each alone', async () => {
  const { db } = context
  for (const { slug } of EXAMPLES) {
    const structure = await findBySlug(db, slug)
    const whole = await findWhole(db, slug, TODAY)
    expect(whole?.structure, slug).toEqual(structure)
    if (!structure) continue
    expect(whole?.establishments, slug).toEqual(await listEstablishments(db, structure.id))
    expect(whole?.recognitions, slug).toEqual(await listRecognitions(db, structure.id))
    expect(whole?.own, slug).toBe(await findPublished(db, structure.id))
  }
})

test('a recognition is told until its last day, that day included', async () => {
  const whole = await findWhole(context.db, 'finie', TODAY)
  expect(whole?.recognitions.map(({ name, endsOn }) => [name, endsOn])).toEqual([['identifiant-ess', '2026-11-02']])
})
