import { compare, fraction, subtract, ZERO } from '#kernel/fraction'
import { assert } from '#kernel/result'
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
    missing: compare(missing, ZERO) > 0 ? missing : ZERO,
    spentOn: spendingOf(account, supportingGroups(account, project)),
  }
}

function supportingGroups({ election }: Account, project: number): Int32Array {
  const { offsets, groups } = supportersOf(election.profile, election.projects.length)
  return groups.subarray(offsets[project], offsets[project + 1])
}

/** Where the money of some groups of ballots went, the most first. */
export function spendingOf({ election, payments }: Account, groups: Iterable<number>): readonly Spending[] {
  const voters = new Float64Array(election.profile.groupCount)
  for (const group of groups) voters[group] = election.profile.multiplicities[group]!
  return spendingOfVoters(payments, voters)
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
