import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { encodeLeaf, type Leaf, receiptText } from '#kernel/ballot'
import { bytesOfHex, hexOf, leafHash, treeOf, verifyHead, verifyInclusion } from '#kernel/merkle'
import type { Context } from '#platform/context'
import { seededRandom, TEST_NOW, testContext } from '#platform/context/testing'
import { readAs } from '#platform/database'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { keysFrom } from '#platform/secrets'
import type { Cast, CastResult } from '../../sealed/casting/model.ts'
import { fakeEnvelope, newCast, newPass, newPasses } from '../../testing/casting.ts'
import { openPoll, type PollOverrides } from '../../testing/sealed-poll.ts'
import { appendLeaves, castBallot } from './index.ts'

let database: TestDatabase
let seed = 0
beforeAll(async () => {
  database = await testDatabase({ poolSize: 8 })
})
afterAll(() => database.drop())

async function opened(overrides: PollOverrides = {}, parts: Partial<Context> = {}) {
  seed += 1
  const context = testContext(database, { seed, ...parts, keyFor: testContext(database).keyFor })
  const { poll } = await openPoll(context, { slug: `vote-${seed}`, ...overrides })
  return { context, poll }
}

function receiptOf(result: CastResult) {
  if (!result.ok) throw new Error(`refused: ${result.refusal}`)
  return result.value
}

async function leavesOf(pollId: string): Promise<readonly Leaf[]> {
  const rows = await database.db
    .selectFrom('log_leaf')
    .select('content')
    .where('poll_id', '=', pollId)
    .orderBy('index')
    .execute()
  return rows.map(({ content }) => JSON.parse(content) as Leaf)
}

async function countOf(table: 'roll_entry' | 'envelope' | 'envelope_link' | 'roll_person', pollId: string) {
  const { rows } = await sql<{
    count: bigint
  }>`SELECT count(*) FROM ${sql.table(table)} WHERE poll_id = ${pollId}`.execute(database.owner)
  return Number(rows[0]!.count)
}

test('a ballot that is cast has a receipt that proves it is in the log', async () => {
  const { context, poll } = await opened()
  const cast = newCast(context, poll, await newPass(context, poll, 'Martin'))
  const receipt = receiptOf(await castBallot(context, cast))

  const leaves = await leavesOf(poll.id)
  expect(leaves).toEqual([
    { kind: 'manifest', fingerprint: poll.fingerprint },
    { kind: 'envelope', envelope: receipt.envelopeHash },
  ])
  expect(await verifyHead(receipt.head, bytesOfHex(poll.manifest.logKey))).toBe(true)
  expect(receipt.head).toMatchObject({ poll: poll.fingerprint, size: 2, at: TEST_NOW.toISOString() })
  const tree = treeOf(leaves.map((leaf) => leafHash(encodeLeaf(leaf))))
  const claim = {
    leafHash: leafHash(encodeLeaf({ kind: 'envelope', envelope: receipt.envelopeHash })),
    index: receipt.leafIndex,
    size: receipt.head.size,
    proof: tree.inclusion(receipt.leafIndex, receipt.head.size),
    root: bytesOfHex(receipt.head.root),
  }
  expect(verifyInclusion(claim)).toBe(true)
})

test('the same form sent again, even after the close and with another seal, has the same receipt', async () => {
  let now = TEST_NOW
  const { context, poll } = await opened({}, { now: () => now })
  const cast = newCast(context, poll, await newPass(context, poll, 'Martin'))
  const first = receiptOf(await castBallot(context, cast))
  receiptOf(await castBallot(context, newCast(context, poll, await newPass(context, poll, 'Bernard'))))

  expect(receiptText(receiptOf(await castBallot(context, cast)))).toBe(receiptText(first))
  expect(receiptOf(await castBallot(context, { ...cast, envelope: fakeEnvelope(context, poll) }))).toEqual(first)
  now = new Date('2026-04-01T00:00:00Z')
  expect(receiptOf(await castBallot(context, cast))).toEqual(first)
  expect(await countOf('envelope', poll.id)).toBe(2)
})

test('fifty identical sendings at once have one effect and fifty identical answers', async () => {
  const { context, poll } = await opened()
  for (let round = 0; round < 20; round += 1) {
    const cast = newCast(context, poll, await newPass(context, poll, `Martin ${round}`))
    const receipts = await Promise.all(
      Array.from({ length: 50 }, async () => receiptOf(await castBallot(context, cast))),
    )
    expect(new Set(receipts.map(receiptText)).size).toBe(1)
    expect(await countOf('envelope', poll.id)).toBe(round + 1)
  }
  expect(await countOf('roll_entry', poll.id)).toBe(20)
})

