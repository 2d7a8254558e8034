import { done, type Result, refuse } from '#kernel/result'
import type { Role } from '#platform/sessions'

export const VISA_STEPS = ['writer', 'mission', 'direction', 'finance', 'legal', 'signature'] as const
/** Rédacteur → chef de mission → direction → finances et juridique → signature. */
export type VisaStep = (typeof VISA_STEPS)[number]

export type Visa = {
  readonly step: VisaStep
  /** A round begins again when a report is sent back. */
  readonly round: number
  /** false: sent back, with a remark. */
  readonly isGiven: boolean
  readonly givenBy: string
  readonly givenAt: Date
  readonly remark: string | null
}

export const VISA_WORDS: Readonly<Record<VisaStep, string>> = {
  writer: 'Rédaction',
  mission: 'Chef de mission',
  direction: 'Direction',
  finance: 'Finances',
  legal: 'Juridique',
  signature: 'Signature',
}

/** Roles that may give each visa, by settings: a delegation lends the role, so it lends the visa for its period. */
export type VisaRoles = Readonly<Record<VisaStep, readonly Role[]>>

/** Why a visa is not taken. The gravest first. */
export type VisaRefusal =
  | 'has-an-interest'
  | 'role-missing'
  | 'wrote-it'
  | 'already-given'
  | 'step-not-open'
  | 'remark-missing'
  | 'basis-missing'
  | 'act-already-taken'

/**
 * The round under way: one more after each report sent back, and after each change of what was approved.
 *
 * @param reworked  of the decision
 */
export function roundOf(visas: readonly Visa[], reworked: number): number {
  return 1 + reworked + visas.filter(({ isGiven }) => !isGiven).length
}

/** Whether somebody has approved the words as they are: a change begins a new round. */
export function isApproved(visas: readonly Visa[], reworked: number): boolean {
  const round = roundOf(visas, reworked)
  return visas.some((visa) => visa.round === round && visa.isGiven)
}

/** Steps that wait for a visa now: finance and legal side by side, the others one after the other. */
export function openSteps(visas: readonly Visa[], reworked: number): readonly VisaStep[] {
  const round = roundOf(visas, reworked)
  const given = new Set(visas.filter((visa) => visa.round === round && visa.isGiven).map(({ step }) => step))
  return STAGES.find((stage) => stage.some((step) => !given.has(step)))?.filter((step) => !given.has(step)) ?? []
}

const STAGES: readonly (readonly VisaStep[])[] = [
  ['writer'],
  ['mission'],
  ['direction'],
  ['finance', 'legal'],
  ['signature'],
]

/** Where a report stands in its circuit. */
export type Circuit = {
  readonly visas: readonly Visa[]
  readonly reworked: number
  readonly roles: VisaRoles
}

/** What somebody asks: to give a visa, or to send the report back. */
export type VisaAsked = {
  readonly step: VisaStep
  readonly isGiven: boolean
  readonly by: string
  /** Of who asks, in force now: own or lent by a delegation. */
  readonly roles: readonly Role[]
  readonly hasInterest: boolean
  readonly remark: string | null
  /** The legal visa of an aid to an economic activity waits for its basis, which is not written. */
  readonly lacksBasis: boolean
}

/**
 * Whether a visa is taken. Who gave the first one, the writer, gives no other of the round: a report is read by two people at
 * least, however small the team.
 */
export function decideVisa(
  { visas, reworked, roles }: Circuit,
  asked: VisaAsked,
): Result<{ readonly round: number }, VisaRefusal> {
  const round = roundOf(visas, reworked)
  const current = visas.filter((visa) => visa.round === round)
  if (asked.hasInterest) return refuse('has-an-interest')
  if (!roles[asked.step].some((role) => asked.roles.includes(role))) return refuse('role-missing')
  if (current.some(({ step, givenBy }) => step === 'writer' && givenBy === asked.by)) return refuse('wrote-it')
  if (current.some(({ step }) => step === asked.step)) return refuse('already-given')
  if (!openSteps(visas, reworked).includes(asked.step)) return refuse('step-not-open')
  if (!asked.isGiven && asked.remark === null) return refuse('remark-missing')
  if (asked.isGiven && asked.step === 'legal' && asked.lacksBasis) return refuse('basis-missing')
  return done({ round })
}
