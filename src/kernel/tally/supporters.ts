import type { Profile } from './model.ts'

/** The ballots by project: the groups that chose project `p` are `groups[offsets[p]] … groups[offsets[p + 1] - 1]`. */
export type Supporters = { readonly offsets: Int32Array; readonly groups: Int32Array }

export function supportersOf(profile: Profile, projectCount: number): Supporters {
  const offsets = new Int32Array(projectCount + 1)
  for (const project of profile.choices) offsets[project + 1]!++
  for (let project = 0; project < projectCount; project++) offsets[project + 1]! += offsets[project]!
  const groups = new Int32Array(profile.choices.length)
  const next = offsets.slice()
  for (let group = 0; group < profile.groupCount; group++) {
    for (let at = profile.offsets[group]!; at < profile.offsets[group + 1]!; at++) {
      groups[next[profile.choices[at]!]!++] = group
    }
  }
  return { offsets, groups }
}
