import { dayIn } from '#kernel/calendar'
import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context, TaggedThing } from '#platform/context'
import { broadcast, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { findAction, type IndicatorValue, listAims, type Step } from '../model.ts'
import type { FollowRefusal } from '../refusals.ts'
import * as store from '../store/index.ts'

/** Writes what an indicator was worth on a day. A second value of the same day takes the place of the first. */
export function recordValue(
  context: Context,
  { submission, value }: { readonly submission: Submission; readonly value: Omit<IndicatorValue, 'id'> },
): Promise<Result<{ readonly id: string }, FollowRefusal | SubmissionRefusal>> {
  const id = context.newId()
  return inTransaction<{ readonly id: string }, FollowRefusal>(context, submission, async (transaction) => {
    const placed = await findPlaced(transaction, value.action)
    if (!placed) return refuse('action-unknown')
    if (!placed.action.indicators.some(({ slug }) => slug === value.indicator)) return refuse('indicator-unknown')
    if (value.on > dayIn(context.now())) return refuse('day-to-come')
    await store.insertValue(transaction, { ...value, id, recordedAt: context.now() })
    await recordAudit(transaction, context, { act: 'programme.value-recorded', object: `programme-value:${id}` })
    await broadcast(transaction, 'published', 'politique')
    return done({ id })
  })
}

/** Shows a value no more: it was wrong. It stays in the record. */
export function withdrawValue(
  context: Context,
  { submission, id }: { readonly submission: Submission; readonly id: string },
): Promise<Result<{ readonly id: string }, FollowRefusal | SubmissionRefusal>> {
  return inTransaction<{ readonly id: string }, FollowRefusal>(context, submission, async (transaction) => {
    if (!(await store.withdrawValue(transaction, id, context.now()))) return refuse('value-unknown')
    await recordAudit(transaction, context, { act: 'programme.value-withdrawn', object: `programme-value:${id}` })
    await broadcast(transaction, 'published', 'politique')
    return done({ id })
  })
}

/** Says how far an action has come. */
export function recordStep(
  context: Context,
  { submission, step }: { readonly submission: Submission; readonly step: Step },
): Promise<Result<{ readonly id: string }, FollowRefusal | SubmissionRefusal>> {
  const id = context.newId()
  return inTransaction<{ readonly id: string }, FollowRefusal>(context, submission, async (transaction) => {
    if (!(await findPlaced(transaction, step.action))) return refuse('action-unknown')
    if (step.on > dayIn(context.now())) return refuse('day-to-come')
    await store.insertStep(transaction, { ...step, id, recordedAt: context.now() })
    await recordAudit(transaction, context, { act: 'programme.step-recorded', object: `programme-step:${id}` })
    await broadcast(transaction, 'published', 'politique')
    return done({ id })
  })
}

/**
 * Says what things are for, or takes it back.
 *
 * @param aim  name of an ambition, an orientation or an action of the version in force
 */
export function tagThings(
  context: Context,
  input: {
    readonly submission: Submission
    readonly things: readonly TaggedThing[]
    readonly aim: string
    readonly isFor: boolean
  },
): Promise<Result<{ readonly count: number }, FollowRefusal | SubmissionRefusal>> {
  const { submission, things, aim, isFor } = input
  return inTransaction<{ readonly count: number }, FollowRefusal>(context, submission, async (transaction) => {
    const last = await store.findLastPublication(transaction)
    if (!last || !listAims(last.programme).some(({ slug }) => slug === aim)) return refuse('aim-unknown')
    const tags = things.map((thing) => ({ ...thing, aim }))
    await (isFor ? store.insertTags(transaction, tags, context.now()) : store.deleteTags(transaction, things, aim))
    const act = isFor ? 'programme.tagged' : 'programme.untagged'
    await recordAudit(transaction, context, { act, object: `programme-aim:${aim}` })
    await broadcast(transaction, 'published', 'politique')
    return done({ count: things.length })
  })
}

async function findPlaced(db: store.Reader, slug: string) {
  const last = await store.findLastPublication(db)
  return last && findAction(last.programme, slug)
}
