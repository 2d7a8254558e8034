import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openAll, type Receipt, verifyBundle } from '#kernel/ballot'
import { actingAs, type Context } from '#platform/context'
import { TEST_NOW, testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { openedHashOf } from '../../sealed/opening.ts'
import type { SealedPoll } from '../../sealed/poll.ts'
import { findPoll, findResult } from '../../store/index.ts'
import { listAdmitted, readBundle } from '../../store/opening/index.ts'
import { findSealedPollById } from '../../store/sealed/index.ts'
import { newCast, newPass } from '../../testing/casting.ts'
import { bytesOf, SOURCE, VILLAGE } from '../../testing/elections.ts'
import { closeVote, openVote, seated, voteFor } from '../../testing/held-vote.ts'
import { type OpenedForTests, openPoll } from '../../testing/sealed-poll.ts'
import { failingChecks } from '../../testing/simulated-votes.ts'
import { castBallot } from '../casting/index.ts'
import { importElection } from '../published.ts'
import { compareOpening, confirmClose, proposeClose, publishOpening, withdrawClose } from './index.ts'

const VOTES = [
  ['Martin', [0, 1]],
  ['Bernard', [1]],
  ['Petit', [2, 4]],
  ['Martin', [1, 2]],
] as const
const CLOSED_AT = new Date(TEST_NOW.getTime() + 5 * 86_400_000)
const MEMBER = '00000000-0000-7000-8000-000000000041'

let database: TestDatabase
let now: Date
let context: Context
let opened: OpenedForTests
let receipts: readonly Receipt[]

beforeEach(async () => {
  database = await testDatabase()
  now = TEST_NOW
  context = testContext(database, { now: () => now })
  opened = await openPoll(context)
  receipts = await voteFor(context, opened.poll, VOTES)
})
afterEach(() => database.drop())

const submission = () => ({ key: context.newId(), body: null })
const pollNow = async () => (await findSealedPollById(context.db, opened.poll.id, context.now())) as SealedPoll
const bytesNow = async () => {
  const { bytes } = await openAll(
    await listAdmitted(context.db, opened.poll.id),
    opened.bureauKey.secretKey,
    opened.poll.manifest,
  )
  return bytes
}
const member = () => actingAs(context, { kind: 'person', id: MEMBER })
const count = async (table: string) => {
  const { rows } = await sql<{ n: number }>`SELECT count(*)::integer AS n FROM ${sql.table(table)}`.execute(
    database.owner,
  )
  return rows[0]!.n
}

test('a vote is closed by two people once its time is over, never by one', async () => {
  const [one, other] = [
    await seated(context, opened.poll, 'commission', 1),
    await seated(context, opened.poll, 'bureau', 1),
  ]
  const propose = async () =>
    proposeClose(one.context, { submission: submission(), poll: await pollNow(), seat: one.seat })
  const confirm = async (who: typeof one) =>
    confirmClose(who.context, { submission: submission(), poll: await pollNow(), seat: who.seat })

  expect(await propose()).toMatchObject({ refusal: 'not-over' })
  now = CLOSED_AT
  expect(await confirm(other)).toMatchObject({ refusal: 'nothing-proposed' })
  expect(await propose()).toMatchObject({ ok: true })
  expect(await confirm(one)).toMatchObject({ refusal: 'same-person' })
  await withdrawClose(other.context, { submission: submission(), poll: await pollNow(), seat: other.seat })
  expect(await confirm(other)).toMatchObject({ refusal: 'nothing-proposed' })
  await propose()
  expect(await confirm(other)).toMatchObject({ ok: true })
  expect((await pollNow()).stage).toBe('closed')
  expect(await propose()).toMatchObject({ refusal: 'already-closed' })
  expect(await confirm(one)).toMatchObject({ refusal: 'already-closed' })
})

test('a ballot that is flagged and not decided holds the close back', async () => {
  const contactKey = new Uint8Array(32)
  for (let n = 0; n < 9; n += 1) {
    await castBallot(
      context,
      newCast(context, opened.poll, await newPass(context, opened.poll, `Voisin ${n}`, { contactKey })),
    )
  }
  now = CLOSED_AT
  const one = await seated(context, opened.poll, 'commission', 1)
  const proposed = await proposeClose(one.context, { submission: submission(), poll: await pollNow(), seat: one.seat })
  expect(proposed).toMatchObject({ refusal: 'obstacles-left' })
})

test('nobody takes a sealed ballot out before the close, and then only those that count, without their order', async () => {
  now = CLOSED_AT
  expect(await listAdmitted(context.db, opened.poll.id)).toEqual([])
  await closeVote(context, opened.poll)
  const admitted = await listAdmitted(context.db, opened.poll.id)
  expect(admitted).toHaveLength(3)
  expect(Object.keys(admitted[0]!)).toEqual(['enc', 'ciphertext'])
})

test('opened, a vote is published at its address, its bundle holds whole, and nothing ties a ballot to a voter', async () => {
  now = CLOSED_AT
  await closeVote(context, opened.poll)
  expect([await count('envelope_link')]).toEqual([4])
  const poll = await openVote(context, opened)
  expect(poll.stage).toBe('published')
  expect([await count('envelope_link'), await count('cast_trace')]).toEqual([0, 0])

  const bundle = await readBundle(context.db, poll)
  const held = { fingerprint: poll.fingerprint, receipts }
  const checked = await verifyBundle(async (name) => bundle!.get(name), [...bundle!.keys()], held)
  expect(checked.checks.filter(({ ok }) => !ok)).toEqual([])
  expect(checked).toMatchObject({ ok: true, counts: { ballots: 3, admitted: 4, superseded: 1, invalid: 0, paper: 0 } })

  const face = await findPoll(context.db, poll.slug)
  expect(face).toMatchObject({ voterCount: 3, fingerprint: poll.fingerprint })
  const result = await findResult(context.db, face!.id)
  expect(result?.reportText).toBe(new TextDecoder().decode(bundle!.get('result.json')))
  expect(await failingChecks(context)).toEqual([])

  await sql`ALTER TABLE vote_file DISABLE TRIGGER USER`.execute(database.owner)
  await sql`UPDATE vote_file SET content = content || '\\x20'::bytea WHERE name = 'result.json'`.execute(database.owner)
  expect(await failingChecks(context)).toEqual(['ballots.files-are-those-of-the-log'])
})

test('posted twice, an opening is published once; other bytes are refused, whoever brings them', async () => {
  now = CLOSED_AT
  await closeVote(context, opened.poll)
  const poll = await pollNow()
  const bytes = await bytesNow()
  const publish = (sent: Uint8Array, key = context.newId()) =>
    publishOpening(member(), { submission: { key, body: null }, poll, personId: MEMBER, bytes: sent })
  const changed = (from: string, to: string) =>
    new TextEncoder().encode(new TextDecoder().decode(bytes).replace(from, to))

  expect(await publish(new TextEncoder().encode('{}'))).toMatchObject({ refusal: 'unreadable' })
  expect(await publish(changed('"set":"', '"set": "'))).toMatchObject({ refusal: 'unreadable' })
  expect(
    await publish(changed(/"set":"(.{4})/.exec(new TextDecoder().decode(bytes))![0], '"set":"0000')),
  ).toMatchObject({
    refusal: 'other-ballots',
  })
  expect(
    await publish(changed(/\["[0-9a-f]{32}",\[[0-9,]*\]\],/.exec(new TextDecoder().decode(bytes))![0], '')),
  ).toMatchObject({
    refusal: 'other-ballots',
  })
  const both = await Promise.all([publish(bytes), publish(bytes)])
  expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true])
  expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: 'already-opened' })
  expect(await publish(bytes)).toMatchObject({ refusal: 'already-opened' })
  expect(await count('poll')).toBe(1)
})

