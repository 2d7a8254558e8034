import type { Tie } from '../model.ts'
import { isSameSet } from '../ties.ts'
import type { Contest } from './contest.ts'
import type { CountTie } from './count.ts'
import { type Outcome, outcomeAt } from './outcome.ts'

/** Recounts made at most for one tally. */
const RECOUNTS = 32

/**
 * The ties met, each with whether another choice changes the final set of winners; those of the count that a comparison
 * did not keep come last, since another choice there could have made it win.
 *
 * Every other project of the tie is taken instead, in a recount at the same endowment where later ties follow the
 * declared order. At most 32 recounts are made; a tie that could not be examined is said to change the outcome, so
 * that nobody is told by mistake that a lot was harmless.
 */
export function examineTies(contest: Contest, outcome: Outcome): Tie[] {
  const { count, isGreedy, winners } = outcome
  let left = RECOUNTS
  const examine = ({ round, projects, chosen }: CountTie, isOfGreedy: boolean): Tie => {
    const others = projects.filter((project) => project !== chosen)
    const changesOutcome = others.some((project) => {
      if (left === 0) return true
      left--
      const forced = { round, project, isGreedy: isOfGreedy }
      return !isSameSet(winners, outcomeAt(contest, count.endowment, forced).winners)
    })
    return { round, projects, chosen, changesOutcome }
  }
  return [
    ...outcome.ties.map((tie) => examine(tie, isGreedy)),
    ...outcome.tiesSetAside.map((tie) => ({ ...examine(tie, !isGreedy), isSetAside: true as const })),
  ]
}
