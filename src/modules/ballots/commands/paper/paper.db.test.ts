import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Leaf } from '#kernel/ballot'
import { assert } from '#kernel/result'
import { actingAs, type Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { readAs } from '#platform/database'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { type Batch, readTyping, stepOf } from '../../sealed/paper.ts'
import type { Person } from '../../sealed/pass.ts'
import type { SealedPoll, Seat } from '../../sealed/poll.ts'
import { pepperOf, uniquenessKey } from '../../sealed/uniqueness.ts'
import { closeObstacles, countPaperVoters, findBatch, listPaperBallots } from '../../store/paper/index.ts'
import { insertSeat } from '../../store/sealed/index.ts'
import { newCast, newPass } from '../../testing/casting.ts'
import { openPoll } from '../../testing/sealed-poll.ts'
import { castBallot } from '../casting/index.ts'
import { confirmDecision, proposeDecision } from '../commission/index.ts'
import {
  annulBatch,
  closeBatch,
  correctSheet,
  enterMark,
  keepTyping,
  recordBatch,
  remarkPlace,
  settlePaper,
} from './index.ts'

let database: TestDatabase
let context: Context
let poll: SealedPoll

beforeEach(async () => {
  database = await testDatabase()
  context = testContext(database)
  poll = (await openPoll(context)).poll
})
afterEach(() => database.drop())

const submission = () => ({ key: context.newId(), body: null })

type Worker = { readonly seat: Seat; readonly context: Context }

async function worker(number: number, office: Seat['office'] = 'operator'): Promise<Worker> {
  const personId = `00000000-0000-7000-8000-0000000000${number + 40}`
  const seat: Seat = {
    ...{ id: context.newId(), pollId: poll.id, office, number, personId },
    ...{ since: new Date(context.now().getTime() - 1000), until: null },
  }
  await database.db.transaction().execute((transaction) => insertSeat(transaction, seat, personId))
  return { seat, context: actingAs(context, { kind: 'person', id: personId }) }
}

async function recorded({ seat, context: by }: Worker, counts: readonly [number, number, number] = [3, 1, 0]) {
  const [paperCount, blankCount, voidCount] = counts
  const sheet = { place: 'Lens', urn: '1', seals: 'A12', paperCount, blankCount, voidCount }
  const batch = await recordBatch(by, { submission: submission(), seat, sheet })
  assert(batch.ok, 'a batch is recorded while the vote is open')
  return batch.value.number
}

async function type({ seat, context: by }: Worker, number: number, turn: 1 | 2, text: string, positions = [1, 2, 3]) {
  const lines = readTyping(text, positions, poll.manifest)
  assert(lines.ok, 'the lines of a test can be read')
  return keepTyping(by, { submission: submission(), seat, number, turn, lines: lines.value, isFinished: true })
}

async function batchNow(number: number): Promise<Batch> {
  const batch = await readAs(database.db, 'commission', (commission) => findBatch(commission, poll.id, number))
  assert(batch, 'the batch of a test is there')
  return batch
}

async function lastLeaf(): Promise<Leaf> {
  const row = await database.db
    .selectFrom('log_leaf')
    .select('content')
    .where('poll_id', '=', poll.id)
    .orderBy('index', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return JSON.parse(row.content) as Leaf
}

const countedBallots = () => readAs(database.db, 'opener', (opener) => listPaperBallots(opener, poll.id))
const obstacles = async () => (await closeObstacles(database.db, poll.id)).map(({ sentence }) => sentence)

const ZELIE: Person = { birthName: 'Delattre', firstName: 'Zélie', birthDate: '1990-05-04' }

/** Somebody votes online under the key by which the list of a place finds them. @returns  the leaf of their ballot */
async function votesOnline(person: Person): Promise<number> {
  const key = uniquenessKey(context.keyFor(pepperOf(poll.id)), poll.id, person)
  const cast = await castBallot(context, newCast(context, poll, await newPass(context, poll, 'x', { key, person })))
  assert(cast.ok, 'a ballot of a test is cast')
  return cast.value.leafIndex
}

const signs = ({ seat, context: by }: Worker, person: Person, line: number, place = 'Lens') =>
  enterMark(by, { submission: submission(), seat, person, place, line })

test('a batch typed twice the same is closed by a leaf that binds its sheet, and its ballots count', async () => {
  const [ana, leo] = [await worker(1), await worker(2)]
  const number = await recorded(ana)
  expect((await type(ana, number, 1, '3 1\nb\n6')).ok).toBe(true)
  expect(await type(ana, number, 2, '3 1\nb\n6'), 'the second typing is another person’s').toEqual({
    ok: false,
    refusal: 'same-person',
  })
  expect((await type(leo, number, 2, '1 3\nb\n6')).ok).toBe(true)
  expect(await closeBatch(leo.context, { submission: submission(), seat: leo.seat, number })).toEqual({
    ok: true,
    value: { ballotCount: 2 },
  })
  const closed = await batchNow(number)
  expect(await lastLeaf()).toEqual({ kind: 'paper-batch', batch: 1, ballots: 2, sheet: closed.close?.sheetHash })
  expect((await countedBallots()).map(({ choices }) => choices).toSorted()).toEqual([[0, 2], [5]])
  expect(await closeBatch(leo.context, { submission: submission(), seat: leo.seat, number })).toMatchObject({
    refusal: 'closed',
  })
})

test('what two people typed differently is settled by two who look at the paper', async () => {
  const [ana, leo] = [await worker(1), await worker(2)]
  const number = await recorded(ana)
  await type(ana, number, 1, '1\nb\n6')
  await type(leo, number, 2, '2\nb\n6')
  expect(stepOf(await batchNow(number))).toBe('settling')
  expect(await closeBatch(ana.context, { submission: submission(), seat: ana.seat, number })).toMatchObject({
    refusal: 'not-settled',
  })
  const see = (who: Worker, choice: number) =>
    settlePaper(who.context, {
      ...{ submission: submission(), seat: who.seat, number, position: 1 },
      paper: { mark: 'ballot', choices: [choice] },
    })
  expect(await see(ana, 1)).toEqual({ ok: true, value: { isSettled: false } })
  expect(await see(ana, 1), 'nobody settles alone').toEqual({ ok: false, refusal: 'same-person' })
  expect(await see(leo, 0), 'who sees otherwise begins anew').toEqual({ ok: true, value: { isSettled: false } })
  expect(await see(ana, 0)).toEqual({ ok: true, value: { isSettled: true } })
  expect(stepOf(await batchNow(number))).toBe('ready')
})

test('a batch whose count is not that of its sheet cannot be closed until one of them is right', async () => {
  const [ana, leo] = [await worker(1), await worker(2)]
  const number = await recorded(ana)
  await type(ana, number, 1, '1\n2\n6')
  await type(leo, number, 2, '1\n2\n6')
  const close = () => closeBatch(ana.context, { submission: submission(), seat: ana.seat, number })
  expect(await close()).toEqual({ ok: false, refusal: 'count-differs' })
  expect(await obstacles()).toContain('Le lot 1 n’est pas fermé.')
  const { sheet, version } = await batchNow(number)
  const correct = (asked: number) =>
    correctSheet(ana.context, {
      ...{ submission: submission(), seat: ana.seat, number, version: asked },
      sheet: { ...sheet, blankCount: 0 },
    })
  expect(await correct(version + 1)).toEqual({ ok: false, refusal: 'changed-meanwhile' })
  expect((await correct(version)).ok).toBe(true)
  expect((await close()).ok).toBe(true)
})

test('a sample with too many differences has the whole batch typed again', async () => {
  const settings = { paperChecking: { kind: 'sample', perCent: 40, thresholdPerCent: 10 } } as const
  poll = (await openPoll(context, { slug: 'echantillon', settings })).poll
  const [ana, leo] = [await worker(1), await worker(2)]
  const number = await recorded(ana, [5, 0, 0])
  await type(ana, number, 1, '1\n1\n1\n1\n1', [1, 2, 3, 4, 5])
  const { sample } = await batchNow(number)
  expect(sample).toHaveLength(2)
  expect(await type(leo, number, 2, '2\n1', [...sample!])).toMatchObject({ ok: true, value: { isWiden: true } })
  expect(await batchNow(number)).toMatchObject({ sample: null })
  expect(stepOf(await batchNow(number))).toBe('second-typing')
})

test('a closed batch is annulled by two people and a leaf, and its ballots no longer count', async () => {
  const [ana, leo] = [await worker(1), await worker(3, 'commission')]
  const number = await recorded(ana)
  await type(ana, number, 1, '1\nb\n6')
  await type(leo, number, 2, '1\nb\n6')
  await closeBatch(ana.context, { submission: submission(), seat: ana.seat, number })
  const leaf = (await batchNow(number)).close?.leafIndex
  const annul = (who: Worker, reason?: 'void') =>
    annulBatch(who.context, { submission: submission(), seat: who.seat, number, reason })
  expect(await annul(ana)).toEqual({ ok: false, refusal: 'reason-missing' })
  expect(await annul(ana, 'void')).toEqual({ ok: true, value: { isAnnulled: false } })
  expect(await annul(ana), 'nobody annuls alone').toEqual({ ok: false, refusal: 'same-person' })
  expect(await countedBallots()).toHaveLength(2)
  expect(await obstacles()).toContain('L’annulation du lot 1 attend une deuxième personne.')
  expect(await annul(leo)).toEqual({ ok: true, value: { isAnnulled: true } })
  expect(await lastLeaf()).toEqual({ kind: 'paper-annulled', leaf, reason: 'void', by: ['operator-1', 'commission-3'] })
  expect(await countedBallots()).toEqual([])
})

test('who signed a list and voted online is found, and the commission annuls the ballot unread', async () => {
  const leaf = await votesOnline(ZELIE)
  const [one, other] = [await worker(1, 'commission'), await worker(2, 'commission')]
  expect(await signs(one, { ...ZELIE, birthName: 'DELATTRE', firstName: 'zelie' }, 1)).toEqual({
    ok: true,
    value: { earlier: 'online' },
  })
  expect(await obstacles()).toContain(
    'Une personne a voté sur papier et en ligne : la commission écarte le vote en ligne.',
  )
  const asked = {
    envelopeLeaves: [leaf],
    verdict: { outcome: 'annulled', reason: 'voted-on-paper' },
    note: '',
  } as const
  const proposed = await proposeDecision(one.context, { submission: submission(), seat: one.seat, ...asked })
  assert(proposed.ok, 'a duplicate may be annulled')
  await confirmDecision(other.context, { submission: submission(), seat: other.seat, proposalId: proposed.value.id })
  expect(await lastLeaf()).toEqual({
    ...{ kind: 'annulled', leaf, reason: 'voted-on-paper' },
    by: ['commission-1', 'commission-2'],
  })
  expect((await obstacles()).filter((sentence) => sentence.includes('sur papier et en ligne'))).toEqual([])
})

test('who signed a list votes online no more', async () => {
  const ana = await worker(1)
  expect(await signs(ana, ZELIE, 1)).toEqual({ ok: true, value: { earlier: 'none' } })
  const key = uniquenessKey(context.keyFor(pepperOf(poll.id)), poll.id, ZELIE)
  const pass = await newPass(context, poll, 'x', { key, person: ZELIE })
  expect(await castBallot(context, newCast(context, poll, pass))).toEqual({ ok: false, refusal: 'voted-on-paper' })
  expect(await countPaperVoters(database.db, poll.id)).toBe(1)
})

test('a line is copied once, and a person who signed twice is told', async () => {
  const ana = await worker(1)
  await signs(ana, ZELIE, 1)
  expect(await signs(ana, { ...ZELIE, firstName: 'Alix' }, 1)).toEqual({ ok: false, refusal: 'line-taken' })
  expect(await signs(ana, ZELIE, 7, 'Arras')).toEqual({ ok: true, value: { earlier: 'paper' } })
})

test('a place has as many papers as signatures, or somebody says why, for these very numbers', async () => {
  const ana = await worker(1)
  await signs(ana, ZELIE, 1)
  expect(await obstacles()).toEqual([
    'Lens : 0 papiers dans les lots fermés et 1 signatures. Corrigez, ou écrivez pourquoi.',
  ])
  const remark = { place: 'Lens', remark: 'Une personne est repartie avec son bulletin.' }
  expect((await remarkPlace(ana.context, { submission: submission(), seat: ana.seat, ...remark })).ok).toBe(true)
  expect(await obstacles()).toEqual([])
  await signs(ana, { ...ZELIE, firstName: 'Alix' }, 2)
  expect(await obstacles(), 'what was said was of other numbers').toHaveLength(1)
})

test('the pool itself reads no paper ballot, and no office reads a name beside one', async () => {
  await expect(database.db.selectFrom('paper_line').selectAll().execute()).rejects.toThrow('permission denied')
  const names = readAs(database.db, 'commission', (commission) =>
    commission.selectFrom('roll_person').selectAll().execute(),
  )
  await expect(names).rejects.toThrow('permission denied')
})
