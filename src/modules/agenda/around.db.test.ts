import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { contribution } from './contributes.ts'
import type { EventDraft, EventState } from './model.ts'
import * as store from './store/index.ts'
import { aDraft } from './testing/events.ts'

const RUCHE = '999000001'
const [BOURG, PORT] = ['62001', '62002']

let database: TestDatabase
let context: ReturnType<typeof testContext>

beforeAll(async () => {
  database = await testDatabase()
  context = testContext(database)
  const { owner } = database
  await sql`INSERT INTO epci (code, name, search_key, kind, commune_count, commune_count_here, population, population_here)
    VALUES ('200000001', 'CC de l’essai', 'essai', 'CC', 1, 1, 10, 10)`.execute(owner)
  await sql`INSERT INTO commune (code, name, search_key, postcodes, epci_code, population)
    VALUES (${BOURG}, 'Bourg', 'bourg', '{62000}', '200000001', 10), (${PORT}, 'Port', 'port', '{62000}', NULL, 10)`.execute(
    owner,
  )
  await insertStructure(RUCHE, 'La Ruche', BOURG)
  await write('Goûter', { host: 'LA RUCHE', communeCode: PORT })
  await write('Atelier', { host: 'La ruche', communeCode: BOURG })
  await write('Brouillon', { host: 'La Ruche', communeCode: BOURG }, 'draft')
  await write('Hier', { host: 'La Ruche', communeCode: BOURG, ...hours('2020-03-12') })
  await write('Ailleurs', { host: 'La Ruche du Sud' })
})
afterAll(() => database.drop())

function hours(day: string) {
  return { startsAt: new Date(`${day}T17:30:00Z`), endsAt: new Date(`${day}T19:00:00Z`) }
}

async function write(title: string, overrides: Partial<EventDraft>, state: EventState = 'published') {
  const id = context.newId()
  // Far away: what is to come is so by the clock of the database.
  const draft = aDraft({ title, ...hours('2199-03-12'), ...overrides })
  const event = { id, slug: `e-${id}`, state, proposerId: null, by: null, at: context.now() }
  await database.db.transaction().execute((transaction) => store.insertEvent(transaction, draft, event))
}

async function insertStructure(siren: string, title: string, commune: string) {
  const id = context.newId()
  await sql`
    INSERT INTO structure (id, slug, siren, title, purpose, search_key, state, is_partly_diffused, commune_code, family,
      reasons, sources, rule_version, provenance, is_fictitious, checked_at)
    VALUES (${id}, ${`s-${id}`}, ${siren}, ${title}, '', 'la ruche', 'active', false, ${commune}, 'association', '[{}]',
      '[]', 'x', '{}', true, now())`.execute(database.db)
}

const titlesAt = async (code: string) => titlesOf(await contribution.place!(database.db, code))
const titlesHostedBy = async (siren: string) => titlesOf(await contribution.organisation!(database.db, siren))
const titlesOf = (part: { readonly entries: readonly { readonly title: string }[] } | undefined) =>
  part?.entries.map(({ title }) => title).toSorted()

test('the page of a commune and of its EPCI tells what happens there, published and to come', async () => {
  expect(await titlesAt(BOURG)).toEqual(['Atelier'])
  expect(await titlesAt(PORT)).toEqual(['Goûter'])
  expect(await titlesAt('200000001')).toEqual(['Atelier'])
  expect(await titlesAt('62999')).toBeUndefined()
})

test('the page of an organisation tells what it hosts, however its name is written', async () => {
  expect(await titlesHostedBy(RUCHE)).toEqual(['Atelier', 'Goûter'])
  expect(await titlesHostedBy('999000019')).toBeUndefined()
})

test('of two organisations of one name, each has what happens in its commune', async () => {
  await insertStructure('999000027', 'LA RUCHE', PORT)
  expect(await titlesHostedBy(RUCHE)).toEqual(['Atelier'])
  expect(await titlesHostedBy('999000027')).toEqual(['Goûter'])
})
