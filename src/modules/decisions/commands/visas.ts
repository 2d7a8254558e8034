import { assert, done, type Result, refuse } from '#kernel/result'
import { dayOf } from '#modules/accounts'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import type { Role } from '#platform/sessions'
import { decideVisa, type VisaRefusal, type VisaStep } from '../circuit.ts'
import { actOf, awaitsEconomicBasis, stateOf } from '../model.ts'
import { settingsFrom, visaRolesOf } from '../settings.ts'
import * as store from '../store/index.ts'
import { tellSentBack, tellVisasAwaited } from './telling.ts'

type VisaInput = {
  readonly submission: Submission
  readonly decisionId: string
  readonly step: VisaStep
  /** false: sent back to the writer, with a remark. */
  readonly isGiven: boolean
  readonly remark: string | null
  /** Why an economic activity may be paid, written with the legal visa; null: nothing written. */
  readonly economicBasis: string | null
  /** Of who acts, in force now, delegations included. */
  readonly roles: readonly Role[]
}

/** Gives a visa on a report, or sends it back: then a new round begins. */
export function giveVisa(
  context: Context,
  input: VisaInput,
): Promise<Result<void, VisaRefusal | 'decision-unknown' | 'withdrawn-for-good' | SubmissionRefusal>> {
  const { actor } = context
  assert(actor.kind === 'person', 'a visa is given by a person')
  const id = context.newId()
  const { decisionId, step, isGiven, remark, roles } = input
  return inTransaction<void, VisaRefusal | 'decision-unknown' | 'withdrawn-for-good'>(
    context,
    input.submission,
    async (transaction) => {
      const decision = await store.lockDecision(transaction, decisionId)
      if (!decision) return refuse('decision-unknown')
      if (stateOf(decision) === 'withdrawn') return refuse('withdrawn-for-good')
      if (actOf(decision)) return refuse('act-already-taken')
      const organisations = decision.lines.map(({ beneficiaryId }) => beneficiaryId)
      const links = await store.listInterestsIn(transaction, organisations, dayOf(context.now()))
      const hasInterest = links.some(({ personId }) => personId === actor.id)
      const visas = await store.listVisas(transaction, [decisionId])
      const settings = settingsFrom(await store.listStoredSettings(transaction))
      const circuit = { visas, reworked: decision.reworked, roles: visaRolesOf(settings) }
      const lacksBasis = awaitsEconomicBasis({
        ...decision,
        economicBasis: input.economicBasis ?? decision.economicBasis,
      })
      const decided = decideVisa(circuit, { step, isGiven, by: actor.id, roles, hasInterest, remark, lacksBasis })
      if (!decided.ok) return decided

      const { round } = decided.value
      const given = { round, step, isGiven, givenBy: actor.id, givenAt: context.now() }
      await store.insertVisa(transaction, decisionId, { ...given, id, remark: isGiven ? null : remark })
      await recordAudit(transaction, context, {
        act: isGiven ? 'decisions.visa-given' : 'decisions.report-sent-back',
        object: `decision:${decisionId}`,
        details: { step, round },
      })
      if (isGiven && step === 'legal' && input.economicBasis !== null) {
        await store.updateEconomicBasis(transaction, decisionId, input.economicBasis)
      }
      if (!isGiven) await tellSentBack(transaction, context, decision, round)
      await tellVisasAwaited(transaction, context, decisionId)
      return done(undefined)
    },
  )
}
