import { describe, expect, test } from 'vitest'
import { fraction } from '#kernel/fraction'
import { electionOf, type Sketch } from '../elections.testing.ts'
import { isPreferred } from './compare.ts'
import { countOf } from './elections.testing.ts'

describe('completions: what to do with the money nobody could use', () => {
  // 5 € each: A (8 €) is too dear for the one who wants it, B (2 €) is not.
  const PAIR: Sketch = { budget: 10, costs: { A: 8, B: 2 }, ballots: { A: 1, B: 1 } }

  test('none: it is not spent', () => {
    expect(countOf(PAIR)).toMatchObject({ elected: 'B', cost: 2n, increments: undefined })
  })

  test('utilitarian: the most chosen of the rest that fit, those nobody chose last', () => {
    const sketch: Sketch = {
      budget: 20,
      costs: { A: 11, B: 1, C: 12, D: 6, E: 2, F: 1 },
      ballots: { 'A,C': 1, 'C,D': 1, B: 2 },
    }
    // 5 € each. B is bought. Left 19: C has 2 votes and fits; left 7: A does not fit, D does, then F, nobody's.
    const { elected, rounds, losses } = countOf(sketch, { completion: 'utilitarian' })
    expect(elected).toBe('B C D F')
    expect(rounds.map((round) => round.stage)).toEqual(['equal-shares', 'completion', 'completion', 'completion'])
    expect(rounds[1]).toMatchObject({ price: fraction(2n), payers: 2, emptied: 0, moneyLeft: 7n })
    expect(losses.map((loss) => loss.reason)).toEqual(['budget-short', 'budget-short'])
  })

  test('utilitarian with points: most points for each euro', () => {
    const sketch: Sketch = { type: 'cumulative', budget: 12, costs: { A: 10, B: 5 }, ballots: ['A/3', 'B/2'] }
    // 6 € each: B is bought; with 7 € left A does not fit.
    expect(countOf(sketch, { utility: 'points', completion: 'utilitarian' }).elected).toBe('B')
    // 3/10 of a point for a euro against 2/7: A is taken although dearer.
    const dear: Sketch = { ...sketch, costs: { A: 10, B: 7 } }
    const { elected, rounds } = countOf(dear, { utility: 'points', completion: 'utilitarian' })
    expect([elected, rounds[0]?.price]).toEqual(['A', fraction(3n, 10n)])
  })

  test('add1: one euro more for each, until all is bought', () => {
    // With 8 € each, A and B are bought for 10 € in all.
    const { elected, increments, endowment } = countOf(PAIR, { completion: 'add1' })
    expect([elected, increments, endowment]).toEqual(['B A', 3, fraction(8n)])
  })

  test('add1 stops when nothing more fits', () => {
    // 4.50 € each. B is bought, 7 € are left, A costs 8 €: no euro is added.
    expect(countOf({ ...PAIR, budget: 9 }, { completion: 'add1' })).toMatchObject({ elected: 'B', increments: 0 })
  })

  test('add1 without that stop goes on to the last euro that does not overspend', () => {
    // 7.50 € is not enough for A; with 8.50 € A and B would cost 10 € and there are 9 €.
    const tally = countOf({ ...PAIR, budget: 9 }, { completion: 'add1', exhaustiveStop: 'never' })
    expect(tally).toMatchObject({ elected: 'B', increments: 3, endowment: fraction(15n, 2n) })
  })

  test('add1 can start from a whole number of euros', () => {
    const rule = { completion: 'add1', exhaustiveStop: 'never', start: 'floor' } as const
    expect(countOf({ ...PAIR, budget: 9 }, rule)).toMatchObject({ increments: 3, endowment: fraction(7n) })
    // 9.90 € for two: 4 € each, not 4.95; amounts are in tenths.
    expect(countOf({ ...PAIR, budget: '9.9' }, rule)).toMatchObject({ increments: 3, endowment: fraction(70n) })
  })

  test('a project nobody chose keeps add1 going when the rule looks at all projects', () => {
    const sketch: Sketch = { ...PAIR, budget: 9, costs: { A: 8, B: 2, nobody: 7 } }
    expect(countOf(sketch, { completion: 'add1', exhaustiveStop: 'supported' }).increments).toBe(0)
    expect(countOf(sketch, { completion: 'add1', exhaustiveStop: 'all' }).increments).toBe(3)
  })

  test.each(['supported', 'all', 'never'] as const)(
    'add1 ends when all that was chosen is bought (stop: %s)',
    (exhaustiveStop) => {
      // A project nobody chose still fits: waiting for it would last for ever.
      const sketch: Sketch = { budget: 10, costs: { A: 4, B: 2, nobody: 1 }, ballots: { A: 1, B: 1, 'A,B': 1 } }
      const tally = countOf(sketch, { completion: 'add1', exhaustiveStop, start: 'floor' })
      expect(tally.elected.split(' ').sort()).toEqual(['A', 'B'])
      expect(countOf(sketch, { completion: 'add1-utilitarian', exhaustiveStop }).elected).toContain('nobody')
    },
  )

  test('add1 takes the first number of euros that overspends, even if a later one would not', () => {
    const sketch: Sketch = { budget: 12, costs: { A: 5, B: 7, C: 10 }, ballots: { 'A,B': 1, A: 1, C: 1, 'B,C': 1 } }
    const rule = { completion: 'add1', exhaustiveStop: 'never' } as const
    // 3 or 4 € each: only A (2.50 € of two). 5 €: A, then C (5 € of two, half a euro for a euro of value) passes
    // before B (2.50 and 4.50 €): 15 €, too much. 6 €: A, then B (3.50 € of two) at the same price as C: 12 €, which
    // would fit, but the count has stopped.
    expect(countOf(sketch, rule)).toMatchObject({ elected: 'A', increments: 1, endowment: fraction(4n) })
  })
})

