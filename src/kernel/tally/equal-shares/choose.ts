import { compare } from '#kernel/fraction'
import type { Fraction } from '../model.ts'
import type { Contest } from './contest.ts'
import { isCertain, look, lowest, lowestFloor, quoteExactly } from './quotes.ts'
import type { Quotes, State } from './state.ts'

/** Finds the project with the lowest price of utility, or nothing when no supporters can pay for theirs. */
export function choose(state: State): number | undefined {
  const { quotes, hint, round } = state
  if (state.isLikeHigh) raise(quotes.floors, hint.high?.proof.floors[round])
  const leader = seekLeader(state)
  if (leader === undefined) {
    state.floors[round] = quotes.floors.slice()
    return undefined
  }
  const isClear =
    isCertain(state, leader) && lowestFloor(quotes, (project) => project !== leader) > quotes.ceilings[leader]!
  const winner = isClear ? leader : decideExactly(state)
  state.challenges[round] = lowestFloor(quotes, (project) => project !== winner)
  state.floors[round] = quotes.floors.slice()
  return winner
}

/** Looks at projects by rising floor, until no other can be as cheap as the cheapest found. */
function seekLeader(state: State): number | undefined {
  const { quotes, round } = state
  const widening = (state.isLikeLow && state.hint.low?.proof.ceilings[round]) || 0
  let leader: number | undefined
  for (;;) {
    const next = lowest(quotes, (project) => quotes.seenIn[project] !== round)
    const ceiling = leader === undefined ? Infinity : Math.max(quotes.ceilings[leader]!, widening)
    if (next === undefined || quotes.floors[next]! > ceiling) return leader
    look(state, next)
    const isAffordable = quotes.floors[next]! < Infinity
    if (isAffordable && (leader === undefined || quotes.ceilings[next]! < quotes.ceilings[leader]!)) leader = next
  }
}

/** The same decision in exact numbers, among the projects that doubles cannot rule out; ties are met here. */
function decideExactly(state: State): number {
  const { contest, quotes, round } = state
  const finalists: number[] = []
  let ceiling = Infinity
  for (;;) {
    const next = lowest(quotes, (project) => !finalists.includes(project))
    if (next === undefined || quotes.floors[next]! > ceiling) break
    if (quotes.seenIn[next] !== round) {
      look(state, next)
      continue
    }
    quoteExactly(state, next)
    ceiling = Math.min(ceiling, quotes.ceilings[next]!)
    finalists.push(next)
  }
  const prices = new Map(finalists.map((project) => [project, utilityPrice(contest, quotes, project)]))
  const cheapest = [...prices.values()].reduce((a, b) => (compare(b, a) < 0 ? b : a))
  const tied = finalists.filter((project) => compare(prices.get(project)!, cheapest) === 0)
  tied.sort((a, b) => contest.precedence[a]! - contest.precedence[b]!)
  const { forced } = state.hint
  const chosen = forced?.round === round && tied.includes(forced.project) ? forced.project : tied[0]!
  if (tied.length > 1) state.ties.push({ round, projects: tied, chosen })
  return chosen
}

/** Price of one unit of utility, but for the common denominator of the books. */
function utilityPrice({ stakes }: Contest, quotes: Quotes, project: number): Fraction {
  const { numerator, slope } = quotes.exact[project]!
  return { numerator, denominator: BigInt(slope) * stakes.scales[project]! }
}

function raise(floors: Float64Array, others: Float64Array | undefined): void {
  if (!others) return
  for (let project = 0; project < floors.length; project++)
    floors[project] = Math.max(floors[project]!, others[project]!)
}
