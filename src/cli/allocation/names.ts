import type { AllocationRequest, AllocationRule, Candidate } from '#kernel/allocation'
import { fold } from './columns.ts'

/**
 * The same request where each category and each territory has one spelling: « Coopération », « cooperation » and
 * « COOPÉRATION » are one name. The spelling of the options stands, else the first in code-unit order.
 */
export function withOneSpelling(request: AllocationRequest): AllocationRequest {
  const { projects, limits, rule } = request
  const spell = speller([
    ...(limits.caps?.keys() ?? []),
    ...namesIn(rule),
    ...projects.flatMap(({ category, territory }) => [category, territory]).sort(byCodeUnit),
  ])
  return {
    ...request,
    projects: projects.map(
      (project): Candidate => ({
        ...project,
        category: spell(project.category),
        territory: spell(project.territory),
      }),
    ),
    limits: { ...limits, caps: limits.caps && spelled(limits.caps, spell) },
    rule: ruleSpelled(rule, spell),
  }
}

function speller(names: readonly string[]): (name: string) => string {
  const spellings = new Map<string, string>()
  for (const name of names) if (!spellings.has(fold(name))) spellings.set(fold(name), name)
  return (name) => spellings.get(fold(name)) ?? name
}

function namesIn(rule: AllocationRule): readonly string[] {
  if (rule.kind === 'fixed-by-category') return [...rule.amounts.keys()]
  if (rule.kind === 'proportional' && rule.split.by === 'amounts') return [...rule.split.amounts.keys()]
  if (rule.kind !== 'territory-quota' || rule.quota.of !== 'money') return []
  return typeof rule.quota.amount === 'bigint' ? [] : [...rule.quota.amount.keys()]
}

function ruleSpelled(rule: AllocationRule, spell: (name: string) => string): AllocationRule {
  if (rule.kind === 'fixed-by-category') return { ...rule, amounts: spelled(rule.amounts, spell) }
  if (rule.kind === 'proportional' && rule.split.by === 'amounts')
    return { ...rule, split: { ...rule.split, amounts: spelled(rule.split.amounts, spell) } }
  if (rule.kind === 'territory-quota' && rule.quota.of === 'money' && typeof rule.quota.amount !== 'bigint')
    return { ...rule, quota: { ...rule.quota, amount: spelled(rule.quota.amount, spell) } }
  return rule
}

function spelled<Value>(map: ReadonlyMap<string, Value>, spell: (name: string) => string): ReadonlyMap<string, Value> {
  return new Map(Array.from(map, ([name, value]) => [spell(name), value]))
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
