import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fraction } from '#kernel/fraction'
import { anySketch, electionOf, idsOf, type Sketch, UTILITIES } from './elections.testing.ts'
import { greedy } from './greedy.ts'
import type { Election, GreedyRule } from './model.ts'
import { greedyByDefinition } from './references.testing.ts'

const RULE: GreedyRule = {
  kind: 'greedy',
  utility: 'cost',
  by: 'per-cost',
  whenTooDear: 'skip',
  threshold: 0,
  fundsUnsupported: false,
  ties: 'cost-votes',
}

// A is chosen by 5, B by 4, C by 3, D by nobody.
const TOWN: Sketch = {
  budget: 100,
  costs: { A: 60, B: 50, C: 40, D: 1 },
  ballots: { 'A,B': 2, 'A,C': 3, B: 2 },
}

describe('most votes first', () => {
  const cases: readonly [string, Partial<GreedyRule>, Partial<Sketch>, string][] = [
    ['A (60), then B (50) is too dear for the 40 left, C (40) fits', {}, {}, 'A C'],
    ['with « stop », B ends the count', { whenTooDear: 'stop' }, {}, 'A'],
    ['with a threshold of 4 votes, C is set aside', { threshold: 4 }, {}, 'A'],
    ['with a threshold of 3 votes, C is kept', { threshold: 3 }, {}, 'A C'],
    ['D, chosen by nobody, is funded only if the rule says so', { fundsUnsupported: true }, { budget: 101 }, 'A C D'],
    ['D stays out otherwise', {}, { budget: 101 }, 'A C'],
    ['votes per cost: A 5/60, B 4/50, C 3/40', { utility: 'cardinality' }, {}, 'A C'],
    [
      'votes per cost: a cheap project with few votes passes',
      { utility: 'cardinality' },
      { costs: { A: 60, B: 10, C: 40, D: 1 } },
      'B A',
    ],
    ['votes times cost: A 300, B 200, C 120', { by: 'total' }, { budget: 90 }, 'A'],
    ['nothing fits', {}, { budget: 39 }, ''],
  ]
  test.each(cases)('%s', (_, rule, sketch, winners) => {
    const election = electionOf({ ...TOWN, ...sketch })
    expect(idsOf(election, greedy(election, { ...RULE, ...rule }).winners)).toBe(winners)
  })

  test('points: the total, or points for each unit of cost', () => {
    const election = electionOf({
      type: 'cumulative',
      budget: 10,
      costs: { A: 10, B: 2 },
      ballots: { 'A,B/3,2': 2 },
    })
    expect(idsOf(election, greedy(election, { ...RULE, utility: 'points', by: 'total' }).winners)).toBe('A')
    expect(idsOf(election, greedy(election, { ...RULE, utility: 'points' }).winners)).toBe('B')
  })

  test('a threshold in points counts points, with their decimals', () => {
    const election = electionOf({ type: 'scoring', budget: 9, costs: { A: 1, B: 1 }, ballots: ['A,B/2.5,2.4'] })
    expect(idsOf(election, greedy(election, { ...RULE, utility: 'points', threshold: 2.5 }).winners)).toBe('A')
  })
})

describe('the trace', () => {
  const election = electionOf(TOWN)

  test('each round says the score, the voters and the money left', () => {
    expect(greedy(election, RULE).rounds).toEqual([
      { project: 0, stage: 'greedy', price: fraction(5n), payers: 5, emptied: 0, moneyLeft: 40n },
      { project: 2, stage: 'greedy', price: fraction(3n), payers: 3, emptied: 0, moneyLeft: 0n },
    ])
  })

  test('each loser has its reason, and what was left at its turn', () => {
    expect(greedy(election, RULE).losses).toEqual([
      { project: 3, reason: 'unsupported', available: fraction(100n) },
      { project: 1, reason: 'budget-short', available: fraction(40n) },
    ])
    expect(greedy(election, { ...RULE, whenTooDear: 'stop', threshold: 1 }).losses).toEqual([
      { project: 3, reason: 'unsupported', available: fraction(100n) },
      { project: 1, reason: 'budget-short', available: fraction(40n) },
      { project: 2, reason: 'stopped', available: fraction(40n) },
    ])
    expect(greedy(election, { ...RULE, threshold: 4 }).losses[0]).toMatchObject({
      project: 2,
      reason: 'below-threshold',
    })
  })

  test('the cost is what the winners cost', () => {
    expect(greedy(election, RULE).cost).toBe(100n)
    expect(greedy(electionOf({ ...TOWN, budget: 1 }), RULE).cost).toBe(0n)
  })
})

