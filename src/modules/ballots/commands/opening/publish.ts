import type { Transaction } from 'kysely'
import type { Leaf } from '#kernel/ballot'
import { assert, done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import {
  actingAs,
  broadcast,
  type DB,
  inTransaction,
  type Submission,
  type SubmissionRefusal,
} from '#platform/database'
import { type Counted, type CountWork, countVote } from '../../sealed/count.ts'
import type { OpeningRefusal } from '../../sealed/opening.ts'
import type { SealedPoll } from '../../sealed/poll.ts'
import * as after from '../../store/after/index.ts'
import { lockLog } from '../../store/commission/index.ts'
import { insertPublication } from '../../store/index.ts'
import * as store from '../../store/opening/index.ts'
import { findSealedPollById } from '../../store/sealed/index.ts'
import { appendLeaves, publishHead } from '../casting/index.ts'
import { followPublication } from '../published.ts'
import { MINUTES_FILE, type Papers, papersOf, workOf } from './papers.ts'

export type PublishInput = { readonly submission: Submission; readonly poll: SealedPoll; readonly personId: string }

/** Counts what a bureau opened, elsewhere than in the thread that answers readers; `packed` is gzipped. */
export type VoteCounter = (
  work: Omit<CountWork, 'bytes'>,
  packed: Uint8Array,
) => Promise<Result<Counted, OpeningRefusal>>

/** What was sent is no longer what is to be published. */
export type SentRefusal = 'sent-again'

type Slug = { readonly slug: string }

/**
 * Publishes what the bureau opened, counted here: for a vote of a few ballots, as an example is. A bureau's page sends its
 * ballots to `sendOpening`, and readers are answered while they are counted.
 *
 * @param bytes  as `openAll` gives them, in the bureau's page
 */
export async function publishOpening(
  context: Context,
  input: PublishInput & { readonly bytes: Uint8Array },
): Promise<Result<Slug, OpeningRefusal | SubmissionRefusal>> {
  const published = await publishCounted(context, input, async (work) => countVote({ ...work, bytes: input.bytes }))
  if (published.ok) return published
  assert(published.refusal !== 'sent-again', 'what was not sent is not sent again')
  return refuse(published.refusal)
}

/**
 * Counts first, writes the minutes, then publishes in one short transaction: the leaves `opening`, `result` and
 * `destruction` of the link, every public file, the poll at its address; and the tie between the roll and the ballots is
 * forgotten for good. Cut anywhere, it is whole or is not there.
 *
 * @param sentId  of what was sent, where it was: replaced meanwhile, nothing is published
 */
export async function publishCounted(
  context: Context,
  input: PublishInput & { readonly sentId?: string },
  count: (work: Omit<CountWork, 'bytes'>) => Promise<Result<Counted, OpeningRefusal>>,
): Promise<Result<Slug, OpeningRefusal | SubmissionRefusal | SentRefusal>> {
  const work = await workOf(context, input.poll)
  const counting = await count(work)
  if (!counting.ok) return counting
  const counted = counting.value
  const { at } = work.stamp
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const papers = await papersOf(context, input.poll, { counted, personId: input.personId, at })
    const published = await publishOnce(context, input, { counted, papers, at })
    if (published.ok) return published
    // A machine that compared while the minutes were written belongs in them: they are written again.
    if (published.refusal !== 'compared-meanwhile') return refuse(published.refusal)
  }
  throw new Error('Machines go on comparing while the minutes are written')
}

/** Far more machines than a bureau has. */
const MOST_TURNS = 20

type Ready = { readonly counted: Counted; readonly papers: Papers; readonly at: Date }

function publishOnce(
  context: Context,
  { submission, poll, personId, sentId }: PublishInput & { readonly sentId?: string },
  ready: Ready,
) {
  const { opened } = ready.counted.opening
  const act: Submission = { key: submission.key, body: { poll: poll.id, opened } }
  return inTransaction<Slug, OpeningRefusal | SentRefusal | 'compared-meanwhile'>(context, act, async (transaction) => {
    await lockLog(transaction, poll.id)
    const now = await findSealedPollById(transaction, poll.id, ready.at)
    if (now?.stage !== 'closed') return refuse('already-opened')
    const comparisons = await store.listComparisons(transaction, poll.id)
    const isHeldBack = comparisons.some((each) => each.comparedBy !== personId && each.opened !== opened)
    if (isHeldBack) return refuse('opened-differently')
    if (comparisons.length !== ready.papers.comparisonCount) return refuse('compared-meanwhile')
    if (sentId !== undefined && !(await store.deleteSent(transaction, sentId))) return refuse('sent-again')

    await write(context, transaction, { poll, personId }, ready)
    return done({ slug: poll.slug })
  })
}

async function write(
  context: Context,
  transaction: Transaction<DB>,
  { poll, personId }: Pick<PublishInput, 'poll' | 'personId'>,
  { counted, papers, at }: Ready,
): Promise<void> {
  const files = new Map([...counted.files, [MINUTES_FILE, papers.minutes] as const])
  const result: Leaf = { kind: 'result', files: { ...counted.hashes, [MINUTES_FILE]: papers.minutesHash } }
  const head = await appendLeaves(transaction, poll.id, [counted.opening, result, papers.linkLeaf], context)
  await store.insertFiles(transaction, poll.id, files)
  await actingAs(transaction, 'opener', async (opener) => {
    await store.insertMilestone(opener, poll.id, 'opened', at)
    await store.insertMilestone(opener, poll.id, 'result', at)
    await store.forgetLinks(opener, poll.id)
  })
  await after.insertDestruction(transaction, poll.id, {
    ...{ leaf: papers.linkLeaf, leafIndex: head.size - 1, at },
    ...{ proposedBy: personId, confirmedBy: null, certificate: papers.linkCertificate },
  })
  if (counted.face) {
    assert(await insertPublication(transaction, counted.face), 'the address of a poll held here is its own')
    await followPublication(context, transaction, counted.face.poll)
  }
  await publishHead(transaction, poll.id, context)
  await recordAudit(transaction, context, { act: 'ballots.opened', object: `sealed-poll:${poll.id}` })
  await broadcast(transaction, 'published', poll.slug)
}
