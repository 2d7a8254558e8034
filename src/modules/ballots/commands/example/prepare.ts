import { assert } from '#kernel/result'
import type { Commitment } from '#kernel/shares'
import { actingAs, type Context } from '#platform/context'
import { slugOf } from '../../model.ts'
import type { PollDraft } from '../../sealed/draft.ts'
import { trialOf } from '../../sealed/rehearsal.ts'
import * as store from '../../store/sealed/index.ts'
import * as preparation from '../preparation/index.ts'
import { act, held } from './acts.ts'

/** An invented vote, to try the service with. */
export type ExamplePoll = {
  /** What differs from a new draft; « title » and « organiser » at least. */
  readonly draft: Partial<PollDraft> & Pick<PollDraft, 'title' | 'organiser' | 'bureau'>
  readonly options: readonly store.WrittenOption[]
  /** A key made beforehand: its shares are known to all. */
  readonly key: { readonly publicKey: string; readonly shares: readonly Commitment[] }
  /** Who prepares and who confirms: two people. */
  readonly preparers: readonly [string, string]
  readonly bureau: readonly string[]
  readonly commission: readonly string[]
}

/**
 * Prepares, publishes and rehearses an invented vote by the acts its team would do, one by one. It is marked fictitious.
 *
 * @returns  its address, or undefined: it is there already, and nothing was written
 */
export async function publishExamplePoll(context: Context, example: ExamplePoll): Promise<string | undefined> {
  const { title, organiser } = example.draft
  if (await store.isSlugTaken(context.db, slugOf(title))) return undefined
  const [first, second] = example.preparers.map((id) => actingAs(context, { kind: 'person', id })) as [Context, Context]
  const created = await preparation.createPoll(first, { ...act(first), title, organiser, isFictitious: true })
  const { slug } = held(created)
  const poll = await store.findHeldPoll(context.db, slug)
  assert(poll, 'a draft that was just made is found')
  const pollId = poll.id

  const draft = { ...poll.draft, ...example.draft }
  held(await preparation.changeDraft(first, { ...act(first), pollId, version: poll.version, draft }))
  held(await preparation.writeOptions(first, { ...act(first), pollId, options: example.options }))
  await giveSeats(second, pollId, example)
  held(await preparation.keepKey(second, { ...act(second), pollId, made: example.key }))

  const ready = await store.findHeldPoll(context.db, slug)
  assert(ready, 'a draft that nobody deleted is found')
  const { version } = ready
  held(await preparation.proposePublication(first, { ...act(first), pollId, version }))
  held(await preparation.confirmPublication(second, { ...act(second), pollId, version }))
  await rehearse(second, pollId, example.key.shares.length)
  return slug
}

async function giveSeats(context: Context, pollId: string, { bureau, commission }: ExamplePoll): Promise<void> {
  const seats = [
    ...bureau.map((personId, index) => ({ office: 'bureau' as const, number: index + 1, personId })),
    ...commission.map((personId, index) => ({ office: 'commission' as const, number: index + 1, personId })),
  ]
  for (const seat of seats) held(await preparation.giveSeat(context, { ...act(context), pollId, until: null, ...seat }))
}

async function rehearse(context: Context, pollId: string, shares: number): Promise<void> {
  const key = await store.findLastKey(context.db, pollId)
  assert(key, 'the key of the example was kept')
  const trackers = trialOf(context.keyFor, key.id).map(({ trackerHex }) => trackerHex)
  const numbers = Array.from({ length: shares }, (_, index) => index + 1)
  const outcome = held(await preparation.keepRehearsal(context, { ...act(context), pollId, numbers, trackers }))
  assert(outcome.hasPassed, 'every share of the example was typed back')
}
