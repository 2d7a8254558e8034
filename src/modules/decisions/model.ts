import type { Cents } from '#kernel/money'
import { done, type Result, refuse } from '#kernel/result'

/** A day of the calendar, `YYYY-MM-DD`: days compare as their texts do. */
export type Day = string

/** A délibération of an assembly, or an arrêté of its president (`order`). */
export type DecisionKind = 'deliberation' | 'order'

export const PAYMENT_NATURES = ['none', 'non-economic', 'sieg', 'economic'] as const
/** Nature of what is paid (CGCT L1511-2, L1511-3, L3211-1). */
export type PaymentNature = (typeof PAYMENT_NATURES)[number]

/** What a report is made of, before anybody decides. */
export type Report = {
  readonly kind: DecisionKind
  readonly title: string
  readonly meetingId: string | null
  /** What it decides as a whole, as « edition:0198… ». */
  readonly object: string | null
  readonly legalBasis: string
  readonly paymentNature: PaymentNature
  /** Of the nomenclature ACTES, as « 7.5 ». */
  readonly subjectCode: string
  readonly budgetYear: number | null
}

export type Decision = Report & {
  readonly id: string
  /** As « 2026-0007 ». */
  readonly chrono: string
  readonly slug: string
  readonly writtenBy: string | null
  readonly createdAt: Date
  /** Grows with each change of its words. */
  readonly version: number
  /** Times its words or its lines changed after a visa: each begins a new round. */
  readonly reworked: number
  /** Why an economic activity may be paid, in the words of the legal service; null: not written. */
  readonly economicBasis: string | null
  readonly events: readonly DecisionEvent[]
  readonly lines: readonly Line[]
  /** Lines taken off, each with its reason: they count for nothing. */
  readonly removed: readonly RemovedLine[]
}

export type RemovedLine = Pick<Beneficiary, 'beneficiaryId' | 'beneficiaryName' | 'proposedCents'> & {
  readonly id: string
  readonly reason: string
}

/** What one organisation receives. */
export type Beneficiary = {
  /** SIRET or RNA. */
  readonly beneficiaryId: string
  readonly beneficiaryName: string
  /** What this line decides, as « dossier:0198… ». */
  readonly object: string | null
  readonly purpose: string
  readonly proposedCents: Cents
}

export type Line = Beneficiary & {
  readonly id: string
  readonly position: number
  /** null: not decided yet; 0: refused. */
  readonly decidedCents: Cents | null
  /** Why the assembly departed from the proposal. */
  readonly departureReason: string | null
}

export const STEPS = [
  'listed',
  'deliberated',
  'transmitted',
  'published',
  'contested',
  'referred',
  'withdrawn',
] as const
/**
 * What can happen to a decision: rapport inscrit, délibéré, transmis, publié, recours, déféré, retiré. « Exécutoire » is
 * never written: it follows from the transmission and the publication (CGCT L3131-1).
 */
export type Step = (typeof STEPS)[number]

export type Votes = {
  readonly votesFor: number
  readonly votesAgainst: number
  readonly abstentions: number
}

export type DecisionEvent = {
  readonly kind: Step
  readonly happenedOn: Day
  /** Of the act; with `deliberated` alone. */
  readonly number: string | null
  /** Of the State, which received the act; with `transmitted` alone. */
  readonly receipt: string | null
  readonly votes: Votes | null
}

export type State = 'listed' | 'deliberated' | 'transmitted' | 'published' | 'enforceable' | 'withdrawn'

/** Why a step cannot be recorded. The gravest first. */
export type StepRefusal =
  | 'withdrawn-for-good'
  | 'not-decided-yet'
  | 'already-done'
  | 'amounts-undecided'
  | 'date-in-future'
  | 'before-the-meeting'
  | 'before-the-act'

/**
 * Whether a step may follow those of a decision. Transmission and publication come in any order: the law asks for both, and
 * does not say which is first (CGCT L3131-1).
 *
 * @param today   no act is of tomorrow
 * @param meetsOn  day of its meeting, before which nothing was decided; undefined for an arrêté
 */
export function decideStep(
  decision: Pick<Decision, 'events' | 'lines'>,
  event: DecisionEvent,
  today: Day,
  meetsOn?: Day,
): Result<DecisionEvent, StepRefusal> {
  const { events, lines } = decision
  const earlier = (kind: Step) => events.find((each) => each.kind === kind)
  if (earlier('withdrawn')) return refuse('withdrawn-for-good')
  const act = earlier('deliberated')
  if (AFTER_THE_ACT.includes(event.kind) && !act) return refuse('not-decided-yet')
  if (ONCE.includes(event.kind) && earlier(event.kind)) return refuse('already-done')
  if (event.kind === 'deliberated' && lines.some(({ decidedCents }) => decidedCents === null)) {
    return refuse('amounts-undecided')
  }
  if (event.happenedOn > today) return refuse('date-in-future')
  if (event.kind === 'deliberated' && meetsOn !== undefined && event.happenedOn < meetsOn) {
    return refuse('before-the-meeting')
  }
  if (act && event.happenedOn < act.happenedOn) return refuse('before-the-act')
  return done(event)
}

