import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeBureauKey } from '#kernel/ballot'
import { hexOf } from '#kernel/merkle'
import { combine, commitmentOf, splitKey } from '#kernel/shares'
import type { Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { trialOf } from '../../sealed/rehearsal.ts'
import * as store from '../../store/sealed/index.ts'
import {
  changeDraft,
  confirmExtension,
  confirmPublication,
  createPoll,
  giveSeat,
  keepKey,
  keepRehearsal,
  proposeExtension,
  proposePublication,
  writeOptions,
} from './index.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

const LEA = '00000000-0000-7000-8000-00000000000a'
const NOE = '00000000-0000-7000-8000-00000000000b'

const contexts = new Map<string, Context>()

/** One clock, one source of chance and the house's keys for each who acts. */
function as(id: string): Context {
  const known = contexts.get(id)
  if (known) return known
  const { keyFor } = testContext(database)
  const context = testContext(database, { actor: { kind: 'person', id }, seed: contexts.size + 10, keyFor })
  contexts.set(id, context)
  return context
}
let drawn = 0
function submission() {
  drawn += 1
  return { key: `envoi-${String(drawn).padStart(26, '0')}`, body: { drawn } }
}

async function preparedPoll() {
  const context = as(LEA)
  const created = await createPoll(context, {
    submission: submission(),
    title: 'Coups de cœur d’essai',
    organiser: 'Territoire d’essai',
    isFictitious: true,
  })
  if (!created.ok) throw new Error('not created')
  const poll = (await store.findHeldPoll(context.db, created.value.slug))!
  const draft = {
    ...poll.draft,
    choices: { minimum: 1, maximum: 1 },
    budget: { amount: '100000', currency: 'EUR', decimals: 2 },
    opensAt: '2026-03-01T08:00:00.000Z',
    closesAt: '2026-03-10T18:00:00.000Z',
    deliberation: 'n° 2026-1 du 5 janvier 2026',
    reglement: { sha256: 'ab'.repeat(32), name: 'reglement.pdf' },
    bureau: { members: 3, threshold: 2, hasSpare: false },
  }
  const changed = await changeDraft(context, {
    submission: submission(),
    pollId: poll.id,
    version: poll.version,
    draft,
  })
  expect(changed.ok).toBe(true)
  const options = ['a', 'b'].map((code) => ({
    code,
    name: `Projet ${code}`,
    summary: 'Un texte.',
    place: null,
    cost: 50_000n,
  }))
  expect(await writeOptions(context, { submission: submission(), pollId: poll.id, options })).toMatchObject({
    ok: true,
  })
  for (const number of [1, 2, 3]) {
    const personId = context.newId()
    const seat = { submission: submission(), pollId: poll.id, office: 'bureau', number, personId, until: null } as const
    expect(await giveSeat(context, seat)).toMatchObject({ ok: true })
  }
  const key = await makeBureauKey((length) => new Uint8Array(context.random(length)))
  const shares = await splitKey(key.secretKey, { shares: 3, threshold: 2 })
  expect(await combine(shares, 2)).toMatchObject({ ok: true })
  const made = {
    publicKey: hexOf(key.publicKey),
    shares: shares.map((share) => commitmentOf(share, new Uint8Array(16))),
  }
  expect(await keepKey(context, { submission: submission(), pollId: poll.id, made })).toMatchObject({ ok: true })
  return (await store.findHeldPoll(context.db, poll.slug))!
}

test('a poll is published by two people, opens once its rehearsal has passed, and is moved later by two people', async () => {
  const poll = await preparedPoll()
  const { id: pollId, version, slug } = poll
  const act = () => ({ submission: submission(), pollId, version })
  expect(await confirmPublication(as(NOE), act())).toMatchObject({ refusal: 'nothing-proposed' })
  expect(await proposePublication(as(LEA), act())).toMatchObject({ ok: true })
  expect(await confirmPublication(as(LEA), act())).toMatchObject({ refusal: 'same-person' })
  expect(await confirmPublication(as(NOE), act())).toMatchObject({ ok: true })
  expect(await changeDraft(as(LEA), { ...act(), draft: poll.draft })).toMatchObject({ refusal: 'already-published' })

  const now = as(LEA).now()
  expect(await store.findSealedPoll(database.db, slug, now)).toMatchObject({ stage: 'waiting' })
  const key = (await store.findLastKey(database.db, pollId))!
  const trackers = trialOf(as(LEA).keyFor, key.id).map(({ trackerHex }) => trackerHex)
  const rehearse = (numbers: readonly number[], said: readonly string[]) =>
    keepRehearsal(as(LEA), { submission: submission(), pollId, numbers, trackers: said })
  expect(await rehearse([1, 2], ['00'.repeat(16)])).toMatchObject({ refusal: 'trial-not-opened' })
  expect(await rehearse([1, 2], trackers)).toMatchObject({ value: { hasPassed: false, missing: [3] } })
  expect(await store.findSealedPoll(database.db, slug, now)).toMatchObject({ stage: 'waiting' })
  expect(await rehearse([1, 3], trackers)).toMatchObject({ value: { hasPassed: true } })
  expect(await store.findSealedPoll(database.db, slug, now)).toMatchObject({ stage: 'open' })

  const later = new Date('2026-03-12T18:00:00.000Z')
  const proposed = { submission: submission(), pollId, closesAt: later, reason: 'Une panne de réseau.' }
  expect(await proposeExtension(as(NOE), proposed)).toMatchObject({ ok: true })
  expect(await confirmExtension(as(NOE), { submission: submission(), pollId })).toMatchObject({
    refusal: 'same-person',
  })
  expect(await confirmExtension(as(LEA), { submission: submission(), pollId })).toMatchObject({ ok: true })
  expect(await store.findSealedPoll(database.db, slug, now)).toMatchObject({ closesAt: later })
})

test('who reads an earlier version of a draft is told', async () => {
  const context = as(LEA)
  const created = await createPoll(context, {
    submission: submission(),
    title: 'À deux',
    organiser: 'Essai',
    isFictitious: true,
  })
  if (!created.ok) throw new Error('not created')
  const poll = (await store.findHeldPoll(context.db, created.value.slug))!
  const save = (version: number) =>
    changeDraft(context, { submission: submission(), pollId: poll.id, version, draft: poll.draft })
  expect(await save(1)).toMatchObject({ ok: true })
  expect(await save(1)).toMatchObject({ refusal: 'changed-meanwhile' })
})
