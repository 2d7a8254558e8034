import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Leaf } from '#kernel/ballot'
import { actingAs, type Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { readAs } from '#platform/database'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import type { Verdict } from '../../sealed/commission.ts'
import type { SealedPoll, Seat } from '../../sealed/poll.ts'
import { listFates, listFlagged } from '../../store/commission/index.ts'
import { closeObstacles } from '../../store/paper/index.ts'
import { insertSeat } from '../../store/sealed/index.ts'
import { newCast, newPass } from '../../testing/casting.ts'
import { openPoll } from '../../testing/sealed-poll.ts'
import { castBallot } from '../casting/index.ts'
import { confirmDecision, declineDecision, proposeDecision, raiseFlags } from './index.ts'

let database: TestDatabase
let context: Context
let poll: SealedPoll

beforeEach(async () => {
  database = await testDatabase()
  context = testContext(database)
  poll = (await openPoll(context, { settings: { householdCap: 2 } })).poll
})
afterEach(() => database.drop())

const submission = () => ({ key: context.newId(), body: null })

/** A member of the commission, in a seat of theirs. */
async function member(number: number): Promise<{ readonly seat: Seat; readonly context: Context }> {
  const personId = `00000000-0000-7000-8000-0000000000${number + 20}`
  const seat: Seat = {
    ...{ id: context.newId(), pollId: poll.id, office: 'commission', number, personId },
    ...{ since: new Date(context.now().getTime() - 1000), until: null },
  }
  await database.db.transaction().execute((transaction) => insertSeat(transaction, seat, personId))
  return { seat, context: actingAs(context, { kind: 'person', id: personId }) }
}

/** Ballots of one contact: more than the poll's cap of a household. @returns  their leaves */
async function household(names: readonly string[]): Promise<readonly number[]> {
  const contactKey = new Uint8Array(createHash('sha256').update(names.join()).digest())
  const leaves: number[] = []
  for (const name of names) {
    const cast = await castBallot(context, newCast(context, poll, await newPass(context, poll, name, { contactKey })))
    if (!cast.ok) throw new Error(cast.refusal)
    leaves.push(cast.value.leafIndex)
  }
  return leaves
}

async function leavesOf(kind: Leaf['kind']): Promise<readonly Leaf[]> {
  const rows = await database.db
    .selectFrom('log_leaf')
    .select('content')
    .where('poll_id', '=', poll.id)
    .where('kind', '=', kind)
    .orderBy('index')
    .execute()
  return rows.map(({ content }) => JSON.parse(content) as Leaf)
}

const fatesNow = () => readAs(database.db, 'commission', (commission) => listFates(commission, poll.id))
const admit: Verdict = { outcome: 'admitted', reason: 'sharing-explained' }
const annul: Verdict = { outcome: 'annulled', reason: 'not-a-person' }

test('a household beyond its cap is flagged by a leaf each, once, and nothing is dropped', async () => {
  const leaves = await household(['Alix', 'Bo', 'Cam'])
  expect(await raiseFlags(context, poll)).toBe(3)
  expect(await leavesOf('flagged')).toEqual(leaves.map((leaf) => ({ kind: 'flagged', leaf })))
  expect(await raiseFlags(context, poll), 'looked at again, nothing is new').toBe(0)
  const flagged = await readAs(database.db, 'commission', (commission) => listFlagged(commission, poll.id))
  expect(flagged.map(({ reasons, fate }) => [reasons, fate])).toEqual(leaves.map(() => [['household'], 'flagged']))
  expect((await closeObstacles(database.db, poll.id)).map(({ sentence }) => sentence)).toEqual([
    '3 bulletins signalés attendent une décision de la commission.',
  ])
})

test('a household within its cap is no matter', async () => {
  await household(['Alix', 'Bo'])
  expect(await raiseFlags(context, poll)).toBe(0)
})

test('one member proposes and another confirms: each ballot has its leaf with both seats', async () => {
  const leaves = await household(['Alix', 'Bo', 'Cam'])
  await raiseFlags(context, poll)
  const [one, other] = [await member(1), await member(2)]
  const asked = { seat: one.seat, envelopeLeaves: leaves.slice(0, 2), verdict: admit, note: '' }
  const proposed = await proposeDecision(one.context, { submission: submission(), ...asked })
  expect(proposed.ok).toBe(true)
  if (!proposed.ok) return
  const proposalId = proposed.value.id
  const alone = await confirmDecision(one.context, { submission: submission(), seat: one.seat, proposalId })
  expect(alone, 'nobody confirms alone').toEqual({ ok: false, refusal: 'same-person' })
  expect(await leavesOf('admitted')).toEqual([])

  const confirmed = await confirmDecision(other.context, { submission: submission(), seat: other.seat, proposalId })
  expect(confirmed).toEqual({ ok: true, value: { count: 2 } })
  expect(await leavesOf('admitted')).toEqual(
    leaves
      .slice(0, 2)
      .map((leaf) => ({ kind: 'admitted', leaf, reason: 'sharing-explained', by: ['commission-1', 'commission-2'] })),
  )
  const again = await confirmDecision(other.context, { submission: submission(), seat: other.seat, proposalId })
  expect(again).toEqual({ ok: false, refusal: 'proposal-settled' })
  expect(await closeObstacles(database.db, poll.id)).toHaveLength(1)
})

test('a ballot is in one proposal at a time, and a proposal may be declined', async () => {
  const leaves = await household(['Alix', 'Bo', 'Cam'])
  await raiseFlags(context, poll)
  const [one, other] = [await member(1), await member(2)]
  const asked = { seat: one.seat, envelopeLeaves: leaves, verdict: annul, note: '' }
  const proposed = await proposeDecision(one.context, { submission: submission(), ...asked })
  const second = await proposeDecision(other.context, { submission: submission(), ...asked, seat: other.seat })
  expect(second).toEqual({ ok: false, refusal: 'already-proposed' })
  if (!proposed.ok) throw new Error('proposed')
  const settled = { seat: other.seat, proposalId: proposed.value.id }
  expect((await declineDecision(other.context, { submission: submission(), ...settled })).ok).toBe(true)
  expect((await confirmDecision(other.context, { submission: submission(), ...settled })).ok).toBe(false)
  expect(await leavesOf('annulled')).toEqual([])
})

test('annulled ballots stay annulled, and whoever admitted may still annul', async () => {
  const [first] = await household(['Alix', 'Bo', 'Cam'])
  await raiseFlags(context, poll)
  const [one, other] = [await member(1), await member(2)]
  const decide = async (verdict: Verdict) => {
    const asked = { seat: one.seat, envelopeLeaves: [first!], verdict, note: '' }
    const proposed = await proposeDecision(one.context, { submission: submission(), ...asked })
    if (!proposed.ok) return proposed.refusal
    const settled = { submission: submission(), seat: other.seat, proposalId: proposed.value.id }
    return (await confirmDecision(other.context, settled)).ok
  }
  expect(await decide(admit)).toBe(true)
  expect((await fatesNow()).get(first!)).toBe('live')
  expect(await decide(annul)).toBe(true)
  expect((await fatesNow()).get(first!)).toBe('annulled')
  expect(await decide(admit)).toBe('not-to-decide')
})

test('a ballot that its voter replaced in between is left as it is', async () => {
  const leaves = await household(['Alix', 'Bo', 'Cam'])
  await raiseFlags(context, poll)
  const [one, other] = [await member(1), await member(2)]
  const asked = { seat: one.seat, envelopeLeaves: leaves.slice(0, 1), verdict: annul, note: '' }
  const proposed = await proposeDecision(one.context, { submission: submission(), ...asked })
  if (!proposed.ok) throw new Error('proposed')
  await castBallot(context, newCast(context, poll, await newPass(context, poll, 'Alix')))
  expect((await fatesNow()).get(leaves[0]!)).toBe('superseded')
  const settled = { submission: submission(), seat: other.seat, proposalId: proposed.value.id }
  expect(await confirmDecision(other.context, settled)).toEqual({ ok: false, refusal: 'not-to-decide' })
})

test('once the vote is closed nothing is decided any more', async () => {
  const leaves = await household(['Alix', 'Bo', 'Cam'])
  await raiseFlags(context, poll)
  await sql`INSERT INTO poll_milestone (poll_id, kind, at) VALUES (${poll.id}, 'closed', ${context.now()})`.execute(
    database.owner,
  )
  const one = await member(1)
  const asked = { seat: one.seat, envelopeLeaves: leaves, verdict: admit, note: '' }
  expect(await proposeDecision(one.context, { submission: submission(), ...asked })).toEqual({
    ok: false,
    refusal: 'vote-over',
  })
})

test('flags and decisions hold nothing of a person, and never change', async () => {
  const { rows } = await sql<{ column: string }>`
    SELECT column_name AS column FROM information_schema.columns
    WHERE table_name IN ('envelope_flag', 'envelope_decision')
      AND column_name ~ 'roll|person|name|contact|network|terminal'`.execute(database.db)
  expect(rows).toEqual([])
})
