import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anySketch, electionOf, ungrouped } from './elections.testing.ts'
import { groupBallots } from './grouping.ts'

test('ballots taken apart and put together again are the same', () => {
  fc.assert(
    fc.property(anySketch, (sketch) => {
      const { profile } = electionOf(sketch)
      expect(groupBallots(ungrouped(profile))).toEqual(profile)
      const distinct = new Set(
        Array.from({ length: profile.groupCount }, (_, group) =>
          [profile.choices, profile.points ?? new Float64Array()]
            .map((list) => list.subarray(profile.offsets[group], profile.offsets[group + 1]).join())
            .join('/'),
        ),
      )
      expect(distinct.size).toBe(profile.groupCount)
    }),
  )
})

test('thousands of ballots that differ by their points alone, or by their length alone, stay apart', () => {
  const voters = 5000
  const points = Array.from({ length: voters }, (_, voter) => `A/${voter + 1}`)
  const election = electionOf({ type: 'scoring', budget: 1, costs: { A: 1 }, ballots: [...points, ...points] })
  expect([election.profile.groupCount, election.profile.voterCount]).toEqual([voters, 2 * voters])

  const costs = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`p${index}`, 1]))
  const prefixes = Object.keys(costs).map((_, length, ids) => ids.slice(0, length).join(','))
  expect(electionOf({ budget: 1, costs, ballots: prefixes }).profile.groupCount).toBe(300)
})
