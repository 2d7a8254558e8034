import { done, type Result, refuse } from '#kernel/result'
import { dayOf } from '#modules/accounts'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { broadcast, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import {
  type AmountRefusal,
  actOf,
  type DecisionEvent,
  decideAmount,
  decideStep,
  isPublic,
  type Report,
  type StepRefusal,
  slugFor,
  stateOf,
  sumOfVotes,
} from '../model.ts'
import type { AmountForm } from '../reading.ts'
import * as store from '../store/index.ts'
import { actorId, audit, isTied } from './acting.ts'
import { tellStep, tellVisasAwaited } from './telling.ts'

/** Enters a report: it takes its chrono number, and its story begins. */
export function openReport(
  context: Context,
  input: { readonly submission: Submission; readonly report: Report },
): Promise<Result<{ readonly id: string }, 'meeting-unknown' | SubmissionRefusal>> {
  const { report } = input
  const [id, eventId] = [context.newId(), context.newId()]
  return inTransaction(context, input.submission, async (transaction) => {
    const { meetingId } = report
    const meeting = meetingId === null ? undefined : await store.findMeeting(transaction, meetingId)
    if (meetingId !== null && !meeting) return refuse('meeting-unknown' as const)
    const today = dayOf(context.now())
    const chrono = await store.takeChrono(transaction, Number(today.slice(0, 4)))
    const recorded = { recordedBy: actorId(context), recordedAt: context.now() }
    const decision = { ...report, id, chrono, slug: slugFor(chrono, report.title) }
    await store.insertDecision(transaction, { ...decision, writtenBy: actorId(context), createdAt: context.now() })
    // A report of a past meeting is typed in after it: it was on its agenda all the same.
    const listedOn = meeting && meeting.on < today ? meeting.on : today
    const listed = { kind: 'listed', happenedOn: listedOn, number: null, receipt: null, votes: null } as const
    await store.insertEvent(transaction, id, { ...listed, ...recorded, id: eventId, position: 1 })
    await recordAudit(transaction, context, { act: 'decisions.report-opened', object: `decision:${id}` })
    await tellVisasAwaited(transaction, context, id)
    return done({ id })
  })
}

type AmountRefusals = AmountRefusal | 'decision-unknown' | 'line-unknown' | 'has-an-interest' | 'withdrawn-for-good'

/** Notes the amount the assembly chose for a beneficiary; the one proposed stays beside it. */
export function setDecidedAmount(
  context: Context,
  input: {
    readonly submission: Submission
    readonly decisionId: string
    readonly lineId: string
    readonly amount: AmountForm
  },
): Promise<Result<void, AmountRefusals | SubmissionRefusal>> {
  const { decisionId, lineId, amount } = input
  return inTransaction<void, AmountRefusals>(context, input.submission, async (transaction) => {
    const decision = await store.lockDecision(transaction, decisionId)
    if (!decision) return refuse('decision-unknown')
    if (stateOf(decision) === 'withdrawn') return refuse('withdrawn-for-good')
    const line = decision.lines.find(({ id }) => id === lineId)
    if (!line) return refuse('line-unknown')
    if (await isTied(transaction, context, [line.beneficiaryId])) return refuse('has-an-interest')
    const decided = decideAmount(line, amount, actOf(decision) !== undefined)
    if (!decided.ok) return decided
    const departs = amount.decidedCents !== line.proposedCents
    await store.updateLineAmount(transaction, lineId, {
      decidedCents: amount.decidedCents,
      departureReason: departs ? amount.departureReason : null,
    })
    await audit(transaction, context, 'decisions.amount-decided', decisionId, { position: line.position, departs })
    return done(undefined)
  })
}

/** Notes that the assembly followed the proposal for every line on which nothing was noted yet. */
export function adoptProposed(
  context: Context,
  input: { readonly submission: Submission; readonly decisionId: string },
): Promise<Result<void, AmountRefusals | SubmissionRefusal>> {
  return inTransaction<void, AmountRefusals>(context, input.submission, async (transaction) => {
    const decision = await store.lockDecision(transaction, input.decisionId)
    if (!decision) return refuse('decision-unknown')
    if (stateOf(decision) === 'withdrawn') return refuse('withdrawn-for-good')
    if (actOf(decision)) return refuse('act-already-taken')
    const waiting = decision.lines.filter(({ decidedCents }) => decidedCents === null)
    const organisations = waiting.map(({ beneficiaryId }) => beneficiaryId)
    if (await isTied(transaction, context, organisations)) return refuse('has-an-interest')
    await store.adoptLines(transaction, input.decisionId)
    await audit(transaction, context, 'decisions.amounts-adopted', input.decisionId, { lines: waiting.length })
    return done(undefined)
  })
}

type StepRefusals = StepRefusal | 'decision-unknown' | 'number-taken' | 'more-votes-than-seats' | 'has-an-interest'

/** Records what happened to a decision: taken, transmitted, published, contested, referred, withdrawn. */
export function recordStep(
  context: Context,
  input: { readonly submission: Submission; readonly decisionId: string; readonly event: DecisionEvent },
): Promise<Result<void, StepRefusals | SubmissionRefusal>> {
  const id = context.newId()
  const { decisionId, event } = input
  return inTransaction<void, StepRefusals>(context, input.submission, async (transaction) => {
    const decision = await store.lockDecision(transaction, decisionId)
    if (!decision) return refuse('decision-unknown')
    const organisations = decision.lines.map(({ beneficiaryId }) => beneficiaryId)
    if (await isTied(transaction, context, organisations)) return refuse('has-an-interest')
    const meeting = decision.meetingId === null ? undefined : await store.findMeeting(transaction, decision.meetingId)
    const decided = decideStep(decision, event, dayOf(context.now()), meeting?.on)
    if (!decided.ok) return decided
    if (event.number !== null && (await store.hasNumber(transaction, event.number))) return refuse('number-taken')
    if (event.votes && meeting && sumOfVotes(event.votes) > meeting.seatCount) return refuse('more-votes-than-seats')
    const recorded = { recordedBy: actorId(context), recordedAt: context.now() }
    const position = 1 + decision.events.length
    const isWritten = await store.insertEvent(transaction, decisionId, { ...event, ...recorded, id, position })
    if (!isWritten) return refuse('number-taken')
    await audit(transaction, context, 'decisions.step-recorded', decisionId, { step: event.kind })
    const after = { ...decision, events: [...decision.events, event] }
    await tellStep(transaction, context, after, event.kind)
    if (isPublic(after)) await broadcast(transaction, 'published', '')
    return done(undefined)
  })
}
