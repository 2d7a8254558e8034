import { done, type Result, refuse } from '#kernel/result'
import type { Commitment } from '#kernel/shares'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { trialOf } from '../../sealed/rehearsal.ts'
import { sharesOf } from '../../sealed/shares.ts'
import * as store from '../../store/sealed/index.ts'
import { openDraft, saveDraft, stampOf } from './drafts.ts'

/** Why what the bureau did is not kept, gravest first. */
export type BureauRefusal =
  | 'poll-unknown'
  | 'already-published'
  | 'another-bureau'
  | 'no-key'
  | 'share-unknown'
  | 'trial-not-opened'

type Input = { readonly submission: Submission; readonly pollId: string }

/** What leaves the ceremony's page: the public half, and what recognises each share. */
export type CeremonyResult = { readonly publicKey: string; readonly shares: readonly Commitment[] }

/** Keeps the key of a ceremony. Another ceremony before the publication takes its place; its rehearsal is to be made again. */
export function keepKey(
  context: Context,
  input: Input & { readonly made: CeremonyResult },
): Promise<Result<void, BureauRefusal | SubmissionRefusal>> {
  const id = context.newId()
  const { publicKey, shares } = input.made
  return inTransaction<void, BureauRefusal>(context, input.submission, async (transaction) => {
    const poll = await openDraft(transaction, input.pollId)
    if (!poll.ok) return poll
    const { members, threshold, hasSpare } = poll.value.draft.bureau
    if (shares.length !== members + (hasSpare ? 1 : 0)) return refuse('another-bureau')

    await store.insertKey(transaction, poll.value.id, { id, publicKey, threshold, hasSpare, shares }, stampOf(context))
    await saveDraft(transaction, poll.value.id, poll.value.draft)
    await recordAudit(transaction, context, { act: 'ballots.key-made', object: `sealed-poll:${poll.value.id}` })
    return done(undefined)
  })
}

/**
 * Keeps what a rehearsal found: the shares typed back right, and that the trial ballots were opened with them. It has passed
 * once every share was typed back, on one day or several.
 *
 * @param trackers  of the trial ballots, in hexadecimal: only who rebuilt the key can say them
 * @returns         whether it has passed, and the shares that were not seen yet
 */
export function keepRehearsal(
  context: Context,
  input: Input & { readonly numbers: readonly number[]; readonly trackers: readonly string[] },
): Promise<Result<RehearsalOutcome, BureauRefusal | SubmissionRefusal>> {
  const ids = input.numbers.map((number) => ({ id: context.newId(), number, kind: 'rehearsed' as const }))
  return inTransaction<RehearsalOutcome, BureauRefusal>(context, input.submission, async (transaction) => {
    const found = await keyOf(transaction, input)
    if (!found.ok) return found
    const { poll, key } = found.value
    const expected = trialOf(context.keyFor, key.id).map(({ trackerHex }) => trackerHex)
    if (expected.toSorted().join() !== input.trackers.toSorted().join()) return refuse('trial-not-opened')

    const stamp = stampOf(context)
    await store.insertShareFacts(transaction, key.id, ids, stamp)
    const shares = sharesOf(key, await store.listShareFacts(transaction, key.id))
    const missing = shares.filter(({ rehearsedAt }) => rehearsedAt === null).map(({ number }) => number)
    const object = `sealed-poll:${poll.id}`
    await recordAudit(transaction, context, {
      act: 'ballots.share-rehearsed',
      object,
      details: { shares: input.numbers.join(' ') },
    })
    if (missing.length > 0) return done({ hasPassed: false, missing })

    await store.insertRehearsal(transaction, key.id, stamp)
    await recordAudit(transaction, context, { act: 'ballots.rehearsal-passed', object })
    return done({ hasPassed: true, missing })
  })
}

export type RehearsalOutcome = { readonly hasPassed: boolean; readonly missing: readonly number[] }

/** Keeps that a holder typed their share back right, or said it lost. */
export function keepShareFact(
  context: Context,
  input: Input & { readonly number: number; readonly kind: 'proven' | 'lost' },
): Promise<Result<void, BureauRefusal | SubmissionRefusal>> {
  const id = context.newId()
  const { number, kind } = input
  return inTransaction<void, BureauRefusal>(context, input.submission, async (transaction) => {
    const found = await keyOf(transaction, { ...input, numbers: [number] })
    if (!found.ok) return found
    const { poll, key } = found.value
    await store.insertShareFacts(transaction, key.id, [{ id, number, kind }], stampOf(context))
    await recordAudit(transaction, context, {
      act: `ballots.share-${kind}`,
      object: `sealed-poll:${poll.id}`,
      details: { number },
    })
    return done(undefined)
  })
}

async function keyOf(
  transaction: Parameters<typeof store.lockHeldPoll>[0],
  { pollId, numbers }: { readonly pollId: string; readonly numbers: readonly number[] },
) {
  const poll = await store.lockHeldPoll(transaction, pollId)
  if (!poll) return refuse('poll-unknown')
  const key = await store.findLastKey(transaction, poll.id)
  if (!key) return refuse('no-key')
  const isKnown = (number: number) => Number.isInteger(number) && number >= 1 && number <= key.shares.length
  return numbers.every(isKnown) ? done({ poll, key }) : refuse('share-unknown')
}
