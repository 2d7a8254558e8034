import { fraction, multiply, ZERO } from '#kernel/fraction'
import { assert } from '#kernel/result'
import { stakesOf } from '../equal-shares/stakes.ts'
import type { Election, Fraction, Round, Tally } from '../model.ts'
import { supportersOf } from '../supporters.ts'
import type { Account, RoundPayments } from './model.ts'
import { type Backers, openPurses, type Purses, settle, toCommon } from './purses.ts'

/** Replays a count from its trace: who paid how much for each winner. Over all ballots the sums are the costs, exactly. */
export function accountOf(election: Election, tally: Tally): Account {
  const { endowment } = tally
  const purses = openPurses(election.profile, endowment ?? ZERO)
  const backersOf = backersIn(election, tally)
  const payments = tally.rounds.map((round) => paymentsOf(election, tally, round, purses, backersOf(round)))
  const numerators = Array.from(purses.slotOf, (slot) => purses.amounts[slot]!)
  return { election, tally, payments, left: endowment && { denominator: purses.denominator, numerators } }
}

/** What one voter of a group paid in a round: 0 when they are not among the payers. */
export function paidBy({ groups, classOf, classes, denominator }: RoundPayments, group: number): Fraction {
  const at = positionOf(groups, group)
  return at < 0 ? ZERO : fraction(classes[classOf[at]!]!.paid, denominator)
}

/** Whether one voter of a group paid all they had in a round. */
export function isEmptiedBy({ groups, classOf, classes }: RoundPayments, group: number): boolean {
  const at = positionOf(groups, group)
  return at >= 0 && classes[classOf[at]!]!.emptied
}

/** What one voter of a group has left, for equal shares. */
export function leftTo({ left }: Account, group: number): Fraction | undefined {
  return left && fraction(left.numerators[group]!, left.denominator)
}

/** For equal shares, by project: what those to whom it is worth something have left together. */
export function heldBySupporters({ election, tally, left }: Account): readonly Fraction[] | undefined {
  if (!left || tally.rule.kind !== 'equal-shares') return undefined
  const { offsets, groups } = stakesOf(election, tally.rule.utility)
  return election.projects.map((_, project) => {
    let sum = 0n
    for (const group of groups.subarray(offsets[project], offsets[project + 1])) {
      sum += left.numerators[group]! * BigInt(election.profile.multiplicities[group]!)
    }
    return fraction(sum, left.denominator)
  })
}

function paymentsOf(
  { profile, projects }: Election,
  { rule }: Tally,
  { project, stage, price }: Round,
  purses: Purses,
  backers: Backers,
): RoundPayments {
  const { cost } = projects[project]!
  if (stage === 'equal-shares') {
    const isByCost = rule.kind === 'equal-shares' && rule.utility === 'cost'
    const share = toCommon(purses, isByCost ? multiply(price, fraction(cost)) : price)
    const settled = settle(profile, purses, backers, (had, weight) => {
      const asked = share * BigInt(weight)
      const paid = had < asked ? had : asked
      return { paid, next: had - paid }
    })
    return { project, kind: 'share', denominator: purses.denominator, ...settled }
  }
  if (stage === 'phragmen') {
    const load = toCommon(purses, price)
    const settled = settle(profile, purses, backers, (had) => ({ paid: load - had, next: load }))
    return { project, kind: 'load', denominator: purses.denominator, ...settled }
  }
  const supporters = backers.groups.reduce((sum, group) => sum + profile.multiplicities[group]!, 0)
  // A project nobody chose is paid by nobody in particular.
  const part = fraction(cost, BigInt(Math.max(1, supporters)))
  const pot = openPurses(profile, ZERO)
  const settled = settle(profile, pot, backers, () => ({ paid: part.numerator, next: 1n }))
  return { project, kind: 'pot', denominator: part.denominator, ...settled }
}

function backersIn(election: Election, { rule, rounds }: Tally): (round: Round) => Backers {
  const { profile, projects } = election
  const supporters = supportersOf(profile, projects.length)
  const isShared = rule.kind === 'equal-shares' && rounds.some(({ stage }) => stage === 'equal-shares')
  const stakes = isShared ? stakesOf(election, rule.utility) : undefined
  return ({ project, stage }) => {
    if (stage !== 'equal-shares') {
      const groups = supporters.groups.subarray(supporters.offsets[project], supporters.offsets[project + 1])
      return { groups, weights: new Float64Array(groups.length).fill(1) }
    }
    assert(stakes, 'rounds of equal shares belong to the rule of equal shares')
    const [start, end] = [stakes.offsets[project], stakes.offsets[project + 1]]
    const groups = stakes.groups.subarray(start, end)
    // Stakes are those of whole groups.
    const weights = stakes.weights.slice(start, end).map((weight, at) => weight / profile.multiplicities[groups[at]!]!)
    return { groups, weights }
  }
}

/** Where a group is among rising ones, or -1. */
function positionOf(groups: Int32Array, group: number): number {
  let [low, high] = [0, groups.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    if (groups[middle] === group) return middle
    if (groups[middle]! < group) low = middle + 1
    else high = middle - 1
  }
  return -1
}
