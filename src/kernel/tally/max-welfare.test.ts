import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fraction } from '#kernel/fraction'
import { anySketch, electionOf, idsOf, type Sketch, UTILITIES } from './elections.testing.ts'
import { maxWelfare } from './max-welfare.ts'
import type { MaxWelfareRule } from './model.ts'
import { bestSets, isFirst } from './references.testing.ts'
import { sentenceOfCountRefusal, tryTally } from './tally.ts'

const RULE: MaxWelfareRule = { kind: 'max-welfare', utility: 'cardinality', ties: 'id' }

describe('the affordable set of greatest total', () => {
  const cases: readonly [string, Sketch, Partial<MaxWelfareRule>, string, bigint, boolean][] = [
    [
      'B and C together (3 + 3 votes) beat A alone (5 votes)',
      { budget: 10, costs: { A: 10, B: 5, C: 5 }, ballots: { A: 5, 'B,C': 3 } },
      {},
      'B C',
      6n,
      true,
    ],
    [
      'votes times cost: A 50, B and C 15 each',
      { budget: 10, costs: { A: 10, B: 5, C: 5 }, ballots: { A: 5, 'B,C': 3 } },
      { utility: 'cost' },
      'A',
      50n,
      true,
    ],
    [
      'two sets of the same value: the cheaper, and it is said not to be the only one',
      { budget: 10, costs: { A: 10, B: 9 }, ballots: { A: 5, B: 5 } },
      {},
      'B',
      5n,
      false,
    ],
    [
      'same value and cost: the one that holds the first in the order of ties',
      { budget: 10, costs: { C: 5, A: 5, B: 5 }, ballots: { 'A,B,C': 2 } },
      {},
      'A B',
      4n,
      false,
    ],
    [
      'the other set of the same value is dearer than the budget: the best is the only one',
      { budget: 9, costs: { A: 10, B: 9 }, ballots: { A: 5, B: 5 } },
      {},
      'B',
      5n,
      true,
    ],
    [
      'the other set of the same value costs the whole budget, and is found: A and C 50, B and C 60',
      { budget: 60, costs: { A: 30, B: 40, C: 20 }, ballots: { 'A,B': 20, C: 9 } },
      {},
      'A C',
      29n,
      false,
    ],
    [
      'of three equal projects the dearest no longer fits with D, the second does: A and D 30, B and D 34',
      { budget: 34, costs: { A: 20, B: 24, C: 25, D: 10, E: 5 }, ballots: { 'A,B,C': 100, D: 10, E: 8 } },
      {},
      'A D',
      110n,
      false,
    ],
    ['nothing fits', { budget: 1, costs: { A: 2 }, ballots: { A: 1 } }, {}, '', 0n, true],
    [
      'a project nobody chose adds nothing and stays out',
      { budget: 9, costs: { A: 2, B: 1 }, ballots: { A: 1 } },
      {},
      'A',
      1n,
      true,
    ],
  ]
  test.each(cases)('%s', (_, sketch, rule, winners, value, unique) => {
    const election = electionOf(sketch)
    const tally = maxWelfare(election, { ...RULE, ...rule })
    expect(idsOf(election, tally.winners)).toBe(winners)
    expect([tally.value, tally.unique]).toEqual([value, unique])
  })
})

test('each winner says what it adds, each loser why it is not there', () => {
  const election = electionOf({
    budget: 10,
    costs: { A: 10, B: 5, C: 4, D: 11, E: 1 },
    ballots: { A: 5, 'B,C': 3, D: 9 },
  })
  const tally = maxWelfare(election, RULE)
  expect(tally.rounds).toEqual([
    { project: 2, stage: 'max-welfare', price: fraction(3n), payers: 3, emptied: 0, moneyLeft: 6n },
    { project: 1, stage: 'max-welfare', price: fraction(3n), payers: 3, emptied: 0, moneyLeft: 1n },
  ])
  expect(tally.losses).toEqual([
    { project: 0, reason: 'outweighed', available: fraction(1n) },
    { project: 3, reason: 'budget-short', available: fraction(10n) },
    { project: 4, reason: 'unsupported', available: fraction(1n) },
  ])
})

test('the set is the best of all sets, tried one by one', () => {
  fc.assert(
    fc.property(anySketch, fc.nat(), fc.constantFrom('id', 'cost-votes'), (sketch, pick, ties) => {
      const election = electionOf(sketch)
      const utilities = UTILITIES[sketch.type]
      const rule: MaxWelfareRule = { kind: 'max-welfare', utility: utilities[pick % utilities.length]!, ties }
      const tally = maxWelfare(election, rule)
      const { value, sets } = bestSets(election, rule)
      expect([tally.value, tally.unique]).toEqual([value, sets.length === 1])

      const costOf = (set: readonly number[]) =>
        set.reduce((sum, project) => sum + election.projects[project]!.cost, 0n)
      const ordered = sets.map((set) => set.toSorted((a, b) => (isFirst(election, ties, a, b) ? -1 : 1)))
      const preferred = ordered.reduce((a, b) =>
        costOf(b) < costOf(a) || (costOf(b) === costOf(a) && holdsFirst(b, a)) ? b : a,
      )
      expect(tally.winners.toSorted()).toEqual(preferred.toSorted())

      /** At the first difference, `a` has a project that comes before what `b` has there. */
      function holdsFirst(a: readonly number[], b: readonly number[]): boolean {
        const at = a.findIndex((project, index) => project !== b[index])
        return at >= 0 && (b[at] === undefined || isFirst(election, ties, a[at]!, b[at]!))
      }
    }),
    { numRuns: 500 },
  )
})

test('a file made to be hard is given up, not counted for ever', () => {
  const hard = Array.from({ length: 60 }, (_, index) => [`p${index}`, 10_000_019 + 7919 * index * index])
  const election = electionOf({
    budget: 300_000_000,
    costs: Object.fromEntries(hard),
    ballots: [hard.map(([id]) => id).join(',')],
  })
  const refused = tryTally(election, { ...RULE, utility: 'cost' })
  expect(refused).toEqual({ ok: false, refusal: 'too-many-sets' })
  expect(sentenceOfCountRefusal('too-many-sets')).toContain('trop d’ensembles')
})
