import { expect, test } from 'vitest'
import { electionOf } from './elections.testing.ts'
import { isSameSet, tieRanks } from './ties.ts'

test('the cheapest first, then the most chosen, then the order of the file', () => {
  const election = electionOf({
    budget: 9,
    costs: { A: 5, B: 4, C: 4, D: 4 },
    ballots: { A: 3, 'B,C,D': 1, C: 1 },
  })
  expect(Array.from(tieRanks(election, 'cost-votes'))).toEqual([3, 1, 0, 2])
})

test('identifiers as strings, by code units: capitals before small letters, 10 before 2, accents last', () => {
  const election = electionOf({ budget: 9, costs: { b: 1, 2: 1, é: 1, 10: 1, B: 1 }, ballots: ['b'] })
  const ranks = tieRanks(election, 'id')
  const ordered = election.projects.map(({ id }, project) => ({ id, rank: ranks[project]! }))
  expect(ordered.sort((a, b) => a.rank - b.rank).map(({ id }) => id)).toEqual(['10', '2', 'B', 'b', 'é'])
})

test('two outcomes are the same set in whatever order, and not when one holds the other', () => {
  expect(isSameSet([1, 2], [2, 1])).toBe(true)
  expect(isSameSet([1, 2], [1])).toBe(false)
  expect(isSameSet([1], [1, 2])).toBe(false)
  expect(isSameSet([1, 2], [1, 3])).toBe(false)
})
