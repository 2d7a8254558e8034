import type { Election } from '../model.ts'

/**
 * Whether strictly more voters prefer the second outcome: those who chose more of its projects than of the first's.
 * Everybody counts, also who got nothing under one of them (Wieliczka, 2023).
 */
export function isPreferred(
  { profile, projects }: Election,
  first: readonly number[],
  second: readonly number[],
): boolean {
  const gain = new Int8Array(projects.length)
  for (const project of second) gain[project]! += 1
  for (const project of first) gain[project]! -= 1
  let balance = 0
  for (let group = 0; group < profile.groupCount; group++) {
    let preference = 0
    for (let at = profile.offsets[group]!; at < profile.offsets[group + 1]!; at++)
      preference += gain[profile.choices[at]!]!
    balance += Math.sign(preference) * profile.multiplicities[group]!
  }
  return balance > 0
}
