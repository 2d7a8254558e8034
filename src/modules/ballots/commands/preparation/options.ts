import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { inTransaction, type SubmissionRefusal } from '#platform/database'
import * as store from '../../store/sealed/index.ts'
import { type DraftRefusal, type OfPoll, openDraft, saveDraft } from './drafts.ts'

export type OptionRefusal = Exclude<DraftRefusal, 'changed-meanwhile'> | 'too-many-options' | 'option-unknown'

/** As many as one list can be read through; the manifest holds them all. */
export const MOST_OPTIONS = 500

/** Adds options, or writes over those whose code is known. */
export function writeOptions(
  context: Context,
  input: OfPoll & { readonly options: readonly store.WrittenOption[]; readonly isImport?: boolean },
): Promise<Result<{ readonly count: number }, OptionRefusal | SubmissionRefusal>> {
  return inTransaction<{ readonly count: number }, OptionRefusal>(context, input.submission, async (transaction) => {
    const poll = await openDraft(transaction, input.pollId)
    if (!poll.ok) return poll
    const { id, draft } = poll.value
    await store.writeOptions(transaction, id, input.options)
    const count = (await store.listShownOptions(transaction, id)).length
    if (count > MOST_OPTIONS) return refuse('too-many-options')

    await saveDraft(transaction, id, draft)
    const act = input.isImport ? 'ballots.options-imported' : 'ballots.draft-changed'
    await recordAudit(transaction, context, { act, object: `sealed-poll:${id}`, details: { options: count } })
    return done({ count })
  })
}

/** @param picture  already decoded and written again; null takes it away */
export function changePicture(
  context: Context,
  input: OfPoll & { readonly code: string; readonly picture: store.Picture | null },
): Promise<Result<void, OptionRefusal | SubmissionRefusal>> {
  return inTransaction<void, OptionRefusal>(context, input.submission, async (transaction) => {
    const poll = await openDraft(transaction, input.pollId)
    if (!poll.ok) return poll
    await store.updatePicture(transaction, poll.value.id, input.code, input.picture)
    await saveDraft(transaction, poll.value.id, poll.value.draft)
    return done(undefined)
  })
}

export function removeOption(
  context: Context,
  input: OfPoll & { readonly code: string },
): Promise<Result<void, OptionRefusal | SubmissionRefusal>> {
  return inTransaction<void, OptionRefusal>(context, input.submission, async (transaction) => {
    const poll = await openDraft(transaction, input.pollId)
    if (!poll.ok) return poll
    await store.deleteOption(transaction, poll.value.id, input.code)
    await saveDraft(transaction, poll.value.id, poll.value.draft)
    await recordAudit(transaction, context, { act: 'ballots.draft-changed', object: `sealed-poll:${poll.value.id}` })
    return done(undefined)
  })
}
