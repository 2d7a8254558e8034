import { fraction } from '#kernel/fraction'
import type { Fraction } from '../model.ts'
import { hintBetween, isWhole, sharedRounds } from './between.ts'
import type { Contest } from './contest.ts'
import { type Count, count } from './count.ts'

/** Why no further currency unit is given to each voter. */
type Stop = 'exhausted' | 'overspent'

/** A count with `increments` currency units more for each voter than at the start. */
type Step = { readonly increments: number; readonly count: Count }

/**
 * Completion « add1 »: count again with one currency unit more for each voter, and again, until no further project
 * fits (that count is kept) or the budget is overspent (the count before is kept).
 *
 * What is bought may come and go as the endowment grows, so the first count that stops is sought from left to right:
 * an interval is passed over only when it is certain that every count in it buys the same projects (`between.ts`).
 *
 * @returns the number of currency units added
 */
export function increments(contest: Contest): number {
  let low = stepAt(contest, 0)
  if (stopOf(contest, low.count)) return 0
  for (let width = 1; ; width *= 2) {
    const at = low.increments + width
    const high = {
      increments: at,
      count: count(contest, endowmentAt(contest, at), { known: [], low: low.count, high: undefined }),
    }
    const stop = firstStop(contest, low, high, 0)
    if (stop) return stopOf(contest, stop.count) === 'overspent' ? stop.increments - 1 : stop.increments
    low = high
  }
}

/** What each voter is given: their share of the budget, or its whole part, and the currency units added. */
export function endowmentAt({ election, rule }: Contest, added: number): Fraction {
  const voters = BigInt(Math.max(1, election.profile.voterCount))
  const unit = 10n ** BigInt(election.decimals)
  const extra = BigInt(added) * unit
  if (rule.start === 'floor') return fraction((election.budget / (voters * unit)) * unit + extra)
  return fraction(election.budget + extra * voters, voters)
}

/** The first count after `low`, up to `high`, that stops; `low` does not. */
function firstStop(contest: Contest, low: Step, high: Step, known: number): Step | undefined {
  const shared = sharedRounds(low.count, high.count, known)
  if (isWhole(low.count, high.count, shared)) return undefined
  if (high.increments - low.increments === 1) return stopOf(contest, high.count) ? high : undefined
  const at = low.increments + Math.floor((high.increments - low.increments) / 2)
  const middle = {
    increments: at,
    count: count(contest, endowmentAt(contest, at), hintBetween(low.count, high.count, shared)),
  }
  return firstStop(contest, low, middle, shared) ?? firstStop(contest, middle, high, shared)
}

function stepAt(contest: Contest, added: number): Step {
  return { increments: added, count: count(contest, endowmentAt(contest, added)) }
}

/**
 * Once every supported project is bought there is nothing more to wait for, whatever the rule's stop says. With enough
 * money for each voter to pay for all of them alone, that is so: the increments end.
 */
function stopOf({ election, rule, stakes }: Contest, { winners, cost }: Count): Stop | undefined {
  const left = election.budget - cost
  if (left < 0n) return 'overspent'
  const rest = election.projects.map((_, project) => project).filter((project) => !winners.includes(project))
  const isSupported = (project: number) => stakes.supporters[project]! > 0
  const fits = (project: number) => election.projects[project]!.cost <= left
  if (!rest.some(isSupported)) return 'exhausted'
  if (rule.exhaustiveStop === 'supported' && !rest.some((project) => isSupported(project) && fits(project)))
    return 'exhausted'
  if (rule.exhaustiveStop === 'all' && !rest.some(fits)) return 'exhausted'
  return undefined
}