test('two machines that find the same thing confirm each other; one that finds something else holds the result back', async () => {
  now = CLOSED_AT
  const other = '00000000-0000-7000-8000-000000000042'
  const compare = async (personId: string, found: string) => {
    now = new Date(now.getTime() + 1000)
    const asked = { submission: submission(), poll: await pollNow(), personId, opened: found }
    return compareOpening(actingAs(context, { kind: 'person', id: personId }), asked)
  }
  expect(await compare(other, '00'.repeat(32))).toMatchObject({ refusal: 'not-closed' })
  await closeVote(context, opened.poll)
  const bytes = await bytesNow()
  expect(await compare(other, '00'.repeat(32))).toMatchObject({ ok: true })
  expect(await compare(MEMBER, openedHashOf(bytes))).toMatchObject({ refusal: 'opened-differently' })
  const publish = async () =>
    publishOpening(member(), { submission: submission(), poll: await pollNow(), personId: MEMBER, bytes })
  expect(await publish()).toMatchObject({ refusal: 'opened-differently' })
  // Opened again, the machine that was wrong finds the same as the other.
  expect(await compare(other, openedHashOf(bytes))).toMatchObject({ ok: true })
  expect(await publish()).toMatchObject({ ok: true })
  expect(await compare(MEMBER, openedHashOf(bytes))).toMatchObject({ ok: true })
  expect(await compare(MEMBER, '11'.repeat(32))).toMatchObject({ refusal: 'opened-differently' })
})

test('cut off at any statement, the opening is whole or is not there', async () => {
  now = CLOSED_AT
  await closeVote(context, opened.poll)
  const poll = await pollNow()
  const bytes = await bytesNow()
  await sql`CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'cut'; END $$`.execute(
    database.owner,
  )
  for (const table of ['log_leaf', 'vote_file', 'poll_milestone', 'poll', 'poll_result', 'log_publication']) {
    await sql`CREATE TRIGGER cut BEFORE INSERT ON ${sql.table(table)} FOR EACH STATEMENT EXECUTE FUNCTION cut()`.execute(
      database.owner,
    )
    await expect(publishOpening(member(), { submission: submission(), poll, personId: MEMBER, bytes })).rejects.toThrow(
      'cut',
    )
    await sql`DROP TRIGGER cut ON ${sql.table(table)}`.execute(database.owner)
    expect((await pollNow()).stage).toBe('closed')
    expect([await count('envelope_link'), await count('vote_file'), await count('poll')]).toEqual([4, 0, 0])
  }
  expect(await publishOpening(member(), { submission: submission(), poll, personId: MEMBER, bytes })).toMatchObject({
    ok: true,
  })
})

test('nobody publishes another election at the address of a vote held here', async () => {
  const { slug } = opened.poll
  const taken = await importElection(context, { bytes: bytesOf(VILLAGE), source: SOURCE, slug })
  expect(taken).toMatchObject({ refusal: { kind: 'slug-taken', slug } })
})
