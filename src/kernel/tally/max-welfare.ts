import { fraction } from '#kernel/fraction'
import type { Election, Loss, MaxWelfareRule, Round, Tally } from './model.ts'
import { compareAmounts, tieRanks } from './ties.ts'
import { utilitiesOf, votesOf } from './utility.ts'

/** A project that may be chosen. */
type Item = { readonly project: number; readonly cost: bigint; readonly utility: bigint; readonly bit: bigint }

/**
 * All sets met so far with this utility, by their cheapest: a dearer set of the same utility can do nothing that the
 * cheapest does not, but the second cheapest tells whether the best is the only one.
 */
type State = {
  readonly utility: bigint
  readonly cost: bigint
  /** Of the cheapest set; among equally cheap ones the first in the order of ties. One bit per project. */
  readonly members: bigint
  /** Of the second cheapest set; undefined when no other has this utility. */
  readonly secondCost: bigint | undefined
}

/** Real elections need a hundred states; a file made to be hard could need more than memory holds. */
const MOST_STATES = 50_000

/** No fault of the program: the election asks for more sets than memory holds. `tryTally` makes it a refusal. */
export class TooManySets extends Error {
  override readonly name = 'TooManySets'
}

/** States completed at each step to know what is reachable: all of them in real elections. */
const MOST_COMPLETED = 64

/**
 * Maximum welfare: the affordable set of projects whose utilities have the greatest sum.
 *
 * Exact, by dynamic programming on the sets that no other beats in both cost and utility (Nemhauser & Ullmann, 1969),
 * without those whose utility plus the best that fractions of the remaining projects could add stays below a set
 * already known (Dantzig's bound, 1957). Among sets of equal utility: the cheapest, then the one that holds the first
 * project, in the order of ties, that the other does not. `unique` tells whether there was another.
 *
 * @throws  TooManySets when the count needs more than 50 000 sets at a time: files of real votes do not
 * @see     docs/specifications/tally.md, « Maximum welfare »
 */
export function maxWelfare(election: Election, rule: MaxWelfareRule): Tally {
  const items = itemsOf(election, rule)
  const best = bestState(items, election.budget)
  const winners = items.filter(({ bit }) => (best.members & bit) !== 0n).map(({ project }) => project)
  return {
    rule,
    winners,
    cost: best.cost,
    value: best.utility,
    unique: best.secondCost === undefined,
    rounds: roundsOf(election, items, winners),
    losses: lossesOf(election, winners, best.cost),
    ties: [],
    endowment: undefined,
    increments: undefined,
  }
}

/** Projects that are worth something and fit alone, best utility per cost first. */
function itemsOf(election: Election, rule: MaxWelfareRule): readonly Item[] {
  const utilities = utilitiesOf(election, rule.utility)
  const ranks = tieRanks(election, rule.ties)
  const last = election.projects.length - 1
  return election.projects
    .map(({ cost }, project) => {
      const bit = 1n << BigInt(last - ranks[project]!)
      return { project, cost, utility: utilities[project]!, bit }
    })
    .filter(({ cost, utility }) => utility > 0n && cost <= election.budget)
    .sort((a, b) => compareAmounts(b.utility * a.cost, a.utility * b.cost) || ranks[a.project]! - ranks[b.project]!)
}

function bestState(items: readonly Item[], budget: bigint): State {
  let states: readonly State[] = [{ utility: 0n, cost: 0n, members: 0n, secondCost: undefined }]
  let known = 0n
  items.forEach((_, index) => {
    known = bestKnown(states, items, index, budget, known)
    states = prune(states, items, index, budget, known)
    states = merge(states, withItem(states, items[index]!, budget))
    if (states.length > MOST_STATES) throw new TooManySets()
  })
  return states.at(-1)!
}

