/** How many people's vote counted when a head of the log was shown. */
export type Turnout = { readonly at: Date; readonly voters: number }

const HOUR_MS = 3_600_000

/**
 * The turnout at regular moments, for a drawing: an hour in which nobody voted was shown nothing, and is as high as the one
 * before.
 *
 * @param shown  oldest first
 * @param most   how many moments at most, 2 or more
 * @returns      whole hours apart, from the first shown to the last; empty when nothing was shown
 */
export function regularTurnout(shown: readonly Turnout[], most: number): readonly Turnout[] {
  const [first, last] = [shown[0], shown.at(-1)]
  if (!first || !last) return []
  const hours = Math.floor((last.at.getTime() - first.at.getTime()) / HOUR_MS)
  const stepMs = Math.max(1, Math.ceil(hours / (most - 1))) * HOUR_MS
  const moments: Turnout[] = []
  for (let at = first.at.getTime(); at < last.at.getTime(); at += stepMs) {
    moments.push({ at: new Date(at), voters: shown.findLast((each) => each.at.getTime() <= at)?.voters ?? 0 })
  }
  return [...moments, last]
}
