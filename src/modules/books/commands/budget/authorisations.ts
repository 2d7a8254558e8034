import { done, refuse } from '#kernel/result'
import { dayOf } from '#modules/accounts'
import { isEnforceable } from '#modules/decisions'
import type { Context } from '#platform/context'
import type { Submission } from '#platform/database'
import { type Authorisation, decideAuthorisation, objectOfAuthorisation } from '../../budget/authorisation.ts'
import * as store from '../../store/budget/index.ts'
import { openAccounts } from '../ledger/index.ts'
import { type Answer, act, actorId, audit, moveMoney } from './acting.ts'

/** Proposes an authorisation over several years: its CP add up to it, or it is refused. */
export function proposeAuthorisation(
  context: Context,
  input: { readonly submission: Submission; readonly authorisation: Omit<Authorisation, 'id' | 'openedAt'> },
): Answer<{ readonly id: string }> {
  const id = context.newId()
  const { authorisation } = input
  return act(context, input.submission, async (transaction) => {
    const decision = decideAuthorisation(authorisation)
    if (!decision.ok) return decision
    const all = await store.listAuthorisations(transaction)
    if (all.some(({ code }) => code === authorisation.code)) return refuse('authorisation-exists')
    const proposed = { by: actorId(context), at: context.now() }
    await store.insertAuthorisation(transaction, { ...authorisation, id }, proposed)
    await audit(transaction, context, { act: 'authorisation-proposed', object: objectOfAuthorisation(id) })
    return done({ id })
  })
}

/** Opens it, once its decision is exécutoire. */
export function openAuthorisation(
  context: Context,
  input: { readonly submission: Submission; readonly authorisationId: string },
): Answer<void> {
  const [source, authorised, committed, transferId] = [
    context.newId(),
    context.newId(),
    context.newId(),
    context.newId(),
  ]
  return act(context, input.submission, async (transaction) => {
    const { authorisationId } = input
    const found = await store.lockAuthorisation(transaction, authorisationId)
    if (!found) return refuse('authorisation-unknown')
    if (found.openedAt !== null) return refuse('already-settled')
    if (!(await isEnforceable(transaction, objectOfAuthorisation(authorisationId)))) return refuse('not-enforceable')
    const limit = 'debits-within-credits' as const
    await openAccounts(transaction, [
      { id: source, code: 'budget.source', limit: 'none' },
      { id: authorised, code: 'budget.authorised', limit },
      { id: committed, code: 'budget.committed', limit },
    ])
    await store.insertBudgetAccounts(transaction, { authorisationId }, [
      { accountId: authorised, stage: 'authorised' },
      { accountId: committed, stage: 'committed' },
    ])
    const move = { id: transferId, debit: source, credit: authorised, amount: found.amountCents }
    await moveMoney(transaction, context, dayOf(context.now()), [{ ...move, code: 'budget.authorise' }])
    await store.updateAuthorisationOpened(transaction, authorisationId, context.now())
    await audit(transaction, context, { act: 'authorisation-opened', object: objectOfAuthorisation(authorisationId) })
    return done(undefined)
  })
}
