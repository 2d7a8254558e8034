import type { RuleRequest } from '#kernel/tally'
import { oneOf } from './command.ts'

export type { RuleRequest }

/** Options that choose how to count, shared by every command that counts. */
export const RULE_OPTIONS = {
  rule: { type: 'string' },
  utility: { type: 'string' },
  completion: { type: 'string' },
  preset: { type: 'string' },
  ties: { type: 'string' },
  by: { type: 'string' },
} as const

export const RULE_HELP = `  --rule greedy | equal-shares | phragmen | max-welfare        défaut : equal-shares
  --utility cost | cardinality | points | borda | positions    défaut : selon les bulletins
  --completion none | utilitarian | add1 | add1-utilitarian    défaut : none
  --preset equalshares.net | pabutools | wieliczka-2023 | swiecie-2023 | assen-2024
  --ties id | cost-votes                                       défaut : cost-votes
  --by total          greedy : le total des points, sans diviser par le coût`

type RuleValues = { readonly [Name in keyof typeof RULE_OPTIONS]?: string | undefined }

/** @throws UsageError for a value that is in no list */
export function readRule(values: RuleValues): RuleRequest {
  return withoutUndefined({
    kind: oneOf('rule', values.rule, ['greedy', 'equal-shares', 'phragmen', 'max-welfare']),
    utility: oneOf('utility', values.utility, ['cost', 'cardinality', 'points', 'borda', 'positions']),
    completion: oneOf('completion', values.completion, ['none', 'utilitarian', 'add1', 'add1-utilitarian']),
    preset: oneOf('preset', values.preset, [
      'equalshares.net',
      'pabutools',
      'wieliczka-2023',
      'swiecie-2023',
      'assen-2024',
    ]),
    ties: oneOf('ties', values.ties, ['id', 'cost-votes']),
    by: oneOf('by', values.by, ['total', 'per-cost']),
  })
}

function withoutUndefined<Value extends object>(
  value: Value,
): { [Key in keyof Value]?: Exclude<Value[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as Value
}
