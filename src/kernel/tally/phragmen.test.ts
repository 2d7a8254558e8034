import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fraction, ZERO } from '#kernel/fraction'
import { anySketch, electionOf, idsOf, type Sketch } from './elections.testing.ts'
import type { Election, PhragmenRule } from './model.ts'
import { phragmen } from './phragmen.ts'
import { phragmenByDefinition } from './references.testing.ts'

const RULE: PhragmenRule = { kind: 'phragmen', fundsUnsupported: false, ties: 'cost-votes' }

describe('the lightest load first', () => {
  const cases: readonly [string, Sketch, Partial<PhragmenRule>, string][] = [
    [
      // A costs 30 to 3 voters: 10 each. Then B: (30 + 2 × 10) / 2 = 25, C: 20 / 1 = 20: C goes before B.
      'what a voter already bears counts: C passes before B',
      { budget: 80, costs: { A: 30, B: 30, C: 20 }, ballots: { 'A,B': 2, A: 1, C: 1 } },
      {},
      'A C B',
    ],
    [
      'the count stops at the first project that does not fit, even if another would',
      { budget: 60, costs: { A: 30, B: 35, C: 30 }, ballots: { 'A,B': 3, C: 1 } },
      {},
      'A',
    ],
    [
      'a project dearer than the whole budget is set aside and stops nothing',
      { budget: 30, costs: { A: 31, B: 30 }, ballots: { A: 9, B: 1 } },
      {},
      'B',
    ],
    [
      'of two equals (B 3 / 1, C 6 / 2) one does not fit in the 4 left: the count stops before both',
      { budget: 10, costs: { A: 6, B: 3, C: 6 }, ballots: { A: 6, B: 1, C: 2 } },
      {},
      'A',
    ],
    ['a project nobody chose is not funded', { budget: 9, costs: { A: 5, B: 4 }, ballots: { A: 1 } }, {}, 'A'],
    [
      'unless the rule says so, and then last',
      { budget: 9, costs: { B: 4, A: 5 }, ballots: { A: 1 } },
      { fundsUnsupported: true },
      'A B',
    ],
    [
      'of projects nobody chose, one too dear stops the others',
      { budget: 9, costs: { A: 5, B: 4, C: 9 }, ballots: { A: 1 } },
      { fundsUnsupported: true },
      'A',
    ],
    ['nobody chose anything', { budget: 9, costs: { A: 5 }, ballots: [''] }, {}, ''],
  ]
  test.each(cases)('%s', (_, sketch, rule, winners) => {
    const election = electionOf(sketch)
    expect(idsOf(election, phragmen(election, { ...RULE, ...rule }).winners)).toBe(winners)
  })
})

test('exact numbers decide where doubles see a tie', () => {
  const election = electionOf({
    budget: '999999999999999.5',
    costs: { A: '999999999999999.000000001', B: '999999999999999' },
    ballots: ['A', 'B'],
  })
  const tally = phragmen(election, { ...RULE, ties: 'id' })
  expect(idsOf(election, tally.winners)).toBe('B')
  expect(tally.ties).toEqual([])
})

describe('the trace', () => {
  test('each round says the load its supporters bear, exactly', () => {
    const election = electionOf({ budget: 80, costs: { A: 31, B: 30 }, ballots: { 'A,B': 2, A: 1 } })
    // A: 31 / 3. B: (30 + 2 × 31/3) / 2 = 152/6.
    expect(phragmen(election, RULE).rounds).toEqual([
      { project: 0, stage: 'phragmen', price: fraction(31n, 3n), payers: 3, emptied: 0, moneyLeft: 49n },
      { project: 1, stage: 'phragmen', price: fraction(76n, 3n), payers: 2, emptied: 0, moneyLeft: 19n },
    ])
  })

  test('each loser has its reason', () => {
    const election = electionOf({
      budget: 60,
      costs: { A: 30, B: 35, C: 30, D: 61, E: 1 },
      ballots: { 'A,B': 3, C: 1, D: 1 },
    })
    const tally = phragmen(election, RULE)
    expect(tally.cost).toBe(30n)
    expect(tally.losses).toEqual([
      { project: 1, reason: 'budget-short', available: fraction(30n) },
      { project: 2, reason: 'stopped', available: fraction(30n) },
      { project: 3, reason: 'budget-short', available: fraction(60n) },
      { project: 4, reason: 'unsupported', available: fraction(30n) },
    ])
    expect(phragmen(election, { ...RULE, fundsUnsupported: true }).losses[3]).toMatchObject({ reason: 'stopped' })
  })

  test('a project nobody chose bears on nobody', () => {
    const election = electionOf({ budget: 9, costs: { A: 5, B: 4 }, ballots: { A: 1 } })
    const tally = phragmen(election, { ...RULE, fundsUnsupported: true })
    expect(tally.rounds[1]).toMatchObject({ price: ZERO, payers: 0, moneyLeft: 0n })
  })
})

