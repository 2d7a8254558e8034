import type { Election, EqualSharesRule, Tally } from '../model.ts'
import { endowmentAt, increments } from './add-one.ts'
import { contestOf } from './contest.ts'
import { examineTies } from './examine-ties.ts'
import { outcomeAt } from './outcome.ts'
import { lossesOf, roundsOf } from './trace.ts'

/**
 * The Method of Equal Shares: every voter receives the same share of the budget; again and again the project whose
 * supporters can pay for it at the lowest price per unit of utility is bought, each paying the same price or all they
 * have left; then the money nobody could use is dealt with by the rule's completion.
 *
 * Exact: doubles only choose which projects to look at, integers decide.
 *
 * @param rule  its utility suits the election's vote type
 * @see         Peters, Pierczyński, Skowron, Proportional Participatory Budgeting with Additive Utilities, NeurIPS 2021
 * @see         docs/specifications/tally.md, « Equal shares and its completions »
 */
export function equalShares(election: Election, rule: EqualSharesRule): Tally {
  const contest = contestOf(election, rule)
  const isAddOne = rule.completion === 'add1' || rule.completion === 'add1-utilitarian'
  const added = isAddOne ? increments(contest) : 0
  const endowment = isAddOne
    ? endowmentAt(contest, added)
    : endowmentAt({ ...contest, rule: { ...rule, start: 'exact' } }, 0)
  const outcome = outcomeAt(contest, endowment)
  const rounds = roundsOf(contest, outcome)
  const moneyLeft = rounds.at(-1)?.moneyLeft ?? election.budget
  return {
    rule,
    winners: outcome.winners,
    cost: election.budget - moneyLeft,
    value: undefined,
    unique: undefined,
    rounds,
    losses: lossesOf(contest, outcome, moneyLeft),
    ties: examineTies(contest, outcome),
    endowment: outcome.isGreedy ? undefined : endowment,
    increments: isAddOne ? added : undefined,
  }
}
