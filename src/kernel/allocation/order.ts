import type { Candidate, TieCriterion } from './model.ts'

/** By the declared order of ties: negative when `a` goes first, 0 when nothing declared tells them apart. */
export function compareTied(a: Candidate, b: Candidate, ties: readonly TieCriterion[]): number {
  for (const criterion of ties) {
    const order = COMPARISONS[criterion](a, b)
    if (order !== 0) return order
  }
  return 0
}

/** Most votes first, then by the order of ties. */
export function compareRanked(a: Candidate, b: Candidate, ties: readonly TieCriterion[]): number {
  return compareAmounts(b.votes, a.votes) || compareTied(a, b, ties)
}

/** Positions of projects, in order. */
export function sortedPositions(
  projects: readonly Candidate[],
  compare: (a: Candidate, b: Candidate) => number,
): readonly number[] {
  return projects.map((_, position) => position).sort((a, b) => compare(projects[a]!, projects[b]!))
}

/** Place of each position in an order: the inverse of `sortedPositions`. */
export function placesOf(order: readonly number[]): readonly number[] {
  const places = new Array<number>(order.length)
  order.forEach((position, place) => {
    places[position] = place
  })
  return places
}

const COMPARISONS: Readonly<Record<TieCriterion, (a: Candidate, b: Candidate) => number>> = {
  'lowest-cost': (a, b) => compareAmounts(a.costCents, b.costCents),
  'most-votes': (a, b) => compareAmounts(b.votes, a.votes),
  lot: (a, b) => (a.lot ?? 0) - (b.lot ?? 0),
}

function compareAmounts(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0
}
