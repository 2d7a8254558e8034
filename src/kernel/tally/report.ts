import { canonicalJson } from '#kernel/canonical-json'
import { assert } from '#kernel/result'
import type { Election, Fraction, Loss, Round, Rule, Tally, Tie } from './model.ts'

/**
 * A count as it is written in files and shown: plain JSON, projects by their identifiers, amounts as exact decimals
 * of the currency (« 995079 », « 12.5 »), fractions as « numerator/denominator » in 10^-decimals of the currency.
 */
export type TallyReport = {
  readonly rule: Rule
  readonly currency: string | undefined
  readonly decimals: number
  readonly voters: number
  readonly budget: string
  readonly cost: string
  /** In identifier order (code units). The order of election is that of `rounds`. */
  readonly winners: readonly string[]
  readonly value?: string
  readonly unique?: boolean
  readonly endowment?: string
  readonly increments?: number
  readonly rounds: readonly ReportedRound[]
  readonly losses: readonly ReportedLoss[]
  readonly ties: readonly ReportedTie[]
}

export type ReportedRound = Omit<Round, 'project' | 'price' | 'moneyLeft'> & {
  readonly project: string
  readonly price: string
  readonly moneyLeft: string
}
export type ReportedLoss = Omit<Loss, 'project' | 'available'> & {
  readonly project: string
  readonly available: string
}
export type ReportedTie = Omit<Tie, 'projects' | 'chosen'> & {
  readonly projects: readonly string[]
  readonly chosen: string
}

/** @returns the report; the same election and tally always give the same report, key order included */
export function reportOf(election: Election, tally: Tally): TallyReport {
  const id = (project: number) => identifierOf(election, project)
  const amount = (units: bigint) => decimalOf(units, election.decimals)
  return {
    rule: tally.rule,
    currency: election.currency,
    decimals: election.decimals,
    voters: election.profile.voterCount,
    budget: amount(election.budget),
    cost: amount(tally.cost),
    winners: tally.winners.map(id).sort(byCodeUnits),
    ...(tally.value !== undefined && { value: valueText(election, tally.rule, tally.value) }),
    ...(tally.unique !== undefined && { unique: tally.unique }),
    ...(tally.endowment && { endowment: fractionOf(tally.endowment) }),
    ...(tally.increments !== undefined && { increments: tally.increments }),
    rounds: tally.rounds.map((round) => ({
      ...round,
      project: id(round.project),
      price: fractionOf(round.price),
      moneyLeft: amount(round.moneyLeft),
    })),
    losses: tally.losses.map((loss) => ({ ...loss, project: id(loss.project), available: fractionOf(loss.available) })),
    ties: tally.ties.map((tie) => ({ ...tie, projects: tie.projects.map(id), chosen: id(tie.chosen) })),
  }
}

/** The report as it is kept, published and compared: the same count always gives the same bytes. */
export function reportText(report: TallyReport): string {
  return canonicalJson(report as unknown as Parameters<typeof canonicalJson>[0])
}

/** Exact decimal without useless zeros: (1250n, 2) → « 12.5 ». */
export function decimalOf(units: bigint, decimals: number): string {
  const sign = units < 0n ? '-' : ''
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const rest = digits.slice(digits.length - decimals).replace(/0+$/, '')
  return sign + whole + (rest ? `.${rest}` : '')
}

// The objective is money when a voter's utility is the cost of what is funded for them, points or a plain number otherwise.
function valueText({ decimals, profile }: Election, rule: Rule, value: bigint): string {
  const utility = rule.kind === 'max-welfare' ? rule.utility : undefined
  if (utility === 'points') return decimalOf(value, profile.pointDecimals)
  return decimalOf(value, utility === 'cost' ? decimals : 0)
}

function fractionOf({ numerator, denominator }: Fraction): string {
  return denominator === 1n ? numerator.toString() : `${numerator}/${denominator}`
}

function identifierOf(election: Election, project: number): string {
  const found = election.projects[project]
  assert(found, 'a tally names projects of its election')
  return found.id
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
