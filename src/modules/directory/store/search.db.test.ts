import { resolve } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assert } from '#kernel/result'
import { loadTerritory } from '#modules/territory'
import type { Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { readTerritoryFolder } from '../../../territory-folder.ts'
import type { Narrowing, Word } from '../narrowing.ts'
import { type Invented, inventMany, inventStructures } from '../testing/structures.ts'
import {
  countByCommune,
  countEntries,
  countStructures,
  findSlugByNumber,
  listCloseNames,
  listEntries,
} from './index.ts'

const TODAY = '2026-11-23'
const ALL: Narrowing = { words: [] }
const BY_NAME = { limit: 50, offset: 0, order: 'nom' } as const

const STRUCTURES: readonly Invented[] = [
  {
    slug: 'emmaus',
    title: 'EMMAÜS ARTOIS',
    searchKey: 'emmaus artois',
    siren: '732829320',
    naf: '47.79Z',
    band: '12',
  },
  { slug: 'creche', title: 'LES P’TITS LOUPS', searchKey: 'les p tits loups', naf: '88.91A', commune: '62119' },
  {
    slug: 'scop',
    title: 'MENUISERIE DU PORT',
    searchKey: 'menuiserie du port',
    family: 'cooperative',
    naf: null,
    band: null,
    commune: '62160',
    purpose: 'fabriquer des meubles en bois, avec des salariés associés',
    marks: [
      ['forme-juridique', 'scop'],
      ['conventionnement', 'siae-ei', '2020-12-31'],
    ],
  },
  { slug: 'chantier', title: 'CHANTIER', searchKey: 'chantier', marks: [['conventionnement', 'siae-aci']] },
  { slug: 'fermee', title: 'FERMÉE', searchKey: 'fermee', state: 'ceased' },
  { slug: 'hors', title: 'HORS ESS', searchKey: 'hors ess', family: null },
]

let database: TestDatabase
let context: Context

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database)
  const territory = readTerritoryFolder(resolve('data/territory/pas-de-calais'))
  assert(territory.ok, 'the territory that comes with the project is right')
  await loadTerritory(context, territory.value)
  const numbered = STRUCTURES.map((each, index) => ({ rna: `W62900${String(index).padStart(4, '0')}`, ...each }))
  await inventStructures(context.db, numbered, context.newId)
})
afterAll(() => database.drop())

const asked = (text: string, more: Partial<Word> = {}): Narrowing => ({
  words: [{ text, communes: [], activities: [], ...more }],
})
const slugs = async (narrowing: Narrowing) =>
  (await listEntries(context.db, narrowing, BY_NAME, TODAY)).map(({ slug }) => slug)

describe('a word finds', () => {
  test('a part of a name', async () => {
    expect(await slugs(asked('emma'))).toEqual(['emmaus'])
  })
  test('what a structure does, whatever its ending and its accents', async () => {
    expect(await slugs(asked('meuble'))).toEqual(['scop'])
    expect(await slugs(asked('salarie'))).toEqual(['scop'])
  })
  test('an activity, and a place', async () => {
    expect(await slugs(asked('creche', { activities: ['88.91A'] }))).toEqual(['creche'])
    expect(await slugs(asked('boulogne', { communes: ['62160'] }))).toEqual(['scop'])
  })
  test('a name written with a slip, as a proposal', async () => {
    expect(await slugs(asked('emaus'))).toEqual([])
    expect(await listCloseNames(context.db, 'emaus', 3)).toMatchObject([{ slug: 'emmaus' }])
  })
  test('a number of nine or fourteen digits, and one of the register of associations', async () => {
    expect(await findSlugByNumber(context.db, { kind: 'siren', value: '732829320' })).toBe('emmaus')
    expect(await findSlugByNumber(context.db, { kind: 'siret', value: '73282932000074' })).toBe('emmaus')
    expect(await findSlugByNumber(context.db, { kind: 'rna', value: 'W629000003' })).toBe('chantier')
    expect(await findSlugByNumber(context.db, { kind: 'rna', value: 'W629000005' })).toBeUndefined()
  })
})

test('who has closed, and who is out of the ESS, are in no list', async () => {
  expect(await slugs(ALL)).toEqual(['chantier', 'emmaus', 'creche', 'scop'])
})

test('a recognition that has ended is told no more', async () => {
  const [scop] = await listEntries(context.db, { ...ALL, mark: 'scop' }, BY_NAME, TODAY)
  expect(scop).toMatchObject({ slug: 'scop', marks: ['scop'] })
  expect(await slugs({ ...ALL, mark: 'siae' })).toEqual(['chantier'])
})

test('each filter counts what it would give with all the others, and the list agrees', async () => {
  const narrowing: Narrowing = { ...ALL, family: 'association', sizeBands: ['01', '02', '03'] }
  const counts = await countEntries(context.db, narrowing, TODAY)
  expect(counts.total).toBe(2)
  expect(counts.all).toBe(await countStructures(context.db))
  expect(Object.fromEntries(counts.family)).toEqual({ association: 2 })
  expect(Object.fromEntries(counts.size)).toEqual({ '01': 2, '12': 1 })
  expect(await slugs(narrowing)).toHaveLength(2)
  for (const [family, count] of (await countEntries(context.db, ALL, TODAY)).family) {
    expect(await slugs({ ...ALL, family })).toHaveLength(count)
  }
  for (const [division, count] of counts.division) {
    expect(await slugs({ ...narrowing, divisions: [division] })).toHaveLength(count)
  }
  const byCommune = await countByCommune(context.db, narrowing, TODAY)
  expect([...byCommune.values()].reduce((sum, count) => sum + count, 0)).toBe(counts.total)
})

test('from the nearest to the farthest, with the distance', async () => {
  const near = { codes: ['62160', '62041'], metres: [0, 98_000] }
  const list = await listEntries(context.db, ALL, { limit: 9, offset: 0, order: 'distance', near }, TODAY)
  expect(list.map(({ slug, metres }) => [slug, metres])).toEqual([
    ['scop', 0],
    ['chantier', 98_000],
    ['emmaus', 98_000],
  ])
})

test('read whole, page after page, nothing is missing nor twice', async () => {
  const read: string[] = []
  for (let after = ''; ; ) {
    const page = await listEntries(context.db, ALL, { limit: 3, order: 'adresse', after }, TODAY)
    read.push(...page.map(({ slug }) => slug))
    if (page.length < 3) break
    after = page.at(-1)!.slug
  }
  expect(read).toEqual(['chantier', 'creche', 'emmaus', 'scop'])
})

test('among fifteen thousand, lists and counts read indexes', async () => {
  await inventMany(context.db, 15_000)
  await sql`VACUUM ANALYZE structure`.execute(database.owner)
  const counts = await countEntries(context.db, asked('ressourcerie'), TODAY)
  expect(counts.total).toBe(1875)
  const { rows } = await sql<{ readonly 'QUERY PLAN': string }>`
    EXPLAIN SELECT id FROM structure WHERE search_key LIKE '%ressourcerie 14%'`.execute(context.db)
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('structure_by_likeness')
})
