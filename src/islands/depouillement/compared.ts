import {
  type Election,
  type RuleRequest,
  ruleFor,
  sentenceOfCountRefusal,
  sentenceOfRuleRefusal,
  tryTally,
} from '#kernel/tally'
import { servedBy } from './counted.ts'
import type { ComparedRule, Comparison, Progress } from './messages.ts'

/** The rules a city hesitates between, on the same ballots, one after the other. */
export function compareOn(election: Election, request: RuleRequest, tell: (progress: Progress) => void): Comparison {
  const columns = RULES.map(({ name, ...rule }, index) => {
    tell({ sentence: `Compte par la règle « ${name} »…`, share: index / RULES.length })
    // The utility the person chose holds for all rules; completions are what is compared.
    const utility = rule.kind === 'phragmen' ? undefined : request.utility
    return columnOf(election, name, { ...rule, utility, ties: request.ties })
  })
  return { columns, voters: election.profile.voterCount }
}

function columnOf(election: Election, name: string, request: RuleRequest): ComparedRule {
  const rule = ruleFor(request, election.voteType)
  if (!rule.ok) return refused(name, sentenceOfRuleRefusal(rule.refusal))
  const result = tryTally(election, rule.value)
  if (!result.ok) return refused(name, sentenceOfCountRefusal(result.refusal))
  const { winners, cost } = result.value
  return { name, winners, cost, served: servedBy(election.profile, winners), refusal: undefined }
}

function refused(name: string, refusal: string): ComparedRule {
  return { name, winners: [], cost: 0n, served: 0, refusal }
}

const RULES: readonly (RuleRequest & { readonly name: string })[] = [
  { name: 'Les plus choisis d’abord', kind: 'greedy' },
  { name: 'Parts égales, sans complément', kind: 'equal-shares', completion: 'none' },
  { name: 'Parts égales, complétées', kind: 'equal-shares', preset: 'equalshares.net' },
  { name: 'Phragmén', kind: 'phragmen' },
  { name: 'Le plus grand total', kind: 'max-welfare' },
]
