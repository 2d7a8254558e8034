import { exclusionOf } from './activity.ts'
import { type ClaimLever, claimsOf, isNaturalPerson } from './claims.ts'
import type { LegalUnit, PerimeterRule } from './model.ts'

/** A piece of a rule that can be taken out: a category, a list, the flag, an exclusion. */
export type Lever = ClaimLever | `exclusion:${string}`

export type LeverEffect = {
  readonly lever: Lever
  /** Units it brings in (or, an exclusion, puts out) if it is the only one of its kind: source, or exclusion. */
  readonly alone: number
  /** Units that leave (or, for an exclusion, come back) when it alone is taken out of the whole rule. */
  readonly last: number
}

export type Sensitivity = {
  /** Units in, by the whole rule, with everything that stands apart. */
  readonly inCount: number
  /** Units that some source claims and an exclusion puts out. */
  readonly excludedCount: number
  /** Sources, then exclusions, in the order of the rule; those that touch no unit too, with 0. */
  readonly effects: readonly LeverEffect[]
}

/**
 * How many units each piece of a rule adds or removes, exactly: a unit is in when at least one source claims it and no
 * exclusion holds it, so each effect is a count over the sets of sources and exclusions of each unit.
 *
 * @param units  read once, in any order
 */
export function sensitivity(units: Iterable<LegalUnit>, rule: PerimeterRule): Sensitivity {
  const alone = new Map<Lever, number>()
  const last = new Map<Lever, number>()
  let [inCount, excludedCount] = [0, 0]
  for (const unit of units) {
    const levers = isNaturalPerson(unit) ? [] : claimsOf(unit, rule).map(({ lever }) => lever)
    if (levers.length === 0) continue
    const excluded = exclusionOf(unit, rule)
    if (excluded) {
      excludedCount += 1
      const lever = `exclusion:${excluded.exclusion.id}` as const
      // One activity decides, so at most one exclusion holds a unit.
      increment(alone, lever)
      increment(last, lever)
    } else {
      inCount += 1
      for (const lever of levers) increment(alone, lever)
      if (levers.length === 1) increment(last, levers[0]!)
    }
  }
  const effects = leversOf(rule).map((lever) => ({ lever, alone: alone.get(lever) ?? 0, last: last.get(lever) ?? 0 }))
  return { inCount, excludedCount, effects }
}

/** Every piece of a rule that can be taken out. SIAE is a label: it moves nobody. */
export function leversOf({ categories, lists, hearsFlag, exclusions }: PerimeterRule): readonly Lever[] {
  return [
    ...Object.keys(categories)
      .sort()
      .map((code) => `category:${code}` as const),
    ...lists.filter((list) => list !== 'siae').map((list) => `list:${list}` as const),
    ...(hearsFlag ? (['flag'] as const) : []),
    ...exclusions.map(({ id }) => `exclusion:${id}` as const),
  ]
}

/** The rule with one piece taken out. */
export function withoutLever(rule: PerimeterRule, lever: Lever): PerimeterRule {
  if (lever === 'flag') return { ...rule, hearsFlag: false }
  const [kind, id] = lever.split(':') as [string, string]
  if (kind === 'list') return { ...rule, lists: rule.lists.filter((list) => list !== id) }
  if (kind === 'exclusion') return { ...rule, exclusions: rule.exclusions.filter((each) => each.id !== id) }
  return { ...rule, categories: Object.fromEntries(Object.entries(rule.categories).filter(([code]) => code !== id)) }
}

function increment(counts: Map<Lever, number>, lever: Lever): void {
  counts.set(lever, (counts.get(lever) ?? 0) + 1)
}
