import {
  compareRules,
  type Election,
  preferencesBetween,
  type Rule,
  type RuleRequest,
  type RulesComparison,
  ruleFor,
  sentenceOfCountRefusal,
  sentenceOfRuleRefusal,
  tryTally,
} from '#kernel/tally'
import type { ComparedGroup, ComparedRule, Comparison, Progress } from './messages.ts'

/** A rule that counted, and the kernel's words on it alone. */
type Column = { readonly name: string; readonly counted: RulesComparison | undefined; readonly refusal: string }

/**
 * The rules a city hesitates between, on the same ballots, one after the other: the one chosen first.
 *
 * @param chosen  what the form asks; its utility and its order of ties hold for the others too
 */
export function compareOn(election: Election, chosen: RuleRequest, tell: (progress: Progress) => void): Comparison {
  const { utility, ties } = chosen
  const rules = [
    { name: 'La règle choisie', request: chosen },
    ...OTHERS.map(({ name, ...rule }) => {
      const takesUtility = rule.kind !== 'phragmen'
      return { name, request: { ...rule, ...(takesUtility && { utility }), ties } }
    }),
  ]
  const columns = rules.map(({ name, request }, index) => {
    tell({ sentence: `Compte ${index + 1} sur ${rules.length} : ${name}…`, share: index / rules.length })
    return columnOf(election, name, request)
  })
  const counted = columns.flatMap((column) => (column.counted ? [column.counted] : []))
  return {
    rules: columns.map((column) => comparedOf(election, column, columns[0]?.counted)),
    voters: election.profile.voterCount,
    groupings: (counted[0]?.groupings ?? []).map((grouping, at) => ({
      column: grouping.column,
      groups: grouping.rows.map((row, line) => ({
        name: row.name,
        voters: row.voters,
        served: counted.map(({ groupings }) => groupings[at]?.rows[line]?.served[0] ?? 0),
      })) satisfies readonly ComparedGroup[],
    })),
  }
}

function columnOf(election: Election, name: string, request: RuleRequest): Column {
  const rule = ruleFor(request, election.voteType)
  if (!rule.ok) return { name, counted: undefined, refusal: sentenceOfRuleRefusal(rule.refusal) }
  const refusal = tooHard(election, rule.value)
  if (refusal !== undefined) return { name, counted: undefined, refusal }
  return { name, counted: compareRules(election, [rule.value]), refusal: '' }
}

// Only maximum welfare meets elections too hard for it.
function tooHard(election: Election, rule: Rule): string | undefined {
  if (rule.kind !== 'max-welfare') return undefined
  const tried = tryTally(election, rule)
  return tried.ok ? undefined : sentenceOfCountRefusal(tried.refusal)
}

function comparedOf(election: Election, { name, counted, refusal }: Column, chosen: Column['counted']): ComparedRule {
  const [outcome] = counted?.outcomes ?? []
  const [reference] = chosen?.outcomes ?? []
  if (!outcome) return { name, refusal }
  const { tally, served, winnersPerVoter, moneyPerVoter } = outcome
  return {
    name,
    winners: tally.winners,
    cost: tally.cost,
    served,
    winnersPerVoter,
    moneyPerVoter: moneyPerVoter.mean,
    preferences:
      reference && reference !== outcome
        ? preferencesBetween(election, tally.winners, reference.tally.winners)
        : undefined,
  }
}

const OTHERS: readonly (RuleRequest & { readonly name: string })[] = [
  { name: 'Les plus choisis d’abord', kind: 'greedy' },
  { name: 'Parts égales, sans complément', kind: 'equal-shares', completion: 'none' },
  { name: 'Parts égales, complétées', kind: 'equal-shares', preset: 'equalshares.net' },
  { name: 'Phragmén', kind: 'phragmen' },
  { name: 'Le plus grand total', kind: 'max-welfare' },
]
