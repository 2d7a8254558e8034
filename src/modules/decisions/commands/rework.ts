import type { Transaction } from 'kysely'
import { done, type Result, refuse } from '#kernel/result'
import type { Context } from '#platform/context'
import { type DB, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { isApproved } from '../circuit.ts'
import {
  type Beneficiary,
  type Decision,
  decideCorrection,
  decideRework,
  type Report,
  type ReworkRefusal,
} from '../model.ts'
import * as store from '../store/index.ts'
import { audit, isTied } from './acting.ts'
import { tellVisasAwaited } from './telling.ts'

type CorrectionRefusal =
  | ReworkRefusal
  | 'convoked'
  | 'changed-meanwhile'
  | 'decision-unknown'
  | 'meeting-unknown'
  | 'has-an-interest'

type Correction = {
  readonly submission: Submission
  readonly decisionId: string
  readonly report: Report
  /** The one the form was read at. */
  readonly version: number
  /** Texts of a conflict that were not chosen: they are kept beside. */
  readonly setAside?: readonly { readonly label: string; readonly content: string }[]
}

/** Corrects the words of a report, until they are sent to the elected members. What was approved is approved again. */
export function correctReport(
  context: Context,
  { submission, decisionId, report, version, setAside = [] }: Correction,
): Promise<Result<void, CorrectionRefusal | SubmissionRefusal>> {
  const kept = setAside.map((text) => ({ ...text, id: context.newId(), setAsideAt: context.now() }))
  return inTransaction<void, CorrectionRefusal>(context, submission, async (transaction) => {
    const decision = await store.lockDecision(transaction, decisionId)
    if (!decision) return refuse('decision-unknown')
    if (await isTied(transaction, context, organisationsOf(decision))) return refuse('has-an-interest')
    const decided = decideCorrection(decision, await store.readMoment(transaction, decision, context.now()))
    if (!decided.ok) return decided
    if (report.meetingId !== null && !(await store.findMeeting(transaction, report.meetingId))) {
      return refuse('meeting-unknown')
    }
    if (decision.version !== version) return refuse('changed-meanwhile')

    await store.updateReport(transaction, decisionId, report)
    await store.insertSetAside(transaction, decisionId, kept)
    await audit(transaction, context, 'decisions.report-corrected', decisionId, { version: version + 1 })
    await beginAgain(transaction, context, decision)
    return done(undefined)
  })
}

type LineRefusal = ReworkRefusal | 'decision-unknown' | 'line-repeated' | 'has-an-interest'

/** Adds beneficiaries to a report on which nothing is decided yet: all of them, or none. */
export function addBeneficiaries(
  context: Context,
  input: {
    readonly submission: Submission
    readonly decisionId: string
    readonly beneficiaries: readonly Beneficiary[]
    /** Refuses what is in the report already: a list pasted twice. */
    readonly once?: boolean
  },
): Promise<Result<{ readonly count: number }, LineRefusal | SubmissionRefusal>> {
  const { decisionId } = input
  const lines = input.beneficiaries.map((beneficiary) => ({ ...beneficiary, id: context.newId() }))
  return inTransaction<{ readonly count: number }, LineRefusal>(context, input.submission, async (transaction) => {
    const decision = await store.lockDecision(transaction, decisionId)
    if (!decision) return refuse('decision-unknown')
    const added = lines.map(({ beneficiaryId }) => beneficiaryId)
    if (await isTied(transaction, context, [...organisationsOf(decision), ...added])) return refuse('has-an-interest')
    const decided = decideRework(decision)
    if (!decided.ok) return decided
    if (input.once && lines.some((line) => isIn(decision, line))) return refuse('line-repeated')
    if (lines.length === 0) return done({ count: 0 })

    const position = await store.insertLines(transaction, decisionId, lines)
    await audit(transaction, context, 'decisions.line-added', decisionId, { position, count: lines.length })
    await beginAgain(transaction, context, decision)
    return done({ count: lines.length })
  })
}

/** Adds one beneficiary. */
export function addBeneficiary(
  context: Context,
  {
    beneficiary,
    ...input
  }: { readonly submission: Submission; readonly decisionId: string; readonly beneficiary: Beneficiary },
) {
  return addBeneficiaries(context, { ...input, beneficiaries: [beneficiary] })
}

type RemovalRefusal = ReworkRefusal | 'decision-unknown' | 'line-unknown' | 'has-an-interest'

/** Takes a beneficiary off a report, before the act: the line stays, with its reason, and counts for nothing. */
export function removeLine(
  context: Context,
  input: {
    readonly submission: Submission
    readonly decisionId: string
    readonly lineId: string
    readonly reason: string
  },
): Promise<Result<void, RemovalRefusal | SubmissionRefusal>> {
  const { decisionId, lineId, reason } = input
  return inTransaction<void, RemovalRefusal>(context, input.submission, async (transaction) => {
    const decision = await store.lockDecision(transaction, decisionId)
    if (!decision) return refuse('decision-unknown')
    const decided = decideRework(decision)
    if (!decided.ok) return decided
    const line = decision.lines.find(({ id }) => id === lineId)
    if (!line) return refuse('line-unknown')
    if (await isTied(transaction, context, organisationsOf(decision))) return refuse('has-an-interest')

    await store.removeLine(transaction, lineId, { reason, at: context.now() })
    await audit(transaction, context, 'decisions.line-removed', decisionId, { position: line.position })
    await beginAgain(transaction, context, decision)
    return done(undefined)
  })
}

// Whoever approved has read other words: a new round begins, and the first visa is asked for again.
async function beginAgain(transaction: Transaction<DB>, context: Context, decision: Decision): Promise<void> {
  const visas = await store.listVisas(transaction, [decision.id])
  if (!isApproved(visas, decision.reworked)) return
  await store.countRework(transaction, decision.id)
  await tellVisasAwaited(transaction, context, decision.id)
}

function isIn({ lines }: Decision, one: Beneficiary): boolean {
  return lines.some(({ beneficiaryId, purpose }) => beneficiaryId === one.beneficiaryId && purpose === one.purpose)
}

function organisationsOf({ lines }: Decision): readonly string[] {
  return lines.map(({ beneficiaryId }) => beneficiaryId)
}
