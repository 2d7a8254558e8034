import { fold } from '#kernel/search'
import type { Belonging, Family, LegalUnit, ListName, Membership, PerimeterRule, Reason, Source } from './model.ts'

/** Something that would bring a unit in, by itself. */
export type Claim = {
  readonly lever: ClaimLever
  readonly belonging: Exclude<Belonging, null>
  readonly reason: Reason
}

/** What of a rule makes the claim: taken out of the rule, the claim is gone. */
export type ClaimLever = `category:${string}` | `list:${ListName}` | 'flag'

// The order of the rule: the legal form first, then lists from the most precise to the widest, then what declares
// itself. Insee's fifth family comes last: whoever names a true family is better informed.
const RANKS: readonly ('family' | Exclude<ListName, 'siae'> | 'flag' | 'other')[] = [
  'family',
  'cg-scop',
  'scic',
  'ess-france',
  'flag',
  'esus',
  'other',
]

/** Every claim of a unit, the deciding one first. The order in which lists came changes nothing. */
export function claimsOf(unit: LegalUnit, rule: PerimeterRule): readonly Claim[] {
  const claims = [...categoryClaims(unit, rule), ...listClaims(unit, rule), ...flagClaims(unit, rule)]
  return claims.sort((a, b) => rankOf(a) - rankOf(b))
}

/** Categories of Insee that begin with 1 are people, whatever a list says. */
export function isNaturalPerson({ category }: Pick<LegalUnit, 'category'>): boolean {
  return category !== null && /^1\d{3}$/.test(category)
}

export function isCategory(category: string | null): category is string {
  return category !== null && /^\d{4}$/.test(category)
}

/** The lines of lists that the rule hears, the latest of each list first, in an order that does not depend on how they came. */
export function heardMemberships({ memberships }: LegalUnit, { lists }: PerimeterRule): readonly Membership[] {
  return lists.flatMap((list) => memberships.filter((each) => each.list === list).sort(byVintageThenDetail))
}

/** Family or kind that a line of a list gives; undefined when the list gives none, or in words nobody foresaw. */
export function belongingByList(
  unit: LegalUnit,
  { list, detail }: Membership,
  rule: PerimeterRule,
): Exclude<Belonging, null> | undefined {
  switch (list) {
    case 'cg-scop':
    case 'scic':
      return 'cooperative'
    case 'ess-france':
      return readFamily(detail ?? '')
    case 'esus':
      return isCompany(unit, rule) ? 'commercial-company' : undefined
    case 'siae':
      return undefined
  }
}

export function sireneOf({ vintage }: LegalUnit): Source {
  return { name: 'sirene', vintage }
}

function categoryClaims(unit: LegalUnit, rule: PerimeterRule): readonly Claim[] {
  const code = unit.category
  const entry = code === null ? undefined : rule.categories[code]
  if (code === null || !entry || !decides(entry, rule)) return []
  const { label, family } = entry
  const reason: Reason = { kind: 'category', code, label, family, source: sireneOf(unit) }
  return [{ lever: `category:${code}`, belonging: family, reason }]
}

function decides({ family, confidence }: PerimeterRule['categories'][string], rule: PerimeterRule): boolean {
  if (family === 'other-non-profit') return rule.countsOtherNonProfits
  return confidence === 'strong' || (confidence === 'medium' && rule.minimumConfidence === 'medium')
}

function listClaims(unit: LegalUnit, rule: PerimeterRule): readonly Claim[] {
  const claims = heardMemberships(unit, rule).flatMap((membership): readonly Claim[] => {
    const { list, vintage } = membership
    const belonging = belongingByList(unit, membership, rule)
    if (!belonging) return []
    const reason: Reason = { kind: 'list', list, belonging, source: { name: list, vintage } }
    return [{ lever: `list:${list}`, belonging, reason }]
  })
  // Of two lines of one list the latest that can be read speaks: an unreadable one removes nobody.
  return claims.filter(({ lever }, index) => claims.findIndex((other) => other.lever === lever) === index)
}

function flagClaims(unit: LegalUnit, rule: PerimeterRule): readonly Claim[] {
  if (!rule.hearsFlag || unit.flag !== 'O' || !isCompany(unit, rule)) return []
  return [{ lever: 'flag', belonging: 'commercial-company', reason: { kind: 'flag', source: sireneOf(unit) } }]
}

// Loi 2014-856, art. 1, II, 2° speaks of commercial companies: a flagged congregation or public body is none.
function isCompany({ category }: LegalUnit, { companyCategories }: PerimeterRule): boolean {
  return isCategory(category) && companyCategories.some((beginning) => category.startsWith(beginning))
}

function rankOf({ lever, belonging }: Claim): number {
  if (lever === 'flag') return RANKS.indexOf('flag')
  if (lever.startsWith('category:')) return RANKS.indexOf(belonging === 'other-non-profit' ? 'other' : 'family')
  return RANKS.findIndex((rank) => lever === `list:${rank}`)
}

const FAMILY_WORDS: readonly (readonly [RegExp, Exclude<Belonging, null>])[] = [
  [/^associations?\b/, 'association'],
  [/^cooperatives?\b/, 'cooperative'],
  [/^mutuelles?\b/, 'mutual'],
  [/^fondations?\b/, 'foundation'],
  [/^societes? commerciales?\b/, 'commercial-company'],
]

function readFamily(detail: string): Family | 'commercial-company' | undefined {
  const folded = fold(detail)
  return FAMILY_WORDS.find(([words]) => words.test(folded))?.[1] as Family | 'commercial-company' | undefined
}

function byVintageThenDetail(a: Membership, b: Membership): number {
  return compareText(b.vintage, a.vintage) || compareText(a.detail ?? '', b.detail ?? '')
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
