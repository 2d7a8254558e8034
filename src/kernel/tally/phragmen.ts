import { fraction, ZERO } from '#kernel/fraction'
import { bear, type Candidate, type Carriers, carriersOf, copyOfLoads, type Loads, lightest, noLoads } from './loads.ts'
import type { Election, Loss, PhragmenRule, Round, Tally, Tie } from './model.ts'
import { isSameSet, tieRanks } from './ties.ts'

/** A count under way. */
type Count = {
  readonly loads: Loads
  readonly rounds: Round[]
  moneyLeft: bigint
  /** Set once a project that does not fit stops the count. */
  stoppedBy: readonly number[]
}

/** What stays the same from one recount to another. */
type Contest = {
  readonly carriers: Carriers
  readonly rule: PhragmenRule
  readonly ranks: Int32Array
  /** Projects that can be afforded at all, with supporters and without, in the order of ties. */
  readonly supported: readonly number[]
  readonly unsupported: readonly number[]
}

/** Recounts made to tell whether ties matter, for one count. */
const MOST_RECOUNTS = 64

/**
 * Sequential Phragmén: each project would put a load on its supporters, equal among them, that adds its cost to what
 * they already bear; the project of lightest load is elected, again and again, until the lightest does not fit.
 *
 * Ties: broken by the order of ties; when one of the tied does not fit, the count stops (as pabutools does). A tie
 * `changesOutcome` when electing another of them, then keeping to the order, gives another set of winners. At most 64
 * recounts are made for that; ties met beyond are said to change the outcome, which they may.
 *
 * @see  docs/specifications/tally.md, « Sequential Phragmén »
 */
export function phragmen(election: Election, rule: PhragmenRule): Tally {
  const contest = prepare(election, rule)
  const ties: Tie[] = []
  const alternatives: { readonly tie: number; readonly winners: readonly number[] | undefined }[] = []
  let recounts = 0
  const count = newCount(contest)
  finish(contest, count, (tied) => {
    const [chosen, ...others] = tied
    for (const other of others) {
      const isCounted = recounts++ < MOST_RECOUNTS
      const winners = isCounted ? winnersInstead(contest, count, other) : undefined
      alternatives.push({ tie: ties.length, winners })
    }
    const projects = tied.map(({ project }) => project)
    ties.push({ round: count.rounds.length, projects, chosen: chosen!.project, changesOutcome: false })
  })

  const winners = winnersOf(count)
  const changing = new Set(
    alternatives.filter((other) => !other.winners || !isSameSet(winners, other.winners)).map(({ tie }) => tie),
  )
  return {
    rule,
    winners,
    cost: election.budget - count.moneyLeft,
    value: undefined,
    unique: undefined,
    rounds: count.rounds,
    losses: lossesOf(contest, count),
    ties: ties.map((tie, index) => ({ ...tie, changesOutcome: changing.has(index) })),
    endowment: undefined,
    increments: undefined,
  }
}

function prepare(election: Election, rule: PhragmenRule): Contest {
  const carriers = carriersOf(election)
  const ranks = tieRanks(election, rule.ties)
  const affordable = election.projects
    .map((_, project) => project)
    .filter((project) => election.projects[project]!.cost <= election.budget)
    .sort((a, b) => ranks[a]! - ranks[b]!)
  const supported = affordable.filter((project) => carriers.votes[project]! > 0)
  const unsupported = rule.fundsUnsupported ? affordable.filter((project) => carriers.votes[project] === 0) : []
  return { carriers, rule, ranks, supported, unsupported }
}

function newCount({ carriers }: Contest): Count {
  return { loads: noLoads(carriers), rounds: [], moneyLeft: carriers.election.budget, stoppedBy: [] }
}

/** Counts to the end. `onTie` is told of each tie, in the order of ties, before the first of them is elected. */
function finish(contest: Contest, count: Count, onTie: (tied: readonly Candidate[]) => void): void {
  for (;;) {
    const tied = nextTied(contest, count)
    if (tied.length === 0) return
    const tooDear = tied.filter(({ project }) => costOf(contest, project) > count.moneyLeft)
    if (tooDear.length > 0) {
      count.stoppedBy = tooDear.map(({ project }) => project)
      return
    }
    if (tied.length > 1) onTie(tied)
    elect(contest, count, tied[0]!)
  }
}

/** Who comes next, several when equal, in the order of ties. Projects without supporters come after all others. */
function nextTied({ carriers, ranks, supported, unsupported }: Contest, count: Count): readonly Candidate[] {
  const elected = new Set(winnersOf(count))
  const projects = supported.filter((project) => !elected.has(project))
  if (projects.length > 0) {
    return lightest(carriers, count.loads, projects).toSorted((a, b) => ranks[a.project]! - ranks[b.project]!)
  }
  const others = unsupported.filter((project) => !elected.has(project))
  return others.map((project) => ({ project, numerator: 0n, votes: 0n }))
}

function elect(contest: Contest, count: Count, candidate: Candidate): void {
  const { carriers } = contest
  const { project } = candidate
  const price = candidate.votes === 0n ? ZERO : bear(carriers, count.loads, candidate)
  count.moneyLeft -= costOf(contest, project)
  const payers = carriers.votes[project]!
  count.rounds.push({ project, stage: 'phragmen', price, payers, emptied: 0, moneyLeft: count.moneyLeft })
}

/** Who would win if, from this point, `candidate` were elected first. */
function winnersInstead(contest: Contest, count: Count, candidate: Candidate): readonly number[] {
  const other = { ...count, loads: copyOfLoads(count.loads), rounds: [...count.rounds] }
  elect(contest, other, candidate)
  finish(contest, other, () => {})
  return winnersOf(other)
}

function winnersOf(count: Count): readonly number[] {
  return count.rounds.map(({ project }) => project)
}

function costOf({ carriers }: Contest, project: number): bigint {
  return carriers.election.projects[project]!.cost
}

function lossesOf({ carriers, rule }: Contest, count: Count): readonly Loss[] {
  const { election, votes } = carriers
  const elected = new Set(winnersOf(count))
  const available = fraction(count.moneyLeft)
  return election.projects.flatMap(({ cost }, project): readonly Loss[] => {
    if (elected.has(project)) return []
    if (votes[project] === 0 && !rule.fundsUnsupported) return [{ project, reason: 'unsupported', available }]
    if (cost > election.budget) return [{ project, reason: 'budget-short', available: fraction(election.budget) }]
    return [{ project, reason: count.stoppedBy.includes(project) ? 'budget-short' : 'stopped', available }]
  })
}
