import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { verifyBundle } from '#kernel/ballot'
import { hexOf, sha256 } from '#kernel/merkle'
import type { Context } from '#platform/context'
import { TEST_NOW, testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { type Statement, TO_DESTROY, type ToDestroy, USUAL_APPEAL } from '../../sealed/after/model.ts'
import type { SealedPoll } from '../../sealed/poll.ts'
import { pepperOf } from '../../sealed/uniqueness.ts'
import { listDestructions, readAfter } from '../../store/after/index.ts'
import { openArchive, readBundle } from '../../store/opening/index.ts'
import { findSealedPollById } from '../../store/sealed/index.ts'
import { closeVote, openVote, seated, voteFor } from '../../testing/held-vote.ts'
import { openPoll } from '../../testing/sealed-poll.ts'
import { failingChecks } from '../../testing/simulated-votes.ts'
import {
  confirmDestruction,
  liftContestation,
  proposeDestruction,
  recordContestation,
  saveTerms,
  withdrawDestruction,
} from './index.ts'

const DAY_MS = 86_400_000
const CLOSED_AT = new Date(TEST_NOW.getTime() + 5 * DAY_MS)
const AFTER = new Date(CLOSED_AT.getTime() + 63 * DAY_MS)
const AGENT = '00000000-0000-7000-8000-000000000001'
const TERMS = {
  ...{ managementTable: 'TG 2026-04', archivesVisa: 'Visa 62-2026-118' },
  ...{ appealDays: USUAL_APPEAL.days, appealSource: USUAL_APPEAL.source },
}

let database: TestDatabase
let now: Date
let context: Context
let poll: SealedPoll
let one: Awaited<ReturnType<typeof seated>>
let other: typeof one

beforeEach(async () => {
  database = await testDatabase()
  now = TEST_NOW
  context = testContext(database, { now: () => now })
  const opened = await openPoll(context)
  await voteFor(context, opened.poll, [
    ['Zéphyrinot', [0, 1]],
    ['Wattrelot', [1]],
  ])
  now = CLOSED_AT
  await closeVote(context, opened.poll)
  poll = await openVote(context, opened)
  one = await seated(context, poll, 'commission', 1)
  other = await seated(context, poll, 'bureau', 1)
})
afterEach(() => database.drop())

const submission = () => ({ key: context.newId(), body: null })
const enterTerms = () => saveTerms(context, { submission: submission(), poll, personId: AGENT, terms: TERMS })
const statementOf = (what: ToDestroy): Statement => {
  if (what === 'backups') return { kind: what, day: '2026-05-12', which: 'toutes celles de mars', who: 'le numérique' }
  if (what !== 'shares') return { kind: what }
  const shares = [{ number: 1, end: 'seen' as const }]
  return { kind: what, day: '2026-05-12', place: 'Arras', shares, witnesses: ['commission-1'] }
}
const propose = (what: ToDestroy, who = one) =>
  proposeDestruction(who.context, { submission: submission(), poll, seat: who.seat, statement: statementOf(what) })
const confirm = (what: ToDestroy, who = other) =>
  confirmDestruction(who.context, { submission: submission(), poll, seat: who.seat, what })
const verified = async () => {
  const bundle = (await readBundle(context.db, poll))!
  return verifyBundle(async (name) => bundle.get(name), [...bundle.keys()], { fingerprint: poll.fingerprint })
}

/** Every row of every table of the service, as text. */
async function rowsSaying(word: string): Promise<readonly string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`.execute(database.owner)
  const found: string[] = []
  for (const { name } of tables) {
    const { rows } = await sql<{ n: number }>`
      SELECT count(*)::integer AS n FROM ${sql.raw(name)} AS row WHERE row::text ILIKE ${`%${word}%`}`.execute(
      database.owner,
    )
    if (rows[0]!.n > 0) found.push(name)
  }
  return found
}

test('nothing is destroyed before the visa is there, before the appeal period is over, nor while somebody contests', async () => {
  expect(await propose('pepper')).toMatchObject({ refusal: 'terms-missing' })
  await enterTerms()
  now = new Date(CLOSED_AT.getTime() + 61 * DAY_MS)
  expect(await propose('pepper')).toMatchObject({ refusal: 'appeal-running' })
  now = AFTER
  await recordContestation(context, { submission: submission(), poll, personId: AGENT, reference: 'TA Lille 2600123' })
  expect(await propose('pepper')).toMatchObject({ refusal: 'contested' })
  const [contestation] = (await readAfter(context.db, poll.id)).contestations
  const lift = (because: string) =>
    liftContestation(context, { submission: submission(), poll, personId: AGENT, id: contestation!.id, because })
  expect(await lift('')).toMatchObject({ refusal: 'line-missing' })
  expect(await lift('Requête rejetée le 2 mai 2026')).toMatchObject({ ok: true })
  expect(await lift('Encore')).toMatchObject({ refusal: 'nothing-to-lift' })
  expect(await propose('pepper')).toMatchObject({ ok: true })
  expect(context.keyFor(pepperOf(poll.id))).toHaveLength(32)
})

test('it takes two people of two places, and what one takes back is not confirmed', async () => {
  await enterTerms()
  now = AFTER
  expect(await confirm('roll')).toMatchObject({ refusal: 'nothing-proposed' })
  await propose('roll')
  expect(await confirm('roll', one)).toMatchObject({ refusal: 'same-person' })
  await withdrawDestruction(other.context, { submission: submission(), poll, seat: other.seat, what: 'roll' })
  expect(await confirm('roll')).toMatchObject({ refusal: 'nothing-proposed' })
  expect(await rowsSaying('Zéphyrinot')).toEqual(['public.roll_person', 'public.voter_pass'])
})

test('once all is destroyed no name is left in any table, no name can be looked for, and the bundle still holds', async () => {
  expect((await verified()).ok).toBe(true)
  const before = (await openArchive(context.db, poll))!.size
  await enterTerms()
  now = AFTER
  for (const what of TO_DESTROY) {
    expect([what, await propose(what)]).toMatchObject([what, { ok: true }])
    expect([what, await confirm(what)]).toMatchObject([what, { ok: true }])
    expect([what, (await verified()).ok]).toEqual([what, true])
    expect([what, await confirm(what)]).toMatchObject([what, { refusal: 'already-destroyed' }])
  }
  expect(await rowsSaying('Zéphyrinot')).toEqual([])
  expect(await rowsSaying('Wattrelot')).toEqual([])
  expect(() => context.keyFor(pepperOf(poll.id))).toThrow('was ended')

  const done = await listDestructions(context.db, poll.id)
  expect(done.map(({ what }) => what)).toEqual(['link', ...TO_DESTROY])
  const bundle = (await readBundle(context.db, poll))!
  for (const { what, record } of done) {
    const certificate = bundle.get(`destruction/${what}.pdf`)!
    expect([what, hexOf(sha256(certificate))]).toEqual([what, record])
  }
  expect((await openArchive(context.db, poll))!.size).toBe(before + TO_DESTROY.length)
  expect(await failingChecks(context)).toEqual([])
  await sql`UPDATE destruction_certificate SET content = '\\x00' WHERE what = 'roll'`.execute(database.owner)
  expect(await failingChecks(context)).toEqual(['ballots.certificates-are-those-of-the-log'])
  expect((await findSealedPollById(context.db, poll.id, now))?.stage).toBe('published')
})

test('cut off before it is said, what was destroyed is destroyed, and confirming again says it', async () => {
  await enterTerms()
  now = AFTER
  await sql`CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'cut'; END $$`.execute(
    database.owner,
  )
  for (const [what, table] of [
    ['pepper', 'destruction_certificate'],
    ['roll', 'vote_destruction'],
  ] as const) {
    await propose(what)
    await sql`CREATE TRIGGER cut BEFORE INSERT ON ${sql.table(table)} FOR EACH STATEMENT EXECUTE FUNCTION cut()`.execute(
      database.owner,
    )
    await expect(confirm(what)).rejects.toThrow('cut')
    expect((await listDestructions(context.db, poll.id)).some((each) => each.what === what)).toBe(false)
    expect((await verified()).ok).toBe(true)
    await sql`DROP TRIGGER cut ON ${sql.table(table)}`.execute(database.owner)
  }
  // The key is outside the database: it went. The names are inside: none went without its leaf.
  expect(() => context.keyFor(pepperOf(poll.id))).toThrow('was ended')
  expect(await rowsSaying('Zéphyrinot')).toContain('public.roll_person')
  expect(await confirm('pepper')).toMatchObject({ ok: true })
  expect(await confirm('roll')).toMatchObject({ ok: true })
  expect((await verified()).ok).toBe(true)
})

test('two who confirm at once destroy it once', async () => {
  await enterTerms()
  now = AFTER
  await propose('shares')
  const third = await seated(context, poll, 'bureau', 2)
  const both = await Promise.all([confirm('shares'), confirm('shares', third)])
  expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true])
  expect(await listDestructions(context.db, poll.id)).toHaveLength(2)
})
