import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { add, compare, fraction, subtract, ZERO } from '#kernel/fraction'
import { anySketch, electionOf, type Sketch } from '../elections.testing.ts'
import type { Election, EqualSharesRule, Tally, VoteType } from '../model.ts'
import { utilityOf } from '../references.testing.ts'
import { anyRule, largerSketch } from './elections.testing.ts'
import { equalShares } from './index.ts'
import { equalSharesByDefinition, payment } from './reference.testing.ts'

const ANY_CASE = fc
  .oneof(anySketch, largerSketch)
  .chain((sketch) => fc.tuple(fc.constant<Sketch & { type: VoteType }>(sketch), anyRule(sketch.type)))

// FILIGRANE_TEST_RUNS asks for more before a release.
const RUNS = { numRuns: Number(process.env.FILIGRANE_TEST_RUNS ?? 600) }

describe('the fast count is the count by definition', () => {
  test('same winners in the same order, same prices, same ties, same currency units added', () => {
    fc.assert(
      fc.property(ANY_CASE, ([sketch, rule]) => {
        const election = electionOf(sketch)
        const expected = equalSharesByDefinition(election, rule)
        const tally = equalShares(election, rule)
        expect(tally.winners).toEqual(expected.winners)
        if (tally.increments !== undefined) expect(tally.increments).toBe(expected.increments)
        if (tally.rounds.some((round) => round.stage === 'greedy')) return
        const bought = tally.rounds.filter((round) => round.stage === 'equal-shares')
        expect(bought.map((round) => round.price)).toEqual(expected.prices)
        const ties = tally.ties.filter((tie) => !tie.isSetAside && tie.round < bought.length)
        const met = ties.map(({ round, projects }) => ({ round, projects: projects.toSorted((a, b) => a - b) }))
        expect(met).toEqual(expected.ties)
      }),
      RUNS,
    )
  })
})

describe('replaying the rounds gives every voter their exact payments', () => {
  test('payments make up the cost of each project, payers and emptied are as said, nobody goes below 0', () => {
    fc.assert(
      fc.property(ANY_CASE, ([sketch, rule]) => {
        const election = electionOf(sketch)
        replay(election, rule, equalShares(election, rule))
      }),
      RUNS,
    )
  })
})

function replay(election: Election, rule: EqualSharesRule, tally: Tally): void {
  const purses = Array.from(election.profile.groupOfVoter, () => tally.endowment ?? ZERO)
  let left = election.budget
  for (const round of tally.rounds) {
    left -= election.projects[round.project]!.cost
    expect(round.moneyLeft).toBe(left)
    if (round.stage !== 'equal-shares') continue
    let [paid, payers, emptied] = [ZERO, 0, 0]
    for (const [voter, purse] of purses.entries()) {
      const utility = utilityOf(election, voter, round.project, rule.utility)
      if (utility <= 0n || compare(purse, ZERO) === 0) continue
      const part = payment(purse, round.price, fraction(utility))
      purses[voter] = subtract(purse, part)
      paid = add(paid, part)
      payers++
      if (compare(purses[voter]!, ZERO) === 0) emptied++
    }
    expect(paid).toEqual(fraction(election.projects[round.project]!.cost))
    expect([round.payers, round.emptied]).toEqual([payers, emptied])
  }
  expect(tally.cost).toBe(election.budget - left)
  expect(left >= 0n).toBe(true)
  for (const { project, reason, available } of tally.losses.filter((loss) => loss.reason === 'supporters-short')) {
    const held = purses.filter((_, voter) => utilityOf(election, voter, project, rule.utility) > 0n).reduce(add, ZERO)
    expect([reason, available]).toEqual(['supporters-short', held])
    expect(compare(available, fraction(election.projects[project]!.cost))).toBe(-1)
  }
}