test('two processes that cast at once write one log without a hole', async () => {
  const { context, poll } = await opened()
  // Ballots wait by pool: those of another have a queue of their own, as in another process.
  const elsewhere = { ...context, db: context.db.withoutPlugins() }
  const passes = await newPasses(
    context,
    poll,
    Array.from({ length: 60 }, (_, at) => `Voisin ${at}`),
  )
  const results = await Promise.all(
    passes.map((pass, at) => castBallot(at % 2 === 0 ? context : elsewhere, newCast(context, poll, pass))),
  )
  expect(new Set(results.map((result) => receiptOf(result).leafIndex)).size).toBe(60)
  expect(await leavesOf(poll.id)).toHaveLength(61)
})

test('a second vote replaces the first, and the log says which', async () => {
  const { context, poll } = await opened()
  const pass = await newPass(context, poll, 'Martin')
  const first = receiptOf(await castBallot(context, newCast(context, poll, pass)))
  const second = receiptOf(await castBallot(context, newCast(context, poll, pass)))
  const third = receiptOf(await castBallot(context, newCast(context, poll, await newPass(context, poll, 'Martin'))))

  expect((await leavesOf(poll.id)).slice(1)).toEqual([
    { kind: 'envelope', envelope: first.envelopeHash },
    { kind: 'envelope', envelope: second.envelopeHash },
    { kind: 'superseded', leaf: first.leafIndex },
    { kind: 'envelope', envelope: third.envelopeHash },
    { kind: 'superseded', leaf: second.leafIndex },
  ])
  expect(await countOf('roll_entry', poll.id)).toBe(1)
  expect(await countOf('roll_person', poll.id)).toBe(1)
})

test('two tabs of one person at once: both are cast, one after the other, and one counts', async () => {
  const { context, poll } = await opened()
  const pass = await newPass(context, poll, 'Martin')
  const both = await Promise.all([0, 1].map(() => castBallot(context, newCast(context, poll, pass))))
  expect(both.every(({ ok }) => ok)).toBe(true)
  expect((await leavesOf(poll.id)).map(({ kind }) => kind)).toEqual(['manifest', 'envelope', 'envelope', 'superseded'])
})

test('where one votes once, the second vote is refused', async () => {
  const { context, poll } = await opened({ revote: 'refused' })
  const pass = await newPass(context, poll, 'Martin')
  receiptOf(await castBallot(context, newCast(context, poll, pass)))
  expect(await castBallot(context, newCast(context, poll, pass))).toEqual({ ok: false, refusal: 'already-voted' })
})

test('one ballot that is refused undoes none of those cast with it', async () => {
  const { context, poll } = await opened({ revote: 'refused' })
  const passes = await newPasses(
    context,
    poll,
    Array.from({ length: 10 }, (_, at) => `Élève ${at}`),
  )
  receiptOf(await castBallot(context, newCast(context, poll, passes[3]!)))
  const damaged = (cast: Cast, at: number): Cast =>
    at === 5 ? { ...cast, envelope: { ...cast.envelope, ciphertext: new Uint8Array(7) } } : cast
  const results = await Promise.all(
    passes.map((pass, at) => castBallot(context, damaged(newCast(context, poll, pass), at))),
  )
  expect(results.map((result) => (result.ok ? 'cast' : result.refusal))).toEqual(
    results.map((_, at) => (at === 3 ? 'already-voted' : at === 5 ? 'wrong-length' : 'cast')),
  )
  expect(await countOf('envelope', poll.id)).toBe(9)
  expect(await countOf('envelope_link', poll.id)).toBe(9)
})

test('a ballot copied from somebody else, or its encapsulated key alone, is refused and marks nobody', async () => {
  const { context, poll } = await opened()
  const [martin, bernard, durand] = await newPasses(context, poll, ['Martin', 'Bernard', 'Durand'])
  const first = newCast(context, poll, martin!)
  receiptOf(await castBallot(context, first))
  const copied = { ...newCast(context, poll, bernard!), envelope: first.envelope }
  const keyCopied = {
    ...newCast(context, poll, durand!),
    envelope: { ...fakeEnvelope(context, poll), enc: first.envelope.enc },
  }
  const honest = newCast(context, poll, await newPass(context, poll, 'Petit'))
  const results = await Promise.all([copied, keyCopied, honest].map((cast) => castBallot(context, cast)))
  expect(results.map((result) => (result.ok ? 'cast' : result.refusal))).toEqual([
    'envelope-already-cast',
    'envelope-already-cast',
    'cast',
  ])
  expect(await castBallot(context, { ...newCast(context, poll, bernard!), castKey: first.castKey })).toEqual({
    ok: false,
    refusal: 'envelope-already-cast',
  })
  expect(await countOf('roll_entry', poll.id)).toBe(2)
})

test('a pass that ran out, or that was voided, casts nothing', async () => {
  const { context, poll } = await opened()
  const pass = await newPass(context, poll, 'Martin')
  await sql`UPDATE voter_pass SET voided_at = now() WHERE id = ${pass.id}`.execute(database.owner)
  expect(await castBallot(context, newCast(context, poll, pass))).toEqual({ ok: false, refusal: 'pass-spent' })
  expect(await countOf('roll_entry', poll.id)).toBe(0)
})

