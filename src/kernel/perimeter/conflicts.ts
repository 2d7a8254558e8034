import { activityOf, nomenclaturesDisagree } from './activity.ts'
import { belongingByList, type Claim, heardMemberships, isCategory, isNaturalPerson, sireneOf } from './claims.ts'
import {
  type Belonging,
  CONFLICT_KINDS,
  type Conflict,
  type ConflictKind,
  type LegalUnit,
  type PerimeterRule,
  type Source,
} from './model.ts'

/** What a person must look at, gravest first, each with the sources that disagree. */
export function conflictsOf(
  unit: LegalUnit,
  rule: PerimeterRule,
  claims: readonly Claim[],
  belonging: Belonging,
): readonly Conflict[] {
  const found: Case = { unit, rule, claims, belonging, voices: voicesOf(unit, rule) }
  return CONFLICT_KINDS.flatMap((kind) => {
    const sources = FINDERS[kind](found)
    return sources.length > 0 ? [{ kind, sources }] : []
  })
}

type Case = {
  readonly unit: LegalUnit
  readonly rule: PerimeterRule
  readonly claims: readonly Claim[]
  readonly belonging: Belonging
  /** Who says that the unit is of the ESS, heard or not. */
  readonly voices: readonly Source[]
}

/** Each gives the sources to look at; none when there is nothing to see. */
const FINDERS: Readonly<Record<ConflictKind, (found: Case) => readonly Source[]>> = {
  'natural-person-listed': ({ unit, voices }) => (isNaturalPerson(unit) ? voices : []),

  'excluded-yet-claimed': ({ unit, claims, voices, belonging }) => {
    const isExcluded = belonging === null && claims.length > 0 && !isNaturalPerson(unit)
    return isExcluded ? voices : []
  },

  'families-disagree': ({ claims }) => {
    // The flag and ESUS say « of the ESS », not which family.
    const naming = claims.filter(({ lever }) => lever !== 'flag' && lever !== 'list:esus')
    return new Set(naming.map(({ belonging }) => belonging)).size > 1 ? naming.map(({ reason }) => reason.source) : []
  },

  'claimed-without-family': ({ unit, claims, voices }) => (claims.length === 0 && !isNaturalPerson(unit) ? voices : []),

  'list-family-unreadable': ({ unit, rule }) =>
    heardMemberships(unit, rule)
      .filter((membership) => membership.list === 'ess-france' && !belongingByList(unit, membership, rule))
      .map(({ list, vintage }) => ({ name: list, vintage })),

  'flag-denies': ({ unit, rule, belonging }) =>
    rule.hearsFlag && unit.flag === 'N' && belonging !== null ? [sireneOf(unit)] : [],

  'ceased-yet-listed': ({ unit, rule }) =>
    heardMemberships(unit, rule)
      .filter(({ vintage }) => unit.ceasedOn !== null && unit.ceasedOn < vintage)
      .map(({ list, vintage }) => ({ name: list, vintage })),

  'list-alone': ({ claims, belonging }) =>
    belonging !== null && claims.length === 1 && claims[0]!.lever === 'list:ess-france'
      ? [claims[0]!.reason.source]
      : [],

  'category-missing': ({ unit }) => (isCategory(unit.category) ? [] : [sireneOf(unit)]),

  'nomenclatures-disagree': ({ unit, rule, claims }) =>
    claims.length > 0 && nomenclaturesDisagree(unit, rule) ? [sireneOf(unit)] : [],

  'activity-unknown': ({ unit, belonging }) => (belonging !== null && !activityOf(unit) ? [sireneOf(unit)] : []),

  'flag-silent': ({ unit, rule, claims, belonging }) =>
    rule.hearsFlag && unit.flag === null && belonging !== null && claims[0]!.lever.startsWith('category:')
      ? [sireneOf(unit)]
      : [],
}

// SIAE is a label: it says that a unit inserts people, and a company may do so outside the ESS.
function voicesOf(unit: LegalUnit, rule: PerimeterRule): readonly Source[] {
  const lists = heardMemberships(unit, rule).filter(({ list }) => list !== 'siae')
  const flag = rule.hearsFlag && unit.flag === 'O' ? [sireneOf(unit)] : []
  return [...flag, ...lists.map(({ list, vintage }) => ({ name: list, vintage }))]
}
