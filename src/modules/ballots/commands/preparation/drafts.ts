import type { Transaction } from 'kysely'
import { assert, done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { type DB, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { slugOf } from '../../model.ts'
import { NEW_DRAFT, type PollDraft } from '../../sealed/draft.ts'
import * as store from '../../store/sealed/index.ts'

/** Why a poll in preparation is not changed, gravest first. */
export type DraftRefusal = 'poll-unknown' | 'already-published' | 'changed-meanwhile'

type Act = { readonly submission: Submission }
export type OfPoll = Act & { readonly pollId: string }

/** Begins the preparation of a poll. Its address comes from its title and stays. */
export function createPoll(
  context: Context,
  input: Act & { readonly title: string; readonly organiser: string; readonly isFictitious: boolean },
): Promise<Result<{ readonly slug: string }, SubmissionRefusal>> {
  const id = context.newId()
  return inTransaction<{ readonly slug: string }, never>(context, input.submission, async (transaction) => {
    const slug = await freeSlug(transaction, input.title)
    const draft = { ...NEW_DRAFT, title: input.title, organiser: input.organiser }
    await store.insertDraft(transaction, { id, slug, isFictitious: input.isFictitious, draft }, stampOf(context))
    await recordAudit(transaction, context, { act: 'ballots.draft-created', object: `sealed-poll:${id}` })
    return done({ slug })
  })
}

/** @param version  the one the form was read at */
export function changeDraft(
  context: Context,
  input: OfPoll & { readonly version: number; readonly draft: PollDraft },
): Promise<Result<{ readonly slug: string }, DraftRefusal | SubmissionRefusal>> {
  return inTransaction<{ readonly slug: string }, DraftRefusal>(context, input.submission, async (transaction) => {
    const poll = await openDraft(transaction, input.pollId)
    if (!poll.ok) return poll
    if (poll.value.version !== input.version) return refuse('changed-meanwhile')

    await saveDraft(transaction, poll.value.id, input.draft)
    await recordAudit(transaction, context, { act: 'ballots.draft-changed', object: `sealed-poll:${poll.value.id}` })
    return done({ slug: poll.value.slug })
  })
}

/** Gives up a preparation for which no key was made. */
export function abandonPoll(
  context: Context,
  input: OfPoll,
): Promise<Result<void, DraftRefusal | 'key-made' | SubmissionRefusal>> {
  return inTransaction<void, DraftRefusal | 'key-made'>(context, input.submission, async (transaction) => {
    const poll = await openDraft(transaction, input.pollId)
    if (!poll.ok) return poll
    if (await store.findLastKey(transaction, poll.value.id)) return refuse('key-made')

    await store.deleteDraft(transaction, poll.value.id)
    await recordAudit(transaction, context, { act: 'ballots.draft-deleted', object: `sealed-poll:${poll.value.id}` })
    return done(undefined)
  })
}

/** The draft, locked: what is published does not change. */
export async function openDraft(
  transaction: Transaction<DB>,
  id: string,
): Promise<Result<store.HeldPoll, 'poll-unknown' | 'already-published'>> {
  const poll = await store.lockHeldPoll(transaction, id)
  if (!poll) return refuse('poll-unknown')
  return poll.isPublished ? refuse('already-published') : done(poll)
}

/** Writes the draft; what somebody proposed to publish was another text. */
export async function saveDraft(transaction: Transaction<DB>, id: string, draft: PollDraft): Promise<void> {
  await store.updateDraft(transaction, id, draft)
  await store.deleteProposal(transaction, id, 'publication')
}

export function stampOf({ actor, now }: Context): store.Stamp {
  assert(actor.kind === 'person', 'a person prepares a poll')
  return { by: actor.id, at: now() }
}

/** Words that addresses of the desk use. */
const TAKEN = new Set(['nouveau', 'scrutin'])

async function freeSlug(transaction: Transaction<DB>, title: string): Promise<string> {
  const bare = slugOf(title).slice(0, 70).replace(/-+$/, '')
  for (let rank = 1; ; rank++) {
    const slug = rank === 1 ? bare : `${bare}-${rank}`
    if (!TAKEN.has(slug) && !(await store.isSlugTaken(transaction, slug))) return slug
  }
}
