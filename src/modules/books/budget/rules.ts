import type { Day } from '#kernel/calendar'
import { type Cents, cents } from '#kernel/money'
import { done, type Result, refuse } from '#kernel/result'
import type { Engagement, Liquidation, Mandate } from './engagement.ts'
import { liquidationStateOf, stateOf } from './engagement.ts'

/** Why credits are not committed. The gravest first. */
export type CommitRefusal =
  | 'year-closed'
  | 'line-is-receipt'
  | 'already-settled'
  | 'authorisation-not-open'
  | { readonly kind: 'over-available'; readonly availableCents: Cents; readonly askedCents: Cents }
  | { readonly kind: 'over-authorisation'; readonly availableCents: Cents; readonly askedCents: Cents }

/** Whether a demand may take its credits now; that there are enough of them is the ledger's word. */
export function decideCommitment(
  engagement: Pick<Engagement, 'committedAt' | 'declinedAt'>,
  line: { readonly isClosed: boolean; readonly direction: 'expense' | 'receipt' },
): Result<void, CommitRefusal> {
  if (line.isClosed) return refuse('year-closed')
  if (line.direction === 'receipt') return refuse('line-is-receipt')
  return stateOf(engagement) === 'asked' ? done(undefined) : refuse('already-settled')
}

export type LegalRefusal =
  | 'not-committed'
  | 'already-legal'
  | 'not-enforceable'
  | 'date-in-future'
  | 'before-commitment'

/**
 * Whether a convention may be signed, or an order sent: after the accounting engagement, never before the decision is
 * exécutoire (CGCT L3131-1).
 */
export function decideLegal(
  engagement: Pick<Engagement, 'committedAt' | 'declinedAt' | 'legallyCommittedOn'>,
  asked: { readonly on: Day; readonly committedOn: Day | null; readonly isEnforceable: boolean; readonly today: Day },
): Result<void, LegalRefusal> {
  if (asked.committedOn === null || stateOf(engagement) !== 'committed') return refuse('not-committed')
  if (engagement.legallyCommittedOn !== null) return refuse('already-legal')
  if (!asked.isEnforceable) return refuse('not-enforceable')
  if (asked.on > asked.today) return refuse('date-in-future')
  return asked.on < asked.committedOn ? refuse('before-commitment') : done(undefined)
}

export type PrepareRefusal =
  | 'year-closed'
  | 'not-committed'
  | 'no-legal-engagement'
  | 'date-in-future'
  | { readonly kind: 'over-commitment'; readonly leftCents: Cents; readonly askedCents: Cents }

/** Whether a liquidation may be prepared: for what is committed and not asked yet by another one. */
export function decidePreparation(
  engagement: Pick<Engagement, 'committedAt' | 'declinedAt' | 'legallyCommittedOn'>,
  asked: {
    readonly amountCents: Cents
    readonly receivedOn: Day
    /** Committed, and no prepared liquidation waits for it. */
    readonly leftCents: Cents
    readonly isClosed: boolean
    readonly today: Day
  },
): Result<void, PrepareRefusal> {
  if (asked.isClosed) return refuse('year-closed')
  if (stateOf(engagement) !== 'committed') return refuse('not-committed')
  if (engagement.legallyCommittedOn === null) return refuse('no-legal-engagement')
  if (asked.receivedOn > asked.today) return refuse('date-in-future')
  const { amountCents: askedCents, leftCents } = asked
  return askedCents > leftCents ? refuse({ kind: 'over-commitment', leftCents, askedCents } as const) : done(undefined)
}

export type SignRefusal =
  | 'instructor-signs'
  | 'already-settled'
  | 'year-closed'
  | { readonly kind: 'conditions-unchecked'; readonly labels: readonly string[] }

/**
 * Whether this person may sign a liquidation: neither who asked for the engagement nor who prepared it, and only once each
 * condition was seen. A purchase has its service fait; a grant, the documents and conditions of its convention (CGCT
 * D1617-19, annexe I).
 */
