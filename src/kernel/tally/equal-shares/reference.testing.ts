import { add, compare, divide, fraction, multiply, subtract, ZERO } from '#kernel/fraction'
import type { Election, EqualSharesRule, Fraction } from '../model.ts'
import { greedyByDefinition, isFirst, utilityOf } from '../references.testing.ts'

/** Equal shares written straight from its definition: voter by voter, in exact fractions, every increment counted. */
export type ByDefinition = {
  readonly winners: readonly number[]
  /** Of the projects bought by equal shares, in order. */
  readonly prices: readonly Fraction[]
  /** Rounds where several projects had the lowest price, with all of them by index. */
  readonly ties: readonly { readonly round: number; readonly projects: readonly number[] }[]
  /** What each voter has left. */
  readonly purses: readonly Fraction[]
  readonly increments: number
}

export function equalSharesByDefinition(election: Election, rule: EqualSharesRule): ByDefinition {
  const isAddOne = rule.completion.startsWith('add1')
  let increments = 0
  let kept = countByDefinition(election, rule, endowmentOf(election, rule, 0))
  while (isAddOne && !isExhausted(election, rule, kept.winners)) {
    const next = countByDefinition(election, rule, endowmentOf(election, rule, increments + 1))
    if (costOf(election, next.winners) > election.budget) break
    kept = next
    increments++
  }
  const completed = rule.completion.endsWith('utilitarian') ? completeByDefinition(election, rule, kept.winners) : []
  const winners = [...kept.winners, ...completed]
  const greedy = completeByDefinition(election, rule, [], false)
  return {
    ...kept,
    increments,
    winners: rule.comparison && prefersSecond(election, winners, greedy) ? greedy : winners,
  }
}

export function countByDefinition(election: Election, rule: EqualSharesRule, endowment: Fraction) {
  const voters = range(election.profile.voterCount)
  const utilities = voters.map((voter) => range(election.projects.length).map((project) => utility(voter, project)))
  const purses: Fraction[] = voters.map(() => endowment)
  const winners: number[] = []
  const prices: Fraction[] = []
  const ties: { round: number; projects: number[] }[] = []
  for (;;) {
    const offers = range(election.projects.length).flatMap((project) => {
      const price = winners.includes(project) ? undefined : priceByDefinition(election, project, purses, utilities)
      return price ? [{ project, price }] : []
    })
    const lowest = offers.map((offer) => offer.price).sort(compare)[0]
    if (!lowest) return { winners, prices, ties, purses }
    const tied = offers.filter((offer) => compare(offer.price, lowest) === 0).map((offer) => offer.project)
    const chosen = tied.reduce((a, b) => (isFirst(election, rule.ties, b, a) ? b : a))
    if (tied.length > 1) ties.push({ round: winners.length, projects: tied })
    for (const voter of voters) {
      purses[voter] = subtract(purses[voter]!, payment(purses[voter]!, lowest, utilities[voter]![chosen]!))
    }
    winners.push(chosen)
    prices.push(lowest)
  }

  function utility(voter: number, project: number): Fraction {
    const worth = utilityOf(election, voter, project, rule.utility)
    return worth > 0n ? fraction(worth) : ZERO
  }
}

/** The smallest ρ with Σ min(purse, ρ × utility) = cost; nothing when the supporters cannot pay. */
function priceByDefinition(election: Election, project: number, purses: readonly Fraction[], utilities: Fraction[][]) {
  const cost = fraction(election.projects[project]!.cost)
  const supporters = range(purses.length).filter((voter) => compare(utilities[voter]![project]!, ZERO) > 0)
  if (compare(supporters.map((voter) => purses[voter]!).reduce(add, ZERO), cost) < 0) return undefined
  const limit = (voter: number) => divide(purses[voter]!, utilities[voter]![project]!)
  const byLimit = supporters.sort((a, b) => compare(limit(a), limit(b)))
  let [paid, weight] = [ZERO, supporters.map((voter) => utilities[voter]![project]!).reduce(add, ZERO)]
  for (const voter of byLimit) {
    const price = divide(subtract(cost, paid), weight)
    if (compare(price, limit(voter)) <= 0) return price
    paid = add(paid, purses[voter]!)
    weight = subtract(weight, utilities[voter]![project]!)
  }
  return undefined
}

export function payment(purse: Fraction, price: Fraction, utility: Fraction): Fraction {
  const share = multiply(price, utility)
  return compare(share, purse) < 0 ? share : purse
}

function endowmentOf({ budget, decimals, profile }: Election, rule: EqualSharesRule, increments: number): Fraction {
  const unit = 10n ** BigInt(decimals)
  const share = fraction(budget, BigInt(profile.voterCount))
  const isFloored = rule.start === 'floor' && rule.completion.startsWith('add1')
  const start = isFloored ? fraction((share.numerator / (share.denominator * unit)) * unit) : share
  return add(start, fraction(BigInt(increments) * unit))
}

/** Nothing that the rule still looks for fits; or there is nothing left to buy that anyone supports. */
function isExhausted(election: Election, rule: EqualSharesRule, winners: readonly number[]): boolean {
  const rest = range(election.projects.length).filter((project) => !winners.includes(project))
  const supported = rest.filter((project) =>
    range(election.profile.voterCount).some((voter) => utilityOf(election, voter, project, rule.utility) > 0n),
  )
  const left = election.budget - costOf(election, winners)
  const fits = (project: number) => election.projects[project]!.cost <= left
  if (supported.length === 0) return true
  if (rule.exhaustiveStop === 'never') return false
  return !(rule.exhaustiveStop === 'all' ? rest : supported).some(fits)
}

function completeByDefinition(
  election: Election,
  rule: EqualSharesRule,
  winners: readonly number[],
  fundsUnsupported = true,
): number[] {
  // Bought projects stay away by costing more than all the money there is; only the remaining ones are then looked at.
  const budget = election.budget - costOf(election, winners)
  const isInVotes = rule.utility === 'cost' || rule.utility === 'cardinality'
  const rest = {
    ...election,
    budget,
    projects: election.projects.map((project, index) =>
      winners.includes(index) ? { ...project, cost: budget + 1n } : project,
    ),
  }
  const utility = isInVotes ? 'cost' : rule.utility
  const by = 'per-cost'
  const greedy = { utility, by, whenTooDear: 'skip', threshold: 0, fundsUnsupported, ties: rule.ties } as const
  return [...greedyByDefinition(rest, { kind: 'greedy', ...greedy })]
}

function prefersSecond(election: Election, first: readonly number[], second: readonly number[]): boolean {
  const liked = (voter: number, set: readonly number[]) =>
    set.filter((project) => utilityOf(election, voter, project, 'cardinality') > 0n).length
  const voters = range(election.profile.voterCount)
  const forSecond = voters.filter((voter) => liked(voter, second) > liked(voter, first)).length
  const forFirst = voters.filter((voter) => liked(voter, first) > liked(voter, second)).length
  return forSecond > forFirst
}

export function costOf(election: Election, projects: readonly number[]): bigint {
  return projects.reduce((sum, project) => sum + election.projects[project]!.cost, 0n)
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index)
}
