import { compare, fraction } from '#kernel/fraction'
import type { Election, Fraction, GreedyRule, Loss, Round, Tally, Tie } from './model.ts'
import { tieRanks } from './ties.ts'
import { utilitiesOf, votesOf } from './utility.ts'

/** What a greedy count needs of an election, all by project index. */
type Contest = {
  readonly election: Election
  readonly rule: GreedyRule
  readonly votes: Float64Array
  /** What projects are ranked by, highest first. */
  readonly scores: readonly Fraction[]
  /** Projects that may be funded, by score, then by the order of ties. */
  readonly order: readonly number[]
}

/**
 * Greedy: projects by falling score; each is funded if it fits in what is left.
 *
 * Ties: a tie is met when several projects with the same score could come next (with `skip`, those that fit). It
 * `changesOutcome` unless all of them fit together, or none does: no recount is needed to tell. One that is left out
 * would have been funded had it been put first.
 *
 * @see  docs/specifications/tally.md, « Greedy »
 */
export function greedy(election: Election, rule: GreedyRule): Tally {
  const contest = prepare(election, rule)
  const winners = elect(contest, contest.order)
  const rounds = roundsOf(contest, winners)
  return {
    rule,
    winners,
    cost: election.budget - (rounds.at(-1)?.moneyLeft ?? election.budget),
    value: undefined,
    unique: undefined,
    rounds,
    losses: lossesOf(contest, winners),
    ties: tiesOf(contest, winners),
    endowment: undefined,
    increments: undefined,
  }
}

function prepare(election: Election, rule: GreedyRule): Contest {
  const votes = votesOf(election)
  const utilities = utilitiesOf(election, rule.utility)
  const ranks = tieRanks(election, rule.ties)
  const scores = election.projects.map(({ cost }, project) =>
    rule.by === 'per-cost' ? fraction(utilities[project]!, cost) : fraction(utilities[project]!),
  )
  const order = election.projects
    .map((_, project) => project)
    .filter((project) => exclusion(election, rule, votes[project]!, utilities[project]!) === undefined)
    .sort((a, b) => compare(scores[b]!, scores[a]!) || ranks[a]! - ranks[b]!)
  return { election, rule, votes, scores, order }
}

/** Why a project does not take part at all. */
function exclusion(election: Election, rule: GreedyRule, votes: number, utility: bigint): Loss['reason'] | undefined {
  if (votes === 0 && !rule.fundsUnsupported) return 'unsupported'
  const isCountedInVotes = rule.utility === 'cost' || rule.utility === 'cardinality'
  const reached = isCountedInVotes ? votes : Number(utility)
  const decimals = rule.utility === 'points' ? election.profile.pointDecimals : 0
  return reached < rule.threshold * 10 ** decimals ? 'below-threshold' : undefined
}

/** The rule itself. */
function elect({ election, rule }: Contest, order: readonly number[]): readonly number[] {
  const winners: number[] = []
  let moneyLeft = election.budget
  for (const project of order) {
    const { cost } = election.projects[project]!
    if (cost <= moneyLeft) {
      winners.push(project)
      moneyLeft -= cost
    } else if (rule.whenTooDear === 'stop') break
  }
  return winners
}

function roundsOf({ election, votes, scores }: Contest, winners: readonly number[]): readonly Round[] {
  let moneyLeft = election.budget
  return winners.map((project) => {
    moneyLeft -= election.projects[project]!.cost
    return { project, stage: 'greedy', price: scores[project]!, payers: votes[project]!, emptied: 0, moneyLeft }
  })
}

/** Those set aside first, in file order, then those passed over, by rank, with what was left at their turn. */
function lossesOf(contest: Contest, winners: readonly number[]): readonly Loss[] {
  const { election, rule, order, votes } = contest
  const utilities = utilitiesOf(election, rule.utility)
  const [takesPart, won] = [new Set(order), new Set(winners)]
  const losses: Loss[] = []
  election.projects.forEach((_, project) => {
    if (takesPart.has(project)) return
    const reason = exclusion(election, rule, votes[project]!, utilities[project]!)!
    losses.push({ project, reason, available: fraction(election.budget) })
  })
  let moneyLeft = election.budget
  let hasStopped = false
  for (const project of order) {
    if (won.has(project)) moneyLeft -= election.projects[project]!.cost
    else losses.push({ project, reason: hasStopped ? 'stopped' : 'budget-short', available: fraction(moneyLeft) })
    if (!won.has(project) && rule.whenTooDear === 'stop') hasStopped = true
  }
  return losses
}

function tiesOf(contest: Contest, winners: readonly number[]): readonly Tie[] {
  const { election, rule, order } = contest
  const won = new Set(winners)
  const ties: Tie[] = []
  let [moneyLeft, round] = [election.budget, 0]
  for (let at = 0; at < order.length; at++) {
    const chosen = order[at]!
    const stops = !won.has(chosen) && rule.whenTooDear === 'stop'
    const equals = won.has(chosen) || stops ? equalsFrom(contest, at, moneyLeft) : []
    if (equals.length > 1) {
      const changesOutcome =
        !allFit(election, equals, moneyLeft) && equals.some((one) => allFit(election, [one], moneyLeft))
      ties.push({ round, projects: equals, chosen, changesOutcome })
    }
    if (stops) break
    if (!won.has(chosen)) continue
    moneyLeft -= election.projects[chosen]!.cost
    round++
  }
  return ties
}

/** The projects that could come at this place of the order: same score, and (with `skip`) affordable. */
function equalsFrom({ election, rule, order, scores }: Contest, at: number, moneyLeft: bigint): readonly number[] {
  let end = at
  while (end < order.length && compare(scores[order[end]!]!, scores[order[at]!]!) === 0) end++
  const equals = order.slice(at, end)
  return rule.whenTooDear === 'stop' ? equals : equals.filter((other) => election.projects[other]!.cost <= moneyLeft)
}

function allFit(election: Election, projects: readonly number[], moneyLeft: bigint): boolean {
  return projects.reduce((sum, project) => sum + election.projects[project]!.cost, 0n) <= moneyLeft
}
