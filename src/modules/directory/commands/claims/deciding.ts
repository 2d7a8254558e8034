import type { Transaction } from 'kysely'
import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { type DB, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { tell } from '#platform/notices'
import { type ClaimRefusal, type ClaimVerdict, decideClaim } from '../../claims/claiming.ts'
import { OWN_PAGE } from '../../claims/subjects.ts'
import * as store from '../../store/claims/index.ts'
import { deciderOf } from './actor.ts'

/**
 * An agent accepts, asks, refuses, or takes back a claim; its person is told, with the reason.
 *
 * @param isAmbassador  may read the texts of others, while its organisation holds the label
 */
export function answerClaim(
  context: Context,
  input: {
    readonly submission: Submission
    readonly claimId: string
    readonly verdict: ClaimVerdict
    readonly reason: string
    readonly isAmbassador: boolean
  },
): Promise<Result<void, ClaimRefusal | SubmissionRefusal>> {
  return inTransaction<void, ClaimRefusal>(context, input.submission, async (transaction) => {
    const seen = await store.findClaim(transaction, input.claimId)
    if (seen) await store.lockStructure(transaction, { id: seen.structureId })
    const claim = await store.findClaim(transaction, input.claimId)
    // Nobody lets themselves in: another agent does.
    if (claim && claim.personId === deciderOf(context)) return refuse('claim-unknown')
    const decision = decideClaim(claim, input.verdict, input.reason)
    if (!decision.ok || !claim) return decision.ok ? refuse('claim-unknown') : decision
    const { state, reason } = decision.value
    const isAmbassador = state === 'accepted' && input.isAmbassador
    const decided = { state, reason, isAmbassador, by: deciderOf(context), at: context.now() }
    await store.setClaimState(transaction, claim.id, decided)
    await recordAudit(transaction, context, {
      act: `directory.claim-${state}`,
      object: `claim:${claim.id}`,
      details: { structure: claim.structureId, isAmbassador },
    })
    await tellClaimant(transaction, context, claim, input.verdict)
    return done(undefined)
  })
}

/** Makes somebody who speaks for an organisation an ambassador, or no longer. */
export function setAmbassador(
  context: Context,
  input: { readonly submission: Submission; readonly claimId: string; readonly isAmbassador: boolean },
): Promise<Result<void, ClaimRefusal | SubmissionRefusal>> {
  return inTransaction<void, ClaimRefusal>(context, input.submission, async (transaction) => {
    const claim = await store.findClaim(transaction, input.claimId)
    if (!claim || claim.personId === deciderOf(context)) return refuse('claim-unknown')
    if (claim.state !== 'accepted') return refuse('state-moved')
    const { isAmbassador } = input
    const decided = { state: claim.state, reason: claim.reason, isAmbassador, by: deciderOf(context) }
    await store.setClaimState(transaction, claim.id, { ...decided, at: context.now() })
    const details = { structure: claim.structureId, isAmbassador }
    await recordAudit(transaction, context, { act: 'directory.ambassador-set', object: `claim:${claim.id}`, details })
    return done(undefined)
  })
}

const TOLD: Readonly<Record<ClaimVerdict, string>> = {
  accept: 'Votre demande est acceptée : vous pouvez tenir la page de votre structure.',
  ask: 'Un agent vous pose une question sur votre demande de tenir la page d’une structure.',
  refuse: 'Votre demande de tenir la page d’une structure est refusée. La raison est sur la page.',
  withdraw: 'Vous ne tenez plus la page d’une structure. La raison est sur la page.',
}

async function tellClaimant(
  transaction: Transaction<DB>,
  context: Context,
  claim: store.ClaimRow,
  verdict: ClaimVerdict,
): Promise<void> {
  await tell(transaction, context, {
    subject: OWN_PAGE,
    object: `claim:${claim.id}`,
    // A question may come twice.
    state: `${verdict}-${context.now().getTime()}`,
    people: { ids: [claim.personId] },
    sentence: TOLD[verdict],
    href: `/annuaire/${claim.slug}/revendiquer`,
  })
}
