import { cents } from '#kernel/money'
import type { AllocationRequest, Candidate, Ceiling, Grouping, Limit } from './model.ts'
import { compareRanked, compareTied, placesOf, sortedPositions } from './order.ts'

/** What every rule needs of a request, all by position in `projects`. */
export type Contest = {
  readonly request: AllocationRequest
  readonly projects: readonly Candidate[]
  /** Positions, best first. */
  readonly ranking: readonly number[]
  /** From 1. */
  readonly ranks: readonly number[]
  /** Among equal remainders, the lowest goes first. */
  readonly precedence: readonly number[]
  readonly ceilings: readonly Ceiling[]
  /** The envelope, rounded down to the unit of rounding. */
  readonly pot: bigint
}

export function prepare(request: AllocationRequest): Contest {
  const { projects, ties } = request
  const ranking = sortedPositions(projects, (a, b) => compareRanked(a, b, ties))
  return {
    request,
    projects,
    ranking,
    ranks: placesOf(ranking).map((place) => place + 1),
    precedence: placesOf(sortedPositions(projects, (a, b) => compareTied(a, b, ties))),
    ceilings: projects.map((project) => ceilingOf(project, request)),
    pot: roundedDown(request.envelopeCents, request),
  }
}

/** Positions of the projects of each group, groups in the order of their best project. */
export function groupsOf({ projects, ranking }: Contest, within: Grouping): ReadonlyMap<string, readonly number[]> {
  return Map.groupBy(ranking, (position) => groupOf(projects[position]!, within))
}

export function groupOf(project: Candidate, within: Grouping): string {
  return within === 'all' ? '' : project[within]
}

export function roundedDown(amount: bigint, { roundingCents }: AllocationRequest): bigint {
  return amount - (amount % roundingCents)
}

export function lesser(a: bigint, b: bigint): bigint {
  if (a < b) return a
  return b
}

/** min(cap of its category, amount requested, maximum share of its cost), and which of them it is. */
function ceilingOf(project: Candidate, request: AllocationRequest): Ceiling {
  const { caps, maximumCostShareBasisPoints } = request.limits
  const cap = caps?.get(project.category)
  const candidates: readonly (readonly [Limit, bigint])[] = [
    // Named in this order when several are equal: what one asked for explains more than a rule.
    ['request', project.requestedCents],
    ...(cap === undefined || cap === 'none' ? [] : [['category-cap', cap] as const]),
    ...(maximumCostShareBasisPoints === undefined
      ? []
      : [['cost-share', (project.costCents * BigInt(maximumCostShareBasisPoints)) / 10_000n] as const]),
  ]
  const [limit, lowest] = candidates.reduce((a, b) => (b[1] < a[1] ? b : a))
  return { limit, cents: cents(lowest), roundedCents: cents(roundedDown(lowest, request)) }
}
