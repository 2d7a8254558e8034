import type { Election } from '../model.ts'

/** Voters by the outcome that funds more of their choices. */
export type Preferences = { readonly first: number; readonly second: number; readonly neither: number }

/** Everybody counts, also who gets nothing from one of the two. */
export function preferencesBetween(
  { profile, projects }: Election,
  first: readonly number[],
  second: readonly number[],
): Preferences {
  const gain = new Int8Array(projects.length)
  for (const project of first) gain[project]! += 1
  for (const project of second) gain[project]! -= 1
  const voters = { first: 0, second: 0, neither: 0 }
  for (let group = 0; group < profile.groupCount; group++) {
    const chosen = profile.choices.subarray(profile.offsets[group], profile.offsets[group + 1])
    const balance = chosen.reduce((sum, project) => sum + gain[project]!, 0)
    voters[balance > 0 ? 'first' : balance < 0 ? 'second' : 'neither'] += profile.multiplicities[group]!
  }
  return voters
}
