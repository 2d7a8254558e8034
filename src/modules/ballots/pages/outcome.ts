import { assert } from '#kernel/result'
import type { Fraction, Loss, ReportedRound, TallyReport } from '#kernel/tally'
import type { PollOption } from '../model.ts'

/** A report joined with what was voted on, in the order pages show it. */
export type Outcome = {
  /** By position. */
  readonly options: readonly PollOption[]
  readonly winners: readonly Winner[]
  readonly losers: readonly Loser[]
  readonly cost: bigint
  readonly nameOf: ReadonlyMap<string, string>
  /** False for max-welfare, which takes the whole set at once. */
  readonly inOrderOfElection: boolean
}

export type Winner = { readonly option: PollOption; readonly round: ReportedRound; readonly moneyLeft: bigint }
export type Loser = { readonly option: PollOption; readonly loss: Loss }

export function readOutcome(options: readonly PollOption[], report: TallyReport, decimals: number): Outcome {
  const byCode = new Map(options.map((option) => [option.code, option]))
  const optionOf = (code: string) => {
    const option = byCode.get(code)
    assert(option, 'a report names options of its poll')
    return option
  }
  const winners = report.rounds.map((round) => ({
    option: optionOf(round.project),
    round,
    moneyLeft: unitsOf(round.moneyLeft, decimals),
  }))
  const losers = report.losses.map(({ project, reason, available }) => {
    const option = optionOf(project)
    return { option, loss: { project: option.position, reason, available: fractionOf(available) } }
  })
  return {
    options,
    winners,
    losers: losers.sort((a, b) => b.option.voteCount - a.option.voteCount || a.option.position - b.option.position),
    cost: unitsOf(report.cost, decimals),
    nameOf: new Map(options.map((option) => [option.code, option.name])),
    inOrderOfElection: report.rule.kind !== 'max-welfare',
  }
}

/** « 12.5 » with 2 decimals → 1250n. The report writes exact decimals only. */
export function unitsOf(decimal: string, decimals: number): bigint {
  const [whole = '0', rest = ''] = decimal.split('.')
  return BigInt(whole + rest.padEnd(decimals, '0'))
}

/** « 12345/678 », « 12 ». */
function fractionOf(text: string): Fraction {
  const [numerator = '0', denominator = '1'] = text.split('/')
  return { numerator: BigInt(numerator), denominator: BigInt(denominator) }
}