test('who voted on paper does not vote again online, unless the rules say that online prevails', async () => {
  for (const [paper, expected] of [
    ['paper-prevails', { ok: false, refusal: 'voted-on-paper' }],
    ['internet-prevails', { ok: true }],
  ] as const) {
    const { context, poll } = await opened({ paper })
    const pass = await newPass(context, poll, 'Martin')
    await sql`INSERT INTO roll_entry (id, poll_id, key, evidence, marked_at)
      VALUES (${context.newId()}, ${poll.id}, ${Buffer.from(pass.key)}, 'paper', now())`.execute(database.owner)
    expect(await castBallot(context, newCast(context, poll, pass))).toMatchObject(expected)
  }
})

test('a vote that the commission annulled is not replaced by another', async () => {
  const { context, poll } = await opened()
  const pass = await newPass(context, poll, 'Martin')
  const { leafIndex: leaf } = receiptOf(await castBallot(context, newCast(context, poll, pass)))
  const annulment: Leaf = { kind: 'annulled', leaf, reason: 'not-a-person', by: ['commission-1', 'commission-2'] }
  await database.db.transaction().execute((transaction) => appendLeaves(transaction, poll.id, [annulment], context))
  expect(await castBallot(context, newCast(context, poll, pass))).toEqual({ ok: false, refusal: 'vote-annulled' })
})

test('nothing is cast before the opening, before the rehearsal, at the close nor after it', async () => {
  const cases = [
    ['2026-03-01T08:59:59.999Z', 'not-open-yet'],
    ['2026-03-01T09:00:00.000Z', 'cast'],
    ['2026-03-04T20:59:59.999Z', 'cast'],
    ['2026-03-04T21:00:00.000Z', 'closed'],
  ] as const
  for (const [at, expected] of cases) {
    const { context, poll } = await opened({}, { now: () => new Date(at) })
    const result = await castBallot(context, newCast(context, poll, await newPass(context, poll, 'Martin')))
    expect([at, result.ok ? 'cast' : result.refusal]).toEqual([at, expected])
  }
  const { context, poll } = await opened({ isRehearsed: false })
  const early = newCast(context, poll, await newPass(context, poll, 'Martin'))
  expect(await castBallot(context, early)).toEqual({ ok: false, refusal: 'not-open-yet' })
})

test('a vote read before it was closed, or prolonged, is judged by what the database says now', async () => {
  const { context, poll } = await opened()
  const [martin, bernard] = await newPasses(context, poll, ['Martin', 'Bernard'])
  const after = { ...context, now: () => new Date('2026-03-04T22:00:00Z') }
  await sql`INSERT INTO poll_extension (poll_id, closes_at, reason, proposed_by, confirmed_by, extended_at)
    VALUES (${poll.id}, '2026-03-05T00:00:00Z', 'panne', ${context.newId()}, ${context.newId()}, now())`.execute(
    database.owner,
  )
  expect(await castBallot(after, newCast(context, poll, martin!))).toMatchObject({ ok: true })
  await sql`INSERT INTO poll_milestone (poll_id, kind, at) VALUES (${poll.id}, 'closed', now())`.execute(database.owner)
  expect(await castBallot(context, newCast(context, poll, bernard!))).toEqual({ ok: false, refusal: 'closed' })
})

test('with a key that is not the manifest’s, nothing is written', async () => {
  const { context, poll } = await opened()
  const cast = newCast(context, poll, await newPass(context, poll, 'Martin'))
  const elsewhere = { ...context, keyFor: keysFrom(seededRandom(9)(32)) }
  await expect(castBallot(elsewhere, cast)).rejects.toThrow('FILIGRANE_SECRETS')
  expect(await countOf('roll_entry', poll.id)).toBe(0)
})

test('the head of a receipt is not shown to everybody before its hour', async () => {
  const { context, poll } = await opened()
  receiptOf(await castBallot(context, newCast(context, poll, await newPass(context, poll, 'Martin'))))
  await expect(sql`SELECT FROM log_head`.execute(database.db)).rejects.toMatchObject({ code: '42501' })
  const heads = await readAs(database.db, 'caster', (caster) =>
    caster.selectFrom('log_head').select('size').where('poll_id', '=', poll.id).orderBy('size').execute(),
  )
  expect(heads.map(({ size }) => Number(size))).toEqual([1, 2])
})

test('hashes are those of the envelopes', async () => {
  const { context, poll } = await opened()
  const cast = newCast(context, poll, await newPass(context, poll, 'Martin'))
  const receipt = receiptOf(await castBallot(context, cast))
  const { rows } = await sql<{ hash: Buffer }>`SELECT hash FROM envelope WHERE poll_id = ${poll.id}`.execute(
    database.owner,
  )
  expect(rows.map(({ hash }) => hexOf(hash))).toEqual([receipt.envelopeHash])
})