describe('ties', () => {
  test('a tie that another choice would turn is told so', () => {
    const election = electionOf({ budget: 15, costs: { A: 10, B: 10 }, ballots: { A: 2, B: 2 } })
    const tally = phragmen(election, RULE)
    expect(idsOf(election, tally.winners)).toBe('A')
    expect(tally.ties).toEqual([{ round: 0, projects: [0, 1], chosen: 0, changesOutcome: true }])
  })

  test('a tie between projects that are all funded changes nothing', () => {
    const election = electionOf({ budget: 20, costs: { B: 10, A: 10 }, ballots: { A: 1, B: 1 } })
    const tally = phragmen(election, { ...RULE, ties: 'id' })
    expect(idsOf(election, tally.winners)).toBe('A B')
    expect(tally.ties).toEqual([{ round: 0, projects: [1, 0], chosen: 1, changesOutcome: false }])
  })

  test('after 64 recounts, a tie is said to change the outcome', () => {
    // Eleven projects at 1, then four at 2, three at 3, two at 4, each with its own voter: in each family one tie after
    // the other, with 10 + 9 + … + 1, then 3 + 2 + 1, then 2 + 1 recounts, which are 64, then the 65th.
    const families = [...Array(11).fill(1), ...Array(4).fill(2), ...Array(3).fill(3), 4, 4]
    const costs = Object.fromEntries(families.map((cost, index) => [`p${index}`, cost]))
    const election = electionOf({ budget: 99, costs, ballots: Object.keys(costs) })
    const told = phragmen(election, RULE).ties.map((tie) => tie.changesOutcome)
    expect(told).toEqual([...Array(15).fill(false), true])
  })
})

test('the count is the one of the definition, whatever the election', () => {
  fc.assert(
    fc.property(anySketch, fc.boolean(), fc.constantFrom('id', 'cost-votes'), (sketch, fundsUnsupported, ties) => {
      const election = electionOf(sketch)
      const rule: PhragmenRule = { kind: 'phragmen', fundsUnsupported, ties }
      const tally = phragmen(election, rule)
      expect(tally.winners).toEqual(phragmenByDefinition(election, rule))
      expect(tally.winners.length + tally.losses.length).toBe(election.projects.length)
    }),
    { numRuns: 500 },
  )
})

test('a tie changes the outcome exactly when electing another of the equals does', () => {
  fc.assert(
    fc.property(anySketch, (sketch) => {
      const election = electionOf(sketch)
      const tally = phragmen(election, { ...RULE, ties: 'id' })
      for (const tie of tally.ties) {
        const before = tally.winners.slice(0, tie.round)
        const changes = tie.projects.slice(1).some((project) => {
          const other = phragmenByDefinition(renamed(election, [...before, project]), { ...RULE, ties: 'id' })
          return other.toSorted().join() !== tally.winners.toSorted().join()
        })
        expect(tie.changesOutcome).toBe(changes)
      }
    }),
    { numRuns: 200 },
  )
})

/** The same election where these projects come first, in this order, whenever they are in a tie. */
function renamed(election: Election, first: readonly number[]): Election {
  const projects = election.projects.map((project, index) =>
    first.includes(index) ? { ...project, id: `!${String.fromCharCode(65 + first.indexOf(index))}` } : project,
  )
  return { ...election, projects }
}
