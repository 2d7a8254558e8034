import type { Transaction } from 'kysely'
import { done } from '#kernel/result'
import type { Context } from '#platform/context'
import { actingAs, type DB, inTransaction } from '#platform/database'
import { isCounting, isDecidable } from '../../sealed/commission.ts'
import { type Suspicion, suspicionsOf, WATCHFULNESS, type WatchedCast } from '../../sealed/flags.ts'
import type { SealedPoll } from '../../sealed/poll.ts'
import * as store from '../../store/commission/index.ts'
import { findSealedPollById, listSealedPolls } from '../../store/sealed/index.ts'
import { appendLeaves } from '../casting/index.ts'

/** Looks at every vote that may still be decided about: a job does it every few minutes, and the close before it closes. */
export async function raiseFlagsEverywhere(context: Context): Promise<void> {
  const polls = await listSealedPolls(context.db, context.now())
  for (const poll of polls.filter(({ stage }) => isDecidable(stage))) await raiseFlags(context, poll)
}

/**
 * Flags the ballots that people should look at, each by a leaf of the public log. Whoever is flagged is counted as any
 * other, until two members of the commission decide.
 *
 * @returns  how many reasons were new
 */
export async function raiseFlags(context: Context, poll: SealedPoll): Promise<number> {
  const batches = await store.listUsedCodes(context.db, poll.id)
  const submission = { key: `flags-${context.newId()}`, body: null }
  const raised = await inTransaction(context, submission, async (transaction) => {
    const found = await look(transaction, poll, batches)
    return done(found.length === 0 ? 0 : await say(transaction, context, poll.id, found))
  })
  return raised.ok ? raised.value : 0
}

// Read before the log is locked: looking at a hundred thousand ballots makes nobody wait.
async function look(
  transaction: Transaction<DB>,
  poll: SealedPoll,
  batches: ReadonlyMap<string, string>,
): Promise<readonly Suspicion[]> {
  const [casts, said] = await actingAs(transaction, 'commission', async (commission) => [
    await store.listWatchedCasts(commission, poll.id),
    await store.listSaid(commission, poll.id),
  ])
  const watched = casts.map((cast): WatchedCast => ({ ...cast, batch: cast.batch ?? batches.get(cast.rollId) ?? null }))
  const limits = { ...WATCHFULNESS, householdCap: poll.settings.householdCap }
  return suspicionsOf(watched, limits).filter(
    ({ envelopeLeaf, reason }) => !said.get(envelopeLeaf)?.reasons.includes(reason),
  )
}

async function say(
  transaction: Transaction<DB>,
  context: Context,
  pollId: string,
  found: readonly Suspicion[],
): Promise<number> {
  const now = context.now()
  await store.lockLog(transaction, pollId)
  const poll = await findSealedPollById(transaction, pollId, now)
  if (!poll || !isDecidable(poll.stage)) return 0

  const [fates, said] = await actingAs(transaction, 'commission', async (commission) => [
    await store.listFates(commission, pollId),
    await store.listSaid(commission, pollId),
  ])
  const isNew = ({ envelopeLeaf, reason }: Suspicion) =>
    isCounting(fates.get(envelopeLeaf) ?? 'live') && !said.get(envelopeLeaf)?.reasons.includes(reason)
  const fresh = found.filter(isNew)
  const unflagged = [...new Set(fresh.map(({ envelopeLeaf }) => envelopeLeaf))].filter(
    (leaf) => fates.get(leaf) !== 'flagged',
  )
  const leafOf = await flag(transaction, context, pollId, unflagged)
  const flags = fresh.map((each) => ({
    ...each,
    flagLeaf: leafOf.get(each.envelopeLeaf) ?? said.get(each.envelopeLeaf)!.flagLeaf,
  }))
  await actingAs(transaction, 'commission', (commission) => store.insertFlags(commission, pollId, flags, now))
  return flags.length
}

async function flag(
  transaction: Transaction<DB>,
  context: Context,
  pollId: string,
  envelopeLeaves: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  if (envelopeLeaves.length === 0) return new Map()
  const leaves = envelopeLeaves.map((leaf) => ({ kind: 'flagged' as const, leaf }))
  const { size } = await appendLeaves(transaction, pollId, leaves, context)
  return new Map(envelopeLeaves.map((leaf, index) => [leaf, size - leaves.length + index]))
}