test('add1 does not pass over euros that overspend between two counts that buy the same', () => {
  // 14 € each to start; A always first, 17.33 € of three. 22 €: B (45 €) is short of one euro, C is bought: 66 €.
  // 23 and 24 €: B at 22.50 € of two (half a euro for a euro of value) passes before C: 97 €, too much.
  // 25 €: C asks 7 € of two, also half a euro, and is cheaper: 66 € again. Only counting in between tells.
  const sketch: Sketch = {
    budget: 70,
    costs: { A: 52, B: 45, C: 14 },
    ballots: { 'A,C': 1, A: 2, 'B,C': 1, B: 1 },
  }
  const tally = countOf(sketch, { completion: 'add1', exhaustiveStop: 'never' })
  expect(tally).toMatchObject({ elected: 'A C', increments: 8, endowment: fraction(22n), cost: 66n })
})

describe('comparison with greedy', () => {
  // 1 € each. Equal shares buys Y, wanted by one; X (5 €) is wanted by three, who have 3 €.
  const FIVE: Sketch = { budget: 5, costs: { X: 5, Y: 1, W: 3 }, ballots: { X: 3, Y: 1, W: 1 } }

  test('when three prefer what greedy gives and one does not, greedy is kept, also by voters who got nothing', () => {
    expect(countOf(FIVE).elected).toBe('Y')
    const tally = countOf(FIVE, { comparison: true })
    expect(tally).toMatchObject({ elected: 'X', cost: 5n, endowment: undefined })
    expect(tally.rounds).toMatchObject([{ stage: 'greedy', price: fraction(3n), payers: 3, moneyLeft: 0n }])
    expect(tally.losses.map((loss) => loss.reason)).toEqual(['budget-short', 'budget-short'])
  })

  test('greedy, when it is kept, leaves out what nobody chose', () => {
    const { elected, losses } = countOf(
      { ...FIVE, budget: 6, costs: { ...FIVE.costs, nobody: 1, Y: 1 } },
      { comparison: true },
    )
    expect(elected).toBe('X Y')
    expect(losses.map((loss) => loss.reason)).toEqual(['budget-short', 'unsupported'])
  })

  test('who prefers one of them by two projects counts for one voter all the same', () => {
    const election = electionOf({ budget: 9, costs: { A: 1, B: 1, C: 1 }, ballots: { 'A,B': 1, C: 1 } })
    expect(isPreferred(election, [2], [0, 1])).toBe(false)
    expect(isPreferred(election, [], [0])).toBe(true)
  })

  test('a tie inside greedy is told, and whether the other choice would have mattered', () => {
    // X and V (4 € each) have three votes each, and only one fits in 5 €; equal shares would buy Y alone.
    const sketch: Sketch = { budget: 5, costs: { X: 4, V: 4, Y: 1 }, ballots: { 'X,V': 3, Y: 2 } }
    expect(countOf(sketch).elected).toBe('Y')
    const { elected, ties } = countOf(sketch, { comparison: true })
    expect([elected, ties]).toEqual(['X Y', [{ round: 0, projects: [0, 1], chosen: 0, changesOutcome: true }]])
  })

  test('a tie in the count that is not kept is told too, when another choice there would have made it win', () => {
    // Three votes each. Greedy takes A, all the money: as many gain as lose, so equal shares (C) is kept. With B first,
    // C still fits beside it: nobody loses.
    const sketch: Sketch = { budget: 7, costs: { A: 7, B: 5, C: 1 }, ballots: { A: 3, B: 3, C: 3 } }
    const { elected, ties } = countOf(sketch, { comparison: true, ties: 'id' })
    const tie = { round: 0, projects: [0, 1, 2], chosen: 0, changesOutcome: true, isSetAside: true }
    expect([elected, ties]).toEqual(['C', [tie]])
    expect(countOf(sketch, { ties: 'id' }).ties).toEqual([])
  })

  test('when as many prefer the one as the other, equal shares is kept', () => {
    const sketch: Sketch = { budget: 4, costs: { X: 4, Y: 1, Z: 1 }, ballots: { X: 2, Y: 1, Z: 1 } }
    expect(countOf(sketch, { comparison: true })).toMatchObject({ elected: 'Y Z', endowment: fraction(1n) })
  })
})
