import { assert } from '#kernel/result'
import type { Election, Profile, Utility } from './model.ts'

/**
 * What each choice is worth to one voter of its group, beside `profile.choices`: points, or a number drawn from the
 * rank. With `cost` and `cardinality` a choice is worth 1 (and the cost of the project is a factor apart).
 *
 * - `points`: as given, in 10^-pointDecimals
 * - `borda`: number of projects ranked lower on the ballot; the last gets 0 (pabutools)
 * - `positions`: longest ballot allowed or met, minus the rank from 0: 3, 2, 1 for three choices (Kraków)
 */
export function weightsOf(election: Election, utility: Utility): Float64Array {
  const { profile, voteType } = election
  if (utility === 'points') {
    assert(profile.points, 'points are counted where ballots give points')
    return profile.points
  }
  if (utility === 'cost' || utility === 'cardinality') return new Float64Array(profile.choices.length).fill(1)

  assert(voteType === 'ordinal', 'ranks are counted where ballots rank')
  const longest = utility === 'positions' ? longestBallot(election) : undefined
  return weightsByRank(profile, (rank, length) => (longest ?? length - 1) - rank)
}

/** Voters who chose each project. */
export function votesOf({ profile, projects }: Election): Float64Array {
  return totalOf(profile, projects.length, new Float64Array(profile.choices.length).fill(1))
}

/**
 * What each project is worth to all voters together, if funded: the sum of its points, of its ranks, its votes, or its
 * votes times its cost (`cost`, in election units).
 */
export function utilitiesOf(election: Election, utility: Utility): readonly bigint[] {
  const totals = totalOf(election.profile, election.projects.length, weightsOf(election, utility))
  return election.projects.map(({ cost }, project) => {
    const total = BigInt(totals[project]!)
    return utility === 'cost' ? total * cost : total
  })
}

/** Sums are exact: the reader holds all points of a file under 2^53. */
function totalOf(profile: Profile, projectCount: number, weights: Float64Array): Float64Array {
  const totals = new Float64Array(projectCount)
  for (let group = 0; group < profile.groupCount; group++) {
    const voters = profile.multiplicities[group]!
    for (let at = profile.offsets[group]!; at < profile.offsets[group + 1]!; at++) {
      totals[profile.choices[at]!]! += voters * weights[at]!
    }
  }
  return totals
}

function weightsByRank(profile: Profile, weight: (rank: number, length: number) => number): Float64Array {
  const weights = new Float64Array(profile.choices.length)
  for (let group = 0; group < profile.groupCount; group++) {
    const start = profile.offsets[group]!
    const length = profile.offsets[group + 1]! - start
    for (let rank = 0; rank < length; rank++) weights[start + rank] = weight(rank, length)
  }
  return weights
}

function longestBallot({ profile, meta }: Election): number {
  const allowed = Number(/^\d{1,9}$/.exec(meta.get('max_length')?.trim() ?? '')?.[0] ?? 0)
  let longest = allowed
  for (let group = 0; group < profile.groupCount; group++) {
    longest = Math.max(longest, profile.offsets[group + 1]! - profile.offsets[group]!)
  }
  return longest
}
