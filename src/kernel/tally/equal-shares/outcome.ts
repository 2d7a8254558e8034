import type { Fraction } from '../model.ts'
import { isPreferred } from './compare.ts'
import { complete, type Forced, greedyInstead } from './completion.ts'
import type { Contest } from './contest.ts'
import { type Count, type CountTie, count, NO_HINT } from './count.ts'

/** What is elected at a given endowment, in order: by equal shares, then by the completion; or by greedy instead. */
export type Outcome = {
  readonly count: Count
  /** Projects added by the utilitarian completion. */
  readonly added: readonly number[]
  /** Whether more voters preferred greedy: then `added` is all there is. */
  readonly isGreedy: boolean
  readonly winners: readonly number[]
  readonly ties: readonly CountTie[]
  /** Those met in the other of the two counts compared, which was not kept. */
  readonly tiesSetAside: readonly CountTie[]
}

/** @param forced  what to take of a tie met in an outcome, which was greedy's or not */
export function outcomeAt(
  contest: Contest,
  endowment: Fraction,
  forced?: Forced & { readonly isGreedy: boolean },
): Outcome {
  const inShares = forced?.isGreedy ? undefined : forced
  const inGreedy = forced?.isGreedy ? forced : undefined
  const shares = count(contest, endowment, { ...NO_HINT, forced: inShares })
  const { completion, comparison } = contest.rule
  const isCompleted = completion === 'utilitarian' || completion === 'add1-utilitarian'
  const rest = isCompleted ? complete(contest, shares.winners, inShares) : { elected: [], ties: [] }
  const winners = [...shares.winners, ...rest.elected]
  const ties = [...shares.ties, ...rest.ties]
  if (comparison) {
    const greedy = greedyInstead(contest, inGreedy)
    if (isPreferred(contest.election, winners, greedy.elected)) {
      const { elected } = greedy
      return { count: shares, added: elected, isGreedy: true, winners: elected, ties: greedy.ties, tiesSetAside: ties }
    }
    return { count: shares, added: rest.elected, isGreedy: false, winners, ties, tiesSetAside: greedy.ties }
  }
  return { count: shares, added: rest.elected, isGreedy: false, winners, ties, tiesSetAside: [] }
}