const AFTER_THE_ACT: readonly Step[] = ['transmitted', 'published', 'contested', 'referred']
const ONCE: readonly Step[] = ['listed', 'deliberated', 'transmitted', 'published', 'withdrawn']

/** Where a decision stands. A recours or a déféré does not suspend it: only the judge does. */
export function stateOf({ events }: Pick<Decision, 'events'>): State {
  const has = (kind: Step) => events.some((event) => event.kind === kind)
  if (has('withdrawn')) return 'withdrawn'
  if (!has('deliberated')) return 'listed'
  if (has('transmitted') && has('published')) return 'enforceable'
  return has('published') ? 'published' : has('transmitted') ? 'transmitted' : 'deliberated'
}

/** Since when it is exécutoire: the later of its transmission and its publication; undefined when it is not. */
export function enforceableSince(decision: Pick<Decision, 'events'>): Day | undefined {
  if (stateOf(decision) !== 'enforceable') return undefined
  const days = decision.events.filter(({ kind }) => kind === 'transmitted' || kind === 'published')
  return days
    .map(({ happenedOn }) => happenedOn)
    .toSorted()
    .at(-1)
}

/** Whether everybody may read it: published, even if it was withdrawn since. */
export function isPublic({ events }: Pick<Decision, 'events'>): boolean {
  return events.some(({ kind }) => kind === 'published')
}

/** The act itself: its number and its day. */
export function actOf({ events }: Pick<Decision, 'events'>): { readonly number: string; readonly on: Day } | undefined {
  const act = events.find(({ kind }) => kind === 'deliberated')
  return act?.number == null ? undefined : { number: act.number, on: act.happenedOn }
}

/** Steps an agent may record now, in the order of the story. */
export function nextSteps({ events }: Pick<Decision, 'events'>): readonly Step[] {
  const has = (kind: Step) => events.some((event) => event.kind === kind)
  if (has('withdrawn')) return []
  if (!has('deliberated')) return ['deliberated', 'withdrawn']
  const missing = (['transmitted', 'published'] as const).filter((kind) => !has(kind))
  return [...missing, 'contested', 'referred', 'withdrawn']
}

/** Why the words of a report, or its lines, no longer change. The gravest first. */
export type ReworkRefusal = 'withdrawn-for-good' | 'act-already-taken'

/** Whether a report still changes: until the act, unless it was withdrawn. */
export function decideRework(decision: Pick<Decision, 'events'>): Result<void, ReworkRefusal> {
  if (stateOf(decision) === 'withdrawn') return refuse('withdrawn-for-good')
  return actOf(decision) ? refuse('act-already-taken') : done(undefined)
}

/**
 * Whether its words may be corrected: what the elected members have received stays as they received it.
 *
 * @param writtenOn   day the report was entered
 * @param convokedOn  day the reports of its meeting are sent; undefined for an arrêté
 */
export function decideCorrection(
  decision: Pick<Decision, 'events'>,
  {
    writtenOn,
    convokedOn,
    today,
  }: { readonly writtenOn: Day; readonly convokedOn: Day | undefined; readonly today: Day },
): Result<void, ReworkRefusal | 'convoked'> {
  const open = decideRework(decision)
  if (!open.ok) return open
  // One that is typed in after the convocation was not sent with it.
  const isSent = convokedOn !== undefined && writtenOn <= convokedOn && convokedOn < today
  return isSent ? refuse('convoked') : done(undefined)
}

/** Whether the legal service must still write why an economic activity may be paid (CGCT L1511-2, L1511-3, L3211-1). */
export function awaitsEconomicBasis({
  paymentNature,
  economicBasis,
}: Pick<Decision, 'paymentNature' | 'economicBasis'>): boolean {
  return paymentNature === 'economic' && economicBasis === null
}

/** Why an amount cannot be decided so. */
export type AmountRefusal = 'act-already-taken' | 'departure-without-reason'

/** The amount the assembly chose for a line; both amounts are kept, with the reason when they differ. */
export function decideAmount(
  line: Pick<Line, 'proposedCents'>,
  chosen: { readonly decidedCents: Cents; readonly departureReason: string | null },
  isTaken: boolean,
): Result<void, AmountRefusal> {
  if (isTaken) return refuse('act-already-taken')
  const departs = chosen.decidedCents !== line.proposedCents
  if (departs && chosen.departureReason === null) return refuse('departure-without-reason')
  return done(undefined)
}

export function sumOfCents(lines: readonly Line[], amount: 'proposedCents' | 'decidedCents'): Cents {
  return lines.reduce((sum, line) => sum + (line[amount] ?? 0n), 0n) as Cents
}

export function sumOfVotes({ votesFor, votesAgainst, abstentions }: Votes): number {
  return votesFor + votesAgainst + abstentions
}

export function slugFor(chrono: string, title: string): string {
  const words = title
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
  return words === '' ? chrono : `${chrono}-${words}`
}
