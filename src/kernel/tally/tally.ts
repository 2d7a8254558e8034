import { french } from '#kernel/french'
import { done, type Result, refuse } from '#kernel/result'
import { equalShares } from './equal-shares/index.ts'
import { greedy } from './greedy.ts'
import { maxWelfare, TooManySets } from './max-welfare.ts'
import type { Election, Rule, Tally } from './model.ts'
import { phragmen } from './phragmen.ts'

export type CountRefusal = 'too-many-sets'

const SENTENCES: Readonly<Record<CountRefusal, string>> = {
  'too-many-sets': french`Cette élection demande de comparer trop d'ensembles de projets. Choisissez une autre règle.`,
}

export function sentenceOfCountRefusal(refusal: CountRefusal): string {
  return SENTENCES[refusal]
}

/** The same as `tally`, for elections that come from anybody: one made to be too hard is a refusal. */
export function tryTally(election: Election, rule: Rule): Result<Tally, CountRefusal> {
  try {
    return done(tally(election, rule))
  } catch (error) {
    if (error instanceof TooManySets) return refuse('too-many-sets')
    throw error
  }
}

/** Counts an election by a rule, exactly, with the trace that lets anyone check it. */
export function tally(election: Election, rule: Rule): Tally {
  switch (rule.kind) {
    case 'equal-shares':
      return equalShares(election, rule)
    case 'greedy':
      return greedy(election, rule)
    case 'phragmen':
      return phragmen(election, rule)
    case 'max-welfare':
      return maxWelfare(election, rule)
  }
}
