import { mix, tableSize } from './hashing.ts'
import type { Profile } from './model.ts'

/** One ballot per voter, in compressed rows as in `Profile`; choices sorted by project unless ranked. */
export type Ballots = {
  readonly offsets: Int32Array
  readonly choices: Int32Array
  readonly points: Float64Array | undefined
  readonly pointDecimals: number
}

const NO_GROUP = -1

/** Puts identical ballots together (same choices in the same order, same points): groups come in order of first voter. */
export function groupBallots(ballots: Ballots): Profile {
  const voterCount = ballots.offsets.length - 1
  const groupOfVoter = new Int32Array(voterCount)
  const firstVoters = new Int32Array(voterCount)
  const counts = new Int32Array(voterCount)
  const mask = tableSize(voterCount) - 1
  const slots = new Int32Array(mask + 1).fill(NO_GROUP)
  let groupCount = 0
  for (let voter = 0; voter < voterCount; voter++) {
    let slot = hashOf(ballots, voter) & mask
    let group = slots[slot]!
    while (group !== NO_GROUP && !areIdentical(ballots, firstVoters[group]!, voter)) {
      slot = (slot + 1) & mask
      group = slots[slot]!
    }
    if (group === NO_GROUP) {
      group = groupCount++
      slots[slot] = group
      firstVoters[group] = voter
    }
    groupOfVoter[voter] = group
    counts[group]!++
  }
  const rows = rowsOf(ballots, firstVoters.subarray(0, groupCount))
  return { voterCount, groupCount, multiplicities: counts.slice(0, groupCount), ...rows, groupOfVoter }
}

function rowsOf(ballots: Ballots, voters: Int32Array) {
  const offsets = new Int32Array(voters.length + 1)
  voters.forEach((voter, group) => {
    offsets[group + 1] = offsets[group]! + ballots.offsets[voter + 1]! - ballots.offsets[voter]!
  })
  const size = offsets[voters.length]!
  const choices = new Int32Array(size)
  const points = ballots.points && new Float64Array(size)
  voters.forEach((voter, group) => {
    const [start, end] = [ballots.offsets[voter], ballots.offsets[voter + 1]]
    choices.set(ballots.choices.subarray(start, end), offsets[group])
    points?.set(ballots.points!.subarray(start, end), offsets[group])
  })
  return { offsets, choices, points, pointDecimals: ballots.pointDecimals }
}

function hashOf({ offsets, choices, points }: Ballots, voter: number): number {
  let seed = 0x811c9dc5
  for (let at = offsets[voter]!; at < offsets[voter + 1]!; at++) {
    seed = mix(seed, choices[at]!)
    if (points) seed = mix(seed, points[at]!)
  }
  return seed
}

function areIdentical({ offsets, choices, points }: Ballots, a: number, b: number): boolean {
  const length = offsets[a + 1]! - offsets[a]!
  if (offsets[b + 1]! - offsets[b]! !== length) return false
  for (let step = 0; step < length; step++) {
    if (choices[offsets[a]! + step] !== choices[offsets[b]! + step]) return false
    if (points && points[offsets[a]! + step] !== points[offsets[b]! + step]) return false
  }
  return true
}
