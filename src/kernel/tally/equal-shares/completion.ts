import { compare } from '#kernel/fraction'
import type { Fraction } from '../model.ts'
import type { Contest } from './contest.ts'
import type { CountTie } from './count.ts'

/** Projects added one by one, best score first, as long as they fit. */
export type Filling = { readonly elected: readonly number[]; readonly ties: readonly CountTie[] }

/** In the round of that number, take that project when it ties. */
export type Forced = { readonly round: number; readonly project: number }

/** The utilitarian completion: with the money that equal shares left, greedy on the rest, those nobody chose last. */
export function complete(contest: Contest, already: readonly number[], forced?: Forced): Filling {
  const { projects } = contest.election
  return fill(
    contest,
    already,
    projects.map((_, project) => project),
    forced,
  )
}

/** Greedy by votes instead of equal shares, to compare with; what nobody chose is not funded. */
export function greedyInstead(contest: Contest, forced?: Forced): Filling {
  const { projects } = contest.election
  const chosen = projects.map((_, project) => project).filter((project) => contest.votes[project]! > 0)
  return fill(contest, [], chosen, forced)
}

/** The best score first, skipping what does not fit. */
function fill(contest: Contest, already: readonly number[], eligible: readonly number[], forced?: Forced): Filling {
  const { projects, budget } = contest.election
  const scores = projects.map((_, project) => scoreOf(contest, project))
  let waiting = eligible.filter((project) => !already.includes(project))
  waiting.sort((a, b) => compare(scores[b]!, scores[a]!) || contest.precedence[a]! - contest.precedence[b]!)
  let left = already.reduce((money, project) => money - projects[project]!.cost, budget)

  const elected: number[] = []
  const ties: CountTie[] = []
  for (;;) {
    waiting = waiting.filter((project) => projects[project]!.cost <= left)
    const first = waiting[0]
    if (first === undefined) return { elected, ties }
    const tied = waiting.filter((project) => compare(scores[project]!, scores[first]!) === 0)
    const round = already.length + elected.length
    const chosen = forced?.round === round && tied.includes(forced.project) ? forced.project : first
    if (tied.length > 1) ties.push({ round, projects: tied, chosen })
    elected.push(chosen)
    left -= projects[chosen]!.cost
    waiting = waiting.filter((project) => project !== chosen)
  }
}

/** Votes when the utility is cost or cardinality; points per unit of cost otherwise. */
export function scoreOf({ election, rule, stakes }: Contest, project: number): Fraction {
  if (rule.utility === 'cost' || rule.utility === 'cardinality') {
    return { numerator: BigInt(stakes.supporters[project]!), denominator: 1n }
  }
  const end = stakes.offsets[project + 1]!
  let points = 0
  for (let entry = stakes.offsets[project]!; entry < end; entry++) points += stakes.weights[entry]!
  return { numerator: BigInt(points), denominator: election.projects[project]!.cost }
}
