import type { Election, TieOrder } from './model.ts'
import { votesOf } from './utility.ts'

/**
 * The declared order of ties, as a rank for each project: among equals the lowest rank goes first.
 *
 * - `id`: identifiers compared as strings, by code units, so that « 10 » comes before « 2 » (pabutools)
 * - `cost-votes`: the cheapest, then the one with most votes, then the order of the file, which is the published lot
 */
export function tieRanks(election: Election, order: TieOrder): Int32Array {
  const { projects } = election
  const votes = votesOf(election)
  const byId = (a: number, b: number) => (projects[a]!.id < projects[b]!.id ? -1 : 1)
  const byCostThenVotes = (a: number, b: number) =>
    compareAmounts(projects[a]!.cost, projects[b]!.cost) || votes[b]! - votes[a]! || a - b

  const sorted = projects.map((_, project) => project).sort(order === 'id' ? byId : byCostThenVotes)
  const ranks = new Int32Array(projects.length)
  sorted.forEach((project, rank) => {
    ranks[project] = rank
  })
  return ranks
}

export function compareAmounts(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Whether two outcomes fund the same projects, in whatever order. */
export function isSameSet(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false
  const members = new Set(a)
  return b.every((project) => members.has(project))
}
