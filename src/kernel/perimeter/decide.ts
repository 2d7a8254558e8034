import { assert } from '#kernel/result'
import { exclusionOf } from './activity.ts'
import { type Claim, claimsOf, isCategory, isNaturalPerson, sireneOf } from './claims.ts'
import { conflictsOf } from './conflicts.ts'
import type { Belonging, LegalUnit, Outcome, PerimeterRule, Reason, Source } from './model.ts'

/**
 * Whether a legal unit belongs to the ESS by a rule, where, and according to whom.
 *
 * Natural persons never do. An excluded activity puts a unit out whatever else is said. Otherwise the first claim
 * decides: legal category, list of the CG SCOP or of SCICs, list of ESS France, flag of Sirene, ESUS agreement. So
 * one more list, or a flag, never puts a unit out.
 *
 * @returns  reasons, the deciding one first, never empty; what a person must look at, in `conflicts`
 * @see      loi 2014-856, art. 1; docs/specifications/perimeter.md
 */
export function decideBelonging(unit: LegalUnit, rule: PerimeterRule): Outcome {
  const claims = claimsOf(unit, rule)
  const barriers = barriersOf(unit, rule)
  const belonging = barriers.length > 0 ? null : (claims[0]?.belonging ?? null)
  const reasons = reasonsOf(unit, rule, claims, barriers)
  assert(reasons.length > 0, 'each outcome has a reason')
  return {
    siren: unit.siren,
    belonging,
    reasons,
    sources: distinctSources(reasons.map(({ source }) => source)),
    conflicts: conflictsOf(unit, rule, claims, belonging),
    ruleVersion: rule.version,
  }
}

/** Whether a belonging counts in the figures « of the four families », as Insee has them. */
export function isInFamilies(belonging: Belonging): boolean {
  return belonging !== null && belonging !== 'commercial-company' && belonging !== 'other-non-profit'
}

function reasonsOf(
  unit: LegalUnit,
  rule: PerimeterRule,
  claims: readonly Claim[],
  barriers: readonly Reason[],
): readonly Reason[] {
  const said = [...barriers, ...claims.map(({ reason }) => reason)]
  const silence = said.length === 0 ? silenceOf(unit, rule) : []
  return [...said, ...silence, ...labelsOf(unit, rule)]
}

function barriersOf(unit: LegalUnit, rule: PerimeterRule): readonly Reason[] {
  const source = sireneOf(unit)
  const found = exclusionOf(unit, rule)
  const person: readonly Reason[] = isNaturalPerson(unit) ? [{ kind: 'natural-person', source }] : []
  if (!found) return person
  const { code, nomenclature, exclusion } = found
  const { id, label } = exclusion
  return [...person, { kind: 'excluded-activity', code, label, exclusion: id, nomenclature, source }]
}

function silenceOf(unit: LegalUnit, rule: PerimeterRule): readonly Reason[] {
  const source = sireneOf(unit)
  const { category } = unit
  if (!isCategory(category)) return [{ kind: 'category-unknown', source }]
  const entry = rule.categories[category]
  if (entry) return [{ kind: 'category-to-confirm', code: category, label: entry.label, source }]
  return [{ kind: 'nothing-says-so', source }]
}

function labelsOf({ memberships }: LegalUnit, { lists }: PerimeterRule): readonly Reason[] {
  if (!lists.includes('siae')) return []
  const found = memberships.filter(({ list }) => list === 'siae')
  const labels = found.map(({ detail, vintage }) => ({ detail: detail ?? null, vintage }))
  return labels.sort(byDetailThenVintage).map(({ detail, vintage }) => ({
    kind: 'label',
    detail,
    source: { name: 'siae', vintage },
  }))
}

function byDetailThenVintage(
  a: { readonly detail: string | null; readonly vintage: string },
  b: { readonly detail: string | null; readonly vintage: string },
): number {
  const [left, right] = [`${a.detail ?? ''} ${a.vintage}`, `${b.detail ?? ''} ${b.vintage}`]
  return left < right ? -1 : left > right ? 1 : 0
}

function distinctSources(sources: readonly Source[]): readonly Source[] {
  const isSame = (a: Source, b: Source) => a.name === b.name && a.vintage === b.vintage
  return sources.filter((source, index) => sources.findIndex((other) => isSame(source, other)) === index)
}
