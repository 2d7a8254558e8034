import { add, compare, fraction, subtract, ZERO } from '#kernel/fraction'
import { assert } from '#kernel/result'
import { stakesOf } from '../equal-shares/stakes.ts'
import type { Fraction } from '../model.ts'
import { supportersOf } from '../supporters.ts'
import { votesOf } from '../utility.ts'
import { heldBySupporters } from './account.ts'
import type { Account, LoserExplanation, RoundPayments, Spending } from './model.ts'

/** Why a project is not funded: what was there, what was missing, and where the money of its supporters went. */
export function explainLoser(account: Account, project: number): LoserExplanation {
  const { election, tally } = account
  const loss = tally.losses.find((each) => each.project === project)
  assert(loss, 'the project was not elected')
  const { cost } = election.projects[project]!
  const missing = subtract(fraction(cost), loss.available)
  return {
    project,
    loss,
    cost,
    supporters: votesOf(election)[project]!,
    held: heldBySupporters(account)?.[project],
    outOfReach: outOfReach(account, project),
    missing: compare(missing, ZERO) > 0 ? missing : ZERO,
    spentOn: spendingOf(account, backingGroups(account, project)),
  }
}

/** Follows the money of the supporters, purchase after purchase, back from what they have in the end. */
function outOfReach(account: Account, project: number): LoserExplanation['outOfReach'] {
  const { election, payments } = account
  let held = heldBySupporters(account)?.[project]
  if (!held) return undefined
  const cost = fraction(election.projects[project]!.cost)
  const voters = votersOf(account, backingGroups(account, project))
  for (let round = payments.length - 1; round >= 0; round--) {
    const payment = payments[round]!
    if (payment.kind !== 'share') continue
    const before = add(held, amountFrom(payment, voters))
    if (compare(before, cost) >= 0) return { round, held }
    held = before
  }
  return undefined
}

/** The groups that chose the project; for equal shares, those to whom it is worth something. */
function backingGroups({ election, tally, left }: Account, project: number): Int32Array {
  const isShared = left && tally.rule.kind === 'equal-shares'
  const { offsets, groups } = isShared
    ? stakesOf(election, tally.rule.utility)
    : supportersOf(election.profile, election.projects.length)
  return groups.subarray(offsets[project], offsets[project + 1])
}

/** Where the money of some groups of ballots went, the most first. */
function spendingOf(account: Account, groups: Int32Array): readonly Spending[] {
  return spendingOfVoters(account.payments, votersOf(account, groups))
}

function votersOf({ election: { profile } }: Account, groups: Int32Array): Float64Array {
  const voters = new Float64Array(profile.groupCount)
  for (const group of groups) voters[group] = profile.multiplicities[group]!
  return voters
}

/** @param voters  how many of each group of ballots are counted */
export function spendingOfVoters(payments: readonly RoundPayments[], voters: Float64Array): readonly Spending[] {
  return payments
    .map((payment) => ({ project: payment.project, amount: amountFrom(payment, voters) }))
    .filter(({ amount }) => amount.numerator > 0n)
    .sort((a, b) => compare(b.amount, a.amount))
}

function amountFrom({ groups, classOf, classes, denominator }: RoundPayments, voters: Float64Array): Fraction {
  const payers = new Float64Array(classes.length)
  for (const [at, group] of groups.entries()) payers[classOf[at]!]! += voters[group]!
  const sum = classes.reduce((total, { paid }, index) => total + paid * BigInt(payers[index]!), 0n)
  return fraction(sum, denominator)
}