/** Completes some of the states, all when they are few, to raise the utility that is surely reachable. */
function bestKnown(
  states: readonly State[],
  items: readonly Item[],
  from: number,
  budget: bigint,
  known: bigint,
): bigint {
  const stride = Math.ceil(states.length / MOST_COMPLETED)
  let best = known
  for (let at = 0; at < states.length; at += stride) {
    const reached = states[at]!.utility + greedyRest(items, from, budget - states[at]!.cost)
    if (reached > best) best = reached
  }
  return best
}

function withItem(states: readonly State[], item: Item, budget: bigint): readonly State[] {
  return states
    .filter(({ cost }) => cost + item.cost <= budget)
    .map(({ utility, cost, members, secondCost }) => {
      const second = secondCost === undefined ? undefined : secondCost + item.cost
      return {
        utility: utility + item.utility,
        cost: cost + item.cost,
        members: members | item.bit,
        secondCost: second !== undefined && second <= budget ? second : undefined,
      }
    })
}

/** Both lists and the result rise in utility and in cost. */
function merge(a: readonly State[], b: readonly State[]): readonly State[] {
  const merged: State[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]]
    const order = !left ? 1 : !right ? -1 : compareAmounts(left.utility, right.utility)
    const next = order === 0 ? united(left!, right!) : order < 0 ? left! : right!
    if (order <= 0) i++
    if (order >= 0) j++
    while (merged.length > 0 && merged.at(-1)!.cost >= next.cost) merged.pop()
    merged.push(next)
  }
  return merged
}

/** Two families of sets of the same utility, which share none. */
function united(a: State, b: State): State {
  const isFirst = a.cost < b.cost || (a.cost === b.cost && a.members > b.members)
  const [first, second] = isFirst ? [a, b] : [b, a]
  const isNearer = first.secondCost !== undefined && first.secondCost < second.cost
  return { ...first, secondCost: isNearer ? first.secondCost : second.cost }
}

/** Leaves out states from which even fractions of projects cannot reach what is known to be reachable. */
function prune(
  states: readonly State[],
  items: readonly Item[],
  from: number,
  budget: bigint,
  known: bigint,
): readonly State[] {
  return states.filter((state) => canReach(state, items, from, budget, known))
}

function canReach(state: State, items: readonly Item[], from: number, budget: bigint, known: bigint): boolean {
  let [utility, moneyLeft] = [state.utility, budget - state.cost]
  for (let index = from; index < items.length; index++) {
    if (utility >= known) return true
    const item = items[index]!
    // A part of the first that does not fit: the bound is not whole, so both sides are multiplied by its cost.
    if (item.cost > moneyLeft) return utility * item.cost + item.utility * moneyLeft >= known * item.cost
    utility += item.utility
    moneyLeft -= item.cost
  }
  return utility >= known
}

/** Utility that whole projects can surely add: each in turn, if it fits. */
function greedyRest(items: readonly Item[], from: number, money: bigint): bigint {
  let [utility, moneyLeft] = [0n, money]
  for (let index = from; index < items.length; index++) {
    const item = items[index]!
    if (item.cost > moneyLeft) continue
    utility += item.utility
    moneyLeft -= item.cost
  }
  return utility
}

function roundsOf(election: Election, items: readonly Item[], winners: readonly number[]): readonly Round[] {
  const votes = votesOf(election)
  const itemOf = new Map(items.map((item) => [item.project, item]))
  let moneyLeft = election.budget
  return winners.map((project) => {
    const { cost, utility } = itemOf.get(project)!
    moneyLeft -= cost
    return { project, stage: 'max-welfare', price: fraction(utility), payers: votes[project]!, emptied: 0, moneyLeft }
  })
}

function lossesOf(election: Election, winners: readonly number[], spent: bigint): readonly Loss[] {
  const votes = votesOf(election)
  const available = fraction(election.budget - spent)
  return election.projects.flatMap(({ cost }, project): readonly Loss[] => {
    if (winners.includes(project)) return []
    if (votes[project] === 0) return [{ project, reason: 'unsupported', available }]
    if (cost > election.budget) return [{ project, reason: 'budget-short', available: fraction(election.budget) }]
    return [{ project, reason: 'outweighed', available }]
  })
}
