import { done, type Result, refuse } from '#kernel/result'
import { type Election, type Rule, type RuleRequest, ruleFor, sentenceOfRuleRefusal } from '#kernel/tally'
import type { ImportRefusal } from './model.ts'

/**
 * The rule to count an imported election by: the one asked for, else the one its file announces.
 *
 * Pabulib's words (`rule` in META): `greedy`, `greedy-no-skip` (stops at the first project too dear),
 * `greedy-threshold` (with `min_project_score_threshold`), `equalshares…`, with `/add1` for that completion and
 * `-comparison` for the step of Wieliczka 2023.
 *
 * @returns the rule, or « rule-unknown » when nobody says one: a result is never guessed
 */
export function officialRuleOf(election: Election, asked: RuleRequest): Result<Rule, ImportRefusal> {
  const request = isSaid(asked) ? asked : announcedBy(election)
  if (!request) return refuse({ kind: 'rule-unknown', rule: election.meta.get('rule')?.trim() || 'aucune' })

  const rule = ruleFor(request, election.voteType)
  return rule.ok ? done(rule.value) : refuse({ kind: 'rule-impossible', sentence: sentenceOfRuleRefusal(rule.refusal) })
}

function isSaid(asked: RuleRequest): boolean {
  return asked.kind !== undefined || asked.preset !== undefined
}

function announcedBy(election: Election): RuleRequest | undefined {
  const announced = election.meta.get('rule')?.trim() ?? ''
  if (/^greedy(-no-skip|-threshold)?$/.test(announced)) return greedyOf(election, announced)
  if (announced === 'equalshares/add1-comparison') return { kind: 'equal-shares', preset: 'wieliczka-2023' }
  if (announced === 'equalshares/add1') return { kind: 'equal-shares', preset: 'equalshares.net', completion: 'add1' }
  if (announced === 'equalshares') return { kind: 'equal-shares', completion: 'none' }
  return undefined
}

function greedyOf(election: Election, announced: string): RuleRequest {
  const threshold = Number(/^\d{1,9}$/.exec(election.meta.get('min_project_score_threshold')?.trim() ?? '')?.[0] ?? 0)
  return {
    kind: 'greedy',
    ...GREEDY_UTILITIES[election.voteType],
    whenTooDear: announced === 'greedy-no-skip' ? 'stop' : 'skip',
    ...(threshold > 0 && { threshold }),
  }
}

// Cities rank by votes, or by all the points received; Kraków gives 3, 2, 1 to three choices.
export const GREEDY_UTILITIES = {
  approval: { utility: 'cost' },
  'choose-1': { utility: 'cost' },
  cumulative: { utility: 'points', by: 'total' },
  scoring: { utility: 'points', by: 'total' },
  ordinal: { utility: 'positions', by: 'total' },
} as const satisfies Readonly<Record<Election['voteType'], RuleRequest>>
