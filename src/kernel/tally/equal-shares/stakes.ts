import { assert } from '#kernel/result'
import type { Election, Utility } from '../model.ts'
import { weightsOf } from '../utility.ts'

/**
 * What each group of identical ballots has at stake in each project, read both ways: by project and by ballot.
 *
 * The utility of project p to a voter of group g is `weight × scale[p]`: with `cost` the weight is 1 and the scale is
 * the project's cost; with `cardinality` both are 1; with points and ranks the weight is the points and the scale 1.
 * A stake of 0 or less is no support.
 */
export type Stakes = {
  /** Supporters of project p are at positions `offsets[p] … offsets[p + 1] - 1` of `groups` and `weights`. */
  readonly offsets: Int32Array
  readonly groups: Int32Array
  /** Voters of the group × weight: the whole group's stake, an integer below 2^53. */
  readonly weights: Float64Array
  /** Beside the profile's `choices`: one voter's weight, 0 where the choice is no support. */
  readonly choiceWeights: Float64Array
  /** Utility of one unit of weight, by project. */
  readonly scales: readonly bigint[]
  /** Voters who support each project. */
  readonly supporters: Float64Array
}

export function stakesOf(election: Election, utility: Utility): Stakes {
  const choiceWeights = weightsOf(election, utility)
  const offsets = supporterOffsets(election, choiceWeights)
  const entryCount = offsets[election.projects.length]!
  const groups = new Int32Array(entryCount)
  const weights = new Float64Array(entryCount)
  const supporters = new Float64Array(election.projects.length)

  const { profile } = election
  const next = offsets.slice()
  for (let group = 0; group < profile.groupCount; group++) {
    const voters = profile.multiplicities[group]!
    for (let at = profile.offsets[group]!; at < profile.offsets[group + 1]!; at++) {
      if (!(choiceWeights[at]! > 0)) continue
      const project = profile.choices[at]!
      const entry = next[project]!++
      groups[entry] = group
      weights[entry] = voters * choiceWeights[at]!
      supporters[project]! += voters
    }
  }
  assert(
    weights.reduce((sum, weight) => sum + weight, 0) <= Number.MAX_SAFE_INTEGER,
    'the points of all ballots together stay below 2^53',
  )
  const scales = election.projects.map((project) => (utility === 'cost' ? project.cost : 1n))
  return { offsets, groups, weights, choiceWeights, scales, supporters }
}

function supporterOffsets({ profile, projects }: Election, choiceWeights: Float64Array): Int32Array {
  const offsets = new Int32Array(projects.length + 1)
  for (let at = 0; at < choiceWeights.length; at++) {
    if (choiceWeights[at]! > 0) offsets[profile.choices[at]! + 1]! += 1
  }
  for (let project = 0; project < projects.length; project++) offsets[project + 1]! += offsets[project]!
  return offsets
}
