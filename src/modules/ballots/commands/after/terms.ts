import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { broadcast, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import type { DestructionTerms } from '../../sealed/after/model.ts'
import type { SealedPoll } from '../../sealed/poll.ts'
import * as store from '../../store/after/index.ts'

type Input = { readonly submission: Submission; readonly poll: SealedPoll; readonly personId: string }

/** What an agent typed is missing or too long; or what they lift is not there any more. */
export type TermsRefusal = 'not-published' | 'line-missing' | 'days-impossible' | 'nothing-to-lift'

const LONGEST_LINE = 200

/** Enters what must be known before anything is destroyed. Entered again, the last holds. */
export function saveTerms(
  context: Context,
  { submission, poll, personId, terms }: Input & { readonly terms: DestructionTerms },
): Promise<Result<void, TermsRefusal | SubmissionRefusal>> {
  return inTransaction<void, TermsRefusal>(context, submission, async (transaction) => {
    if (poll.stage !== 'published') return refuse('not-published')
    const lines = [terms.managementTable, terms.archivesVisa, terms.appealSource]
    if (!lines.every(isLine)) return refuse('line-missing')
    const { appealDays } = terms
    if (!Number.isInteger(appealDays) || appealDays < 1 || appealDays > 3660) return refuse('days-impossible')
    await store.saveTerms(transaction, poll.id, terms, { by: personId, at: context.now() })
    await recordAudit(transaction, context, { act: 'ballots.terms-entered', object: `sealed-poll:${poll.id}` })
    return done(undefined)
  })
}

/** An appeal or a complaint holds every destruction back. */
export function recordContestation(
  context: Context,
  { submission, poll, personId, reference }: Input & { readonly reference: string },
): Promise<Result<void, TermsRefusal | SubmissionRefusal>> {
  const id = context.newId()
  return inTransaction<void, TermsRefusal>(context, submission, async (transaction) => {
    if (!isLine(reference)) return refuse('line-missing')
    await store.insertContestation(transaction, poll.id, { id, reference, by: personId, at: context.now() })
    await recordAudit(transaction, context, { act: 'ballots.contestation-recorded', object: `sealed-poll:${poll.id}` })
    await broadcast(transaction, 'published', poll.slug)
    return done(undefined)
  })
}

/** The contestation is over, for a reason that is kept. */
export function liftContestation(
  context: Context,
  { submission, poll, personId, id, because }: Input & { readonly id: string; readonly because: string },
): Promise<Result<void, TermsRefusal | SubmissionRefusal>> {
  return inTransaction<void, TermsRefusal>(context, submission, async (transaction) => {
    if (!isLine(because)) return refuse('line-missing')
    const lifted = { by: personId, at: context.now(), because }
    if (!(await store.liftContestation(transaction, poll.id, id, lifted))) return refuse('nothing-to-lift')
    await recordAudit(transaction, context, { act: 'ballots.contestation-lifted', object: `sealed-poll:${poll.id}` })
    await broadcast(transaction, 'published', poll.slug)
    return done(undefined)
  })
}

function isLine(text: string): boolean {
  return text !== '' && text.length <= LONGEST_LINE
}
