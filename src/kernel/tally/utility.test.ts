import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anySketch, electionOf, UTILITIES } from './elections.testing.ts'
import { utilityOf } from './references.testing.ts'
import { utilitiesOf, votesOf, weightsOf } from './utility.ts'

test('a ranking of three gives 2, 1, 0 by Borda and 3, 2, 1 by positions', () => {
  const election = electionOf({ type: 'ordinal', budget: 1, costs: { A: 1, B: 1, C: 1 }, ballots: ['C,A,B'] })
  expect(utilitiesOf(election, 'borda')).toEqual([1n, 0n, 2n])
  expect(utilitiesOf(election, 'positions')).toEqual([2n, 1n, 3n])
})

test('a shorter ranking: Borda counts from its own end, positions from the longest ballot', () => {
  const election = electionOf({ type: 'ordinal', budget: 1, costs: { A: 1, B: 1, C: 1 }, ballots: ['A,B,C', 'B'] })
  expect(utilitiesOf(election, 'borda')).toEqual([2n, 1n, 0n])
  expect(utilitiesOf(election, 'positions')).toEqual([3n, 5n, 1n])
})

test('positions count from the longest ballot allowed, even if nobody filled it', () => {
  const sketch = { type: 'ordinal', budget: 1, costs: { A: 1, B: 1 }, ballots: ['A', 'B,A'] } as const
  expect(utilitiesOf(electionOf({ ...sketch, meta: { max_length: '4' } }), 'positions')).toEqual([7n, 4n])
  expect(utilitiesOf(electionOf({ ...sketch, meta: { max_length: '1' } }), 'positions')).toEqual([3n, 2n])
  expect(utilitiesOf(electionOf({ ...sketch, meta: { max_length: 'x' } }), 'positions')).toEqual([3n, 2n])
})

test('votes, votes times cost, and points', () => {
  const election = electionOf({ type: 'cumulative', budget: 1, costs: { A: 7, B: 2 }, ballots: ['A,B/3,1', 'B/0.5'] })
  expect(Array.from(votesOf(election))).toEqual([1, 2])
  expect(utilitiesOf(election, 'cardinality')).toEqual([1n, 2n])
  expect(utilitiesOf(election, 'cost')).toEqual([7n, 4n])
  expect(utilitiesOf(election, 'points')).toEqual([30n, 15n])
})

test('points are asked of ballots with points, ranks of rankings: anything else is our mistake', () => {
  const election = electionOf({ budget: 1, costs: { A: 1 }, ballots: ['A'] })
  expect(() => weightsOf(election, 'points')).toThrow('points are counted where ballots give points')
  expect(() => weightsOf(election, 'borda')).toThrow('ranks are counted where ballots rank')
})

test('the sum over voters is the one of the definition', () => {
  fc.assert(
    fc.property(anySketch, (sketch) => {
      const election = electionOf(sketch)
      for (const utility of UTILITIES[sketch.type]) {
        const expected = election.projects.map((_, project) =>
          Array.from(election.voters.ids, (__, voter) => utilityOf(election, voter, project, utility)).reduce(
            (a, b) => a + b,
          ),
        )
        expect(utilitiesOf(election, utility)).toEqual(expected)
      }
    }),
  )
})