export function decideSignature(
  liquidation: Pick<Liquidation, 'signedAt' | 'returnedAt' | 'preparedBy' | 'checks'>,
  asked: {
    readonly by: string
    readonly instructedBy: string | null
    readonly isClosed: boolean
    readonly conditions: readonly { readonly id: string; readonly label: string }[]
  },
): Result<void, SignRefusal> {
  if (asked.by === liquidation.preparedBy || asked.by === asked.instructedBy) return refuse('instructor-signs')
  if (liquidationStateOf(liquidation) !== 'prepared') return refuse('already-settled')
  if (asked.isClosed) return refuse('year-closed')
  const seen = new Set(liquidation.checks.map(({ conditionId }) => conditionId))
  const labels = asked.conditions.filter(({ id }) => !seen.has(id)).map(({ label }) => label)
  return labels.length > 0 ? refuse({ kind: 'conditions-unchecked', labels } as const) : done(undefined)
}

export type MandateRefusal = 'not-signed' | 'already-mandated' | 'not-enforceable'

/** Whether the order to pay may be given. */
export function decideMandate(
  liquidation: Pick<Liquidation, 'signedAt' | 'returnedAt' | 'mandate'>,
  isEnforceable: boolean,
): Result<void, MandateRefusal> {
  if (liquidationStateOf(liquidation) !== 'signed') return refuse('not-signed')
  if (liquidation.mandate) return refuse('already-mandated')
  return isEnforceable ? done(undefined) : refuse('not-enforceable')
}

export type GrantRefusal =
  | 'other-beneficiary'
  | { readonly kind: 'over-decision'; readonly decidedCents: Cents; readonly askedCents: Cents }

type DecidedLine = {
  readonly object: string | null
  readonly beneficiaryId: string
  readonly decidedCents: Cents | null
}

/**
 * Whether so much may go to this payee under a decision: what it gave to that organisation, however many engagements bear on
 * it. A decision as a whole, without a line, names neither: people compare it.
 *
 * @param askedCents  under that object, all engagements together
 */
export function decideGrant(
  lines: readonly DecidedLine[],
  asked: { readonly object: string; readonly siret: string | null; readonly askedCents: Cents },
): Result<void, GrantRefusal> {
  const own = lines.filter(({ object }) => object === asked.object)
  if (own.length === 0) return done(undefined)
  const { askedCents, siret } = asked
  // An RNA number cannot be compared with a SIRET.
  const isTheirs = ({ beneficiaryId }: DecidedLine) =>
    !/^\d{14}$/.test(beneficiaryId) || beneficiaryId.slice(0, 9) === siret?.slice(0, 9)
  if (!own.some(isTheirs)) return refuse('other-beneficiary')
  const decidedCents = cents(own.filter(isTheirs).reduce((sum, each) => sum + (each.decidedCents ?? 0n), 0n))
  return askedCents > decidedCents
    ? refuse({ kind: 'over-decision', decidedCents, askedCents } as const)
    : done(undefined)
}

/** Why what the comptable did with a mandate cannot be recorded so. */
export type AccountantRefusal =
  | 'not-enforceable'
  | 'already-paid'
  | 'suspended'
  | 'not-suspended'
  | 'date-in-future'
  | 'before-the-mandate'

/** Whether the comptable may do this with a mandate: pay it, refuse it, or take it again with the document asked for. */
export function decideAccountant(
  mandate: Mandate,
  act: 'pay' | 'reject' | 'resume',
  asked: { readonly on: Day; readonly today: Day; readonly isEnforceable: boolean },
): Result<void, AccountantRefusal> {
  if (act === 'pay' && !asked.isEnforceable) return refuse('not-enforceable')
  if (mandate.paidOn !== null) return refuse('already-paid')
  const open = mandate.rejections.find(({ resumedOn }) => resumedOn === null)
  if (open && act !== 'resume') return refuse('suspended')
  if (!open && act === 'resume') return refuse('not-suspended')
  if (asked.on > asked.today) return refuse('date-in-future')
  const last = mandate.rejections
    .map(({ rejectedOn, resumedOn }) => resumedOn ?? rejectedOn)
    .toSorted()
    .at(-1)
  return asked.on < (last ?? mandate.issuedOn) ? refuse('before-the-mandate') : done(undefined)
}
