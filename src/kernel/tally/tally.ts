import { equalShares } from './equal-shares/index.ts'
import { greedy } from './greedy.ts'
import { maxWelfare } from './max-welfare.ts'
import type { Election, Rule, Tally } from './model.ts'
import { phragmen } from './phragmen.ts'

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