describe('ties', () => {
  const cases: readonly [string, Sketch, Partial<GreedyRule>, string, string][] = [
    [
      'A and B have 2 votes each, money for one: the cheaper, and another choice changes the outcome',
      { budget: 50, costs: { A: 50, B: 40 }, ballots: { 'A,B': 2 } },
      {},
      'B',
      'round 0: B A -> B, changes',
    ],
    [
      'by identifier, A goes first',
      { budget: 50, costs: { A: 50, B: 40 }, ballots: { 'A,B': 2 } },
      { ties: 'id' },
      'A',
      'round 0: A B -> A, changes',
    ],
    [
      'identifiers are compared as strings: 10 before 2',
      { budget: 5, costs: { 2: 5, 10: 5 }, ballots: { '2,10': 1 } },
      { ties: 'id' },
      '10',
      'round 0: 10 2 -> 10, changes',
    ],
    [
      'same cost and votes: the order of the file',
      { budget: 5, costs: { B: 5, A: 5 }, ballots: { 'A,B': 1 } },
      {},
      'B',
      'round 0: B A -> B, changes',
    ],
    [
      'money for both: the tie is told and changes nothing',
      { budget: 90, costs: { A: 50, B: 40 }, ballots: { 'A,B': 2 } },
      {},
      'B A',
      'round 0: B A -> B, same',
    ],
    [
      'a project that does not fit is in no tie',
      { budget: 45, costs: { A: 50, B: 40 }, ballots: { 'A,B': 2 } },
      {},
      'B',
      '',
    ],
    [
      'three equal, money for two: only the first two ties matter',
      { budget: 2, costs: { A: 1, B: 1, C: 1 }, ballots: { 'A,B,C': 1 } },
      {},
      'A B',
      'round 0: A B C -> A, changes | round 1: B C -> B, changes',
    ],
    [
      'with « stop », an equal too dear project would have ended the count',
      { budget: 45, costs: { A: 50, B: 40 }, ballots: { 'A,B': 2 } },
      { whenTooDear: 'stop' },
      'B',
      'round 0: B A -> B, changes',
    ],
    [
      'with « stop » and the dear one first, nothing is funded',
      { budget: 45, costs: { A: 50, B: 40 }, ballots: { 'A,B': 2 } },
      { whenTooDear: 'stop', ties: 'id' },
      '',
      'round 0: A B -> A, changes',
    ],
    [
      'with « stop » and no equal that fits, the count ends whoever comes first',
      { budget: 30, costs: { A: 50, B: 40 }, ballots: { 'A,B': 2 } },
      { whenTooDear: 'stop' },
      '',
      'round 0: B A -> B, same',
    ],
    [
      'money left by a higher score decides who is in a tie',
      { budget: 10, costs: { A: 6, B: 4, C: 5 }, ballots: { A: 3, 'B,C': 2 } },
      {},
      'A B',
      '',
    ],
  ]
  test.each(cases)('%s', (_, sketch, rule, winners, ties) => {
    const election = electionOf(sketch)
    const tally = greedy(election, { ...RULE, ...rule })
    expect(idsOf(election, tally.winners)).toBe(winners)
    const told = tally.ties.map(
      ({ round, projects, chosen, changesOutcome }) =>
        `round ${round}: ${idsOf(election, projects)} -> ${idsOf(election, [chosen])}, ${changesOutcome ? 'changes' : 'same'}`,
    )
    expect(told.join(' | ')).toBe(ties)
  })
})

test('the count is the one of the definition, whatever the election and the options', () => {
  const anyRule = fc.record({
    by: fc.constantFrom('per-cost', 'total'),
    whenTooDear: fc.constantFrom('skip', 'stop'),
    threshold: fc.nat(4),
    fundsUnsupported: fc.boolean(),
    ties: fc.constantFrom('id', 'cost-votes'),
  })
  fc.assert(
    fc.property(anySketch, anyRule, fc.nat(), (sketch, options, pick) => {
      const election = electionOf(sketch)
      const utilities = UTILITIES[sketch.type]
      const rule: GreedyRule = { kind: 'greedy', utility: utilities[pick % utilities.length]!, ...options }
      const tally = greedy(election, rule)
      expect(tally.winners).toEqual(greedyByDefinition(election, rule))
      expect(tally.winners.length + tally.losses.length).toBe(election.projects.length)
    }),
    { numRuns: 500 },
  )
})

test('a tie changes the outcome exactly when another order of the equals funds other projects', () => {
  fc.assert(
    fc.property(anySketch, fc.constantFrom('skip', 'stop'), (sketch, whenTooDear) => {
      const election = electionOf(sketch)
      const rule: GreedyRule = { ...RULE, utility: 'cardinality', by: 'total', whenTooDear, ties: 'id' }
      const tally = greedy(election, rule)
      for (const tie of tally.ties) {
        const others = tie.projects
          .slice(1)
          .map((project) => greedyByDefinition(placedBefore(election, project, tie.chosen), rule))
        const changes = others.some((winners) => winners.toSorted().join() !== tally.winners.toSorted().join())
        expect(tie.changesOutcome).toBe(changes)
      }
    }),
    { numRuns: 300 },
  )
})

/** The same election with one project renamed so that it goes just before another, by identifier. */
function placedBefore(election: Election, moved: number, before: number): Election {
  const id = before === 0 ? 'o' : `p${before - 1}~`
  const projects = election.projects.map((project, index) => (index === moved ? { ...project, id } : project))
  return { ...election, projects }
}
