import { assert, done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { type AttachRefusal, attach, type SentAttachments } from '#platform/files'
import type { Day } from './kinds.ts'
import { decideStep, mayEnd, type StepKind, type StepRefusal } from './lists.ts'
import { asksForScan } from './settings.ts'
import * as store from './store.ts'
import { readArchives } from './stored-settings.ts'

/** Scans of what was signed are attached to the bordereau under this kind. */
export const LIST_ATTACHMENTS = 'archive-list'

/** What is recorded of a step. */
export type StepInput = {
  readonly listId: string
  readonly kind: StepKind
  /** Name and function of who signed outside; '' when it is given up. */
  readonly signedBy: string
  readonly signedOn: Day
  /** Number of the visa, of the acknowledgment; or why it is given up. */
  readonly reference: string
  readonly attachments?: SentAttachments | undefined
}

const JOB_OF: Readonly<Record<'approved' | 'acknowledged', Readonly<Record<'elimination' | 'transfer', string>>>> = {
  approved: { elimination: 'archives.execute', transfer: 'archives.pack' },
  acknowledged: { elimination: 'archives.execute', transfer: 'archives.execute' },
}

/**
 * Records what was signed outside: the visa, the acknowledgment of the Archives; or gives a bordereau up. A job then does
 * what the step allows.
 *
 * @see  code du patrimoine, articles L212-2 and L212-3
 */
export function recordStep(
  context: Context,
  input: StepInput & { readonly submission: Submission },
): Promise<Result<void, StepRefusal | AttachRefusal | SubmissionRefusal>> {
  const { actor } = context
  assert(actor.kind === 'person', 'a person records what was signed')
  return inTransaction(context, input.submission, async (transaction) => {
    const list = await store.lockList(transaction, input.listId)
    if (!list) return refuse('list-unknown' as const)
    const decision = decideStep(list, input.kind)
    if (!decision.ok) return decision
    const now = context.now()
    if (input.signedOn > parisDay(now)) return refuse('signed-in-the-future' as const)
    if (input.signedOn < parisDay(list.madeAt)) return refuse('signed-before-the-list' as const)

    const { kind, signedBy, signedOn, reference, attachments } = input
    const { settings } = await readArchives(context, transaction)
    if (kind === 'visa' && asksForScan(settings) && !attachments?.pieces.length) return refuse('scan-missing' as const)
    const step = { kind, signedBy, signedOn, reference, recordedAt: now, recordedBy: actor.id, listId: list.id }
    await store.insertStep(transaction, step)
    if (attachments) {
      const attached = await attach(transaction, context, list.id, attachments)
      if (!attached.ok) return attached
    }
    await store.setState(transaction, list.id, decision.value)
    await recordAudit(transaction, context, { act: `archives.${ACTS[kind]}`, object: `archive-list:${list.id}` })
    if (decision.value === 'approved' || decision.value === 'acknowledged') {
      const job = JOB_OF[decision.value][list.fate]
      assert(
        job !== 'archives.execute' || mayEnd({ ...list, state: decision.value }),
        'nothing is erased before its time',
      )
      await context.enqueue(transaction, job, { listId: list.id }, { queue: 'archives' })
    }
    return done(undefined)
  })
}

const ACTS: Record<StepKind, string> = {
  visa: 'visa-recorded',
  acknowledgment: 'acknowledgment-recorded',
  abandon: 'list-abandoned',
}

/** The day it is in the territory. */
export function parisDay(moment: Date): Day {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(moment)
}
