import { assert } from '#kernel/result'
import { preferencesBetween } from '../comparison/preferences.ts'
import { endowmentAt } from '../equal-shares/add-one.ts'
import { contestOf } from '../equal-shares/contest.ts'
import { outcomeAt } from '../equal-shares/outcome.ts'
import { roundsOf } from '../equal-shares/trace.ts'
import { accountOf, heldBySupporters } from '../explain/account.ts'
import type { Account, RoundPayments } from '../explain/model.ts'
import type { Election, EqualSharesRule, GreedyRule, Round, Tally } from '../model.ts'
import { tally } from '../tally.ts'
import { votesOf } from '../utility.ts'
import { isExhausted } from './check-equal-shares.ts'
import type { AddOneClaim, ComparisonClaim, EqualSharesProof, ScoredClaim, SharesClaim } from './model.ts'
import { classesOf } from './payers.ts'
import { readBallots } from './reading.ts'
import { textOf } from './text.ts'

/** The rounds with who paid, what was left in the end, and why the increments and the comparison stopped there. */
export function certifyEqualShares(election: Election, counted: Tally, rule: EqualSharesRule): EqualSharesProof {
  // When greedy was kept instead, the trace is greedy's: what it was compared with is counted again.
  const shares = counted.endowment ? counted : tally(election, { ...rule, comparison: false })
  const completion = shares.rounds.filter(({ stage }) => stage === 'completion')
  return {
    kind: 'equal-shares',
    shares: sharesClaim(accountOf(election, shares), rule),
    completion: scoredClaims(election, completion),
    comparison: rule.comparison ? comparisonClaim(election, rule, shares, counted) : null,
  }
}

function sharesClaim(account: Account, rule: EqualSharesRule): SharesClaim {
  const { election, tally: counted, payments } = account
  const { projects } = election
  assert(counted.endowment, 'equal shares give everybody a share')
  const bought = counted.rounds.filter(({ stage }) => stage === 'equal-shares')
  const held = heldBySupporters(account)!
  const isWaiting = (project: number) => !bought.some((round) => round.project === project)
  return {
    endowment: textOf(counted.endowment),
    rounds: bought.map(({ project, price, moneyLeft }, round) => ({
      project: projects[project]!.id,
      price: textOf(price),
      payers: payersOf(payments[round]!, rule.utility === 'cost' ? projects[project]!.cost : 1n),
      moneyLeft: String(moneyLeft),
    })),
    end: [...projects.keys()]
      .filter(isWaiting)
      .map((project) => ({ project: projects[project]!.id, held: textOf(held[project]!) })),
    addOne: counted.increments === undefined ? null : addOneClaim(election, rule, counted, bought),
  }
}

function payersOf({ classes, denominator }: RoundPayments, scale: bigint) {
  const payers = classes
    .filter(({ voters }) => voters > 0)
    .map(({ voters, weight, paid, emptied }) => ({ voters, worth: BigInt(weight) * scale, paid, emptied }))
  return classesOf(payers, denominator)
}

/** Nothing more fits; or the rounds with one unit more for each, until they pass the budget. */
function addOneClaim(
  election: Election,
  rule: EqualSharesRule,
  { increments = 0 }: Tally,
  bought: readonly Round[],
): AddOneClaim {
  const waiting = new Set(election.projects.keys())
  for (const { project } of bought) waiting.delete(project)
  const moneyLeft = bought.at(-1)?.moneyLeft ?? election.budget
  if (isExhausted(readBallots(election, rule), rule, waiting, moneyLeft)) {
    return { increments, stop: 'exhausted', next: [] }
  }
  const contest = contestOf(election, { ...rule, completion: 'none', comparison: false })
  const next = roundsOf(contest, outcomeAt(contest, endowmentAt(contest, increments + 1)))
  const passing = next.findIndex((round) => round.moneyLeft < 0n)
  assert(passing >= 0, 'the increments stop when nothing more fits or when the budget is passed')
  const rounds = next.slice(0, passing + 1).map((round) => ({
    project: election.projects[round.project]!.id,
    price: textOf(round.price),
    moneyLeft: String(round.moneyLeft),
  }))
  return { increments, stop: 'overspent', next: rounds }
}

/** Greedy by votes among what somebody chose, and how many prefer each outcome. */
function comparisonClaim(election: Election, rule: EqualSharesRule, shares: Tally, counted: Tally): ComparisonClaim {
  const isInVotes = rule.utility === 'cost' || rule.utility === 'cardinality'
  const byVotes: GreedyRule = {
    kind: 'greedy',
    utility: isInVotes ? 'cost' : rule.utility,
    by: 'per-cost',
    whenTooDear: 'skip',
    threshold: 0,
    fundsUnsupported: false,
    ties: rule.ties,
  }
  const greedy = tally(election, byVotes)
  const { first, second } = preferencesBetween(election, shares.winners, greedy.winners)
  return {
    kept: counted.endowment ? 'equal-shares' : 'greedy',
    greedy: scoredClaims(election, greedy.rounds),
    preferEqualShares: first,
    preferGreedy: second,
  }
}

function scoredClaims(election: Election, rounds: readonly Round[]): readonly ScoredClaim[] {
  const votes = votesOf(election)
  return rounds.map(({ project, price, moneyLeft }) => ({
    project: election.projects[project]!.id,
    score: textOf(price),
    voters: votes[project]!,
    moneyLeft: String(moneyLeft),
  }))
}
