import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { contributions } from '../../modules.ts'
import { eraseFrom } from './erasure.ts'
import { keptOf } from './kept.ts'
import { fillEveryTable } from './personal-data.testing.ts'

let database: TestDatabase
const kinds = contributions.flatMap((each) => each.personalData ?? [])
const declared = new Set(kinds.flatMap(({ tables }) => tables))

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

/**
 * A column looks personal when it leads to a person, or when its name says what it holds. What looks personal and is not
 * is listed here, with the reason.
 */
const NOT_PERSONAL: Readonly<Record<string, string>> = {
  'poll.organiser_name': 'an organisation',
  'role_in_effect.person_id': 'a view of tables that are declared',
}
const LOOKS_PERSONAL =
  /(^|_)(e?mail|address|recipient|phone|telephone|mobile|birth|born|first_name|last_name|family_name|display_name|given_name|surname|nickname|iban|nir|ip|device|user_agent|secret|person_id|giver_id|holder_id|actor|actor_id|acting_for)($|_)/

test('every column that looks personal belongs to a declared kind: what, why, until when', async () => {
  const { rows } = await sql<{ table: string; column: string }>`
    SELECT c.relname AS table, attname AS column
    FROM pg_class AS c JOIN pg_attribute ON attrelid = c.oid AND attnum > 0 AND NOT attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')`.execute(database.db)
  const { rows: links } = await sql<{ table: string; column: string }>`
    SELECT conrelid::regclass::text AS table, attname AS column
    FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)
    WHERE contype = 'f' AND confrelid = 'person'::regclass`.execute(database.db)
  const personal = [...rows.filter(({ column }) => LOOKS_PERSONAL.test(column)), ...links]
  const undeclared = personal.filter(({ table, column }) => !declared.has(table) && !NOT_PERSONAL[`${table}.${column}`])
  expect(personal.length).toBeGreaterThan(20)
  expect(undeclared.map(({ table, column }) => `${table}.${column}`)).toEqual([])
})

test('every table a kind names exists', async () => {
  const { rows } = await sql<{ name: string }>`
    SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')`.execute(
    database.db,
  )
  const known = new Set(rows.map(({ name }) => name))
  expect([...declared].filter((table) => !known.has(table))).toEqual([])
})

test('every kind that ends by itself names a purge that exists', () => {
  const purges = new Set(contributions.flatMap((each) => each.purges ?? []).map(({ name }) => name))
  expect(kinds.map(({ purge }) => purge).filter((name) => name !== null && !purges.has(name))).toEqual([])
})

test('who declares personal data exports it and erases it', () => {
  const incomplete = contributions.filter((each) => each.personalData && !(each.exportPerson && each.erasePerson))
  expect(incomplete.map(({ module }) => module)).toEqual([])
})

/**
 * The roll of a vote: the pool may not write it (only an office, in a cast), it names no account, and nobody is erased from
 * the list of those who voted before the end of the appeals. Its tests are beside its commands.
 */
const OF_THE_ROLL: readonly string[] = [
  'roll_entry',
  'roll_person',
  'roll_homonym',
  'roll_doubt',
  'vote_challenge',
  'voter_pass',
  'voter_departure',
  'vote_sms',
  'roll_contact',
  'vote_reminder',
  'vote_pace',
]
const PURGES_OF_THE_ROLL: readonly string[] = [
  'ballots.voters-at-the-door',
  'ballots.voters-to-write-to',
  'ballots.pace',
  'ballots.sheets',
]

test('a person reads everything written of them, and once erased nothing of it is left anywhere', async () => {
  const context = testContext(database, { contributions })
  const { person, other, words, tables } = await fillEveryTable(database)
  expect(
    [...declared].filter((table) => !tables.has(table) && !OF_THE_ROLL.includes(table)),
    'a declared table this test does not fill',
  ).toEqual([])

  const kept = JSON.stringify(await keptOf(context, person))
  expect([...words.exported].filter((word) => !kept.includes(word))).toEqual([])
  expect(kept).not.toContain(words.ofAnother)
  expect([...words.secret].filter((word) => kept.includes(word))).toEqual([])

  await database.db.transaction().execute(async (transaction) => {
    await eraseFrom(contributions, transaction, person, context.now())
  })
  const left = await everythingKept()
  expect([...words.exported, ...words.erased].filter((word) => left.includes(word))).toEqual([])
  expect(left).toContain(words.ofAnother)
  expect(Object.keys(await keptOf(context, other))).not.toEqual([])
})

test('purges erase what is due and nothing else, and a second time find nothing', async () => {
  await using fresh = await testDatabase()
  const { at } = await fillEveryTable(fresh)
  const purges = contributions.flatMap((each) => each.purges ?? [])
  const runAll = async (now: Date) => {
    const counts: Record<string, bigint> = {}
    for (const { name, run } of purges) counts[name] = await run(fresh.db, now)
    return counts
  }
  const early = await runAll(at)
  expect(Object.entries(early).filter(([, rows]) => rows > 0n)).toEqual([])
  const muchLater = new Date(at.getTime() + 800 * 86_400_000)
  const late = await runAll(muchLater)
  expect(Object.entries(late).filter(([name, rows]) => rows === 0n && !PURGES_OF_THE_ROLL.includes(name))).toEqual([])
  expect(Object.values(await runAll(muchLater)).every((rows) => rows === 0n)).toBe(true)
})

/** Every row of every table, as one text. */
async function everythingKept(): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')`.execute(
    database.owner,
  )
  const texts: string[] = []
  for (const { name } of rows) {
    const { rows: told } = await sql<{ row: string }>`SELECT t::text AS row FROM ${sql.table(name)} AS t`.execute(
      database.owner,
    )
    texts.push(...told.map(({ row }) => row))
  }
  return texts.join('\n')
}
