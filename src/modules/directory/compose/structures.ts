import type { Day } from '#kernel/calendar'
import { decideBelonging, type LegalUnit, type Membership, type Outcome, type PerimeterRule } from '#kernel/perimeter'
import { assert } from '#kernel/result'
import type { Kind, Origin } from '../model.ts'
import type { AssociationRow, MemberRow, UnitRow } from '../rows.ts'
import { isHidden, yearOf } from './establishments.ts'
import type {
  Establishment,
  Known,
  ListedRecognition,
  Provenance,
  Settled,
  Structure,
  StructureReason,
} from './model.ts'

type Listed = { readonly list: 'esus' | 'siae' | 'ess-france'; readonly member: MemberRow }

/** A legal unit of SIRENE, with what the other files say of it. */
export function structureOfUnit(told: {
  readonly unit: UnitRow
  readonly association: AssociationRow | undefined
  readonly establishments: readonly Establishment[]
  readonly memberships: readonly Listed[]
  readonly known: Known
  readonly rule: PerimeterRule
}): Structure {
  const { unit, association, establishments, memberships, known, rule } = told
  const sirene = originOf(known, 'sirene')
  const outcome = decideBelonging(legalUnitOf(told), rule)
  const isOpenHere = establishments.some(({ state }) => state === 'active')
  const settled = known.verdicts.get(unit.siren)
  const rna = association?.rna ?? rnaOf(unit.rna)
  return {
    siren: unit.siren,
    rna,
    title: unit.name ?? association?.title ?? firstName(memberships) ?? `Structure ${unit.siren}`,
    acronym: unit.acronym ?? association?.acronym ?? null,
    purpose: association?.purpose ?? '',
    legalCategory: unit.legalCategory,
    nafRev2: unit.nafRev2,
    naf2025: unit.naf2025,
    sizeBand: unit.band,
    sizeBandYear: yearOf(unit.bandYear),
    createdOn: unit.createdOn ?? association?.createdOn ?? null,
    state: unit.state === 'A' && isOpenHere ? 'active' : 'ceased',
    isPartlyDiffused: isHidden(unit),
    sireneFlag: flagOf(unit.flag),
    communeCode: placeOf(establishments),
    family: familyOf(outcome, settled),
    reasons: reasonsOf(outcome, settled),
    sources: outcome.sources,
    ruleVersion: outcome.ruleVersion,
    provenance: provenanceOf(told, sirene),
    isFictitious: sirene.isFictitious,
    conflicts: outcome.conflicts,
    recognitions: [...legalForms(unit, sirene), ...memberships.flatMap((each) => recognitionOf(each, known))],
    establishments,
  }
}

/** An association that SIRENE does not know: it has no number of the register, no employee, no establishment told. */
export function structureOfAssociation(association: AssociationRow, known: Known, rule: PerimeterRule): Structure {
  const origin = originOf(known, 'rna')
  const source = { name: 'rna', vintage: origin.vintage }
  const provenance: Provenance = { source: 'rna', vintage: origin.vintage }
  return {
    siren: association.siren,
    rna: association.rna,
    title: association.title,
    acronym: association.acronym,
    purpose: association.purpose ?? '',
    legalCategory: null,
    nafRev2: null,
    naf2025: null,
    sizeBand: null,
    sizeBandYear: null,
    createdOn: association.createdOn,
    state: association.position === 'A' && association.dissolvedOn === null ? 'active' : 'ceased',
    isPartlyDiffused: false,
    sireneFlag: null,
    communeCode: association.commune,
    family: 'association',
    reasons: [{ kind: 'association', nature: association.nature, source }],
    sources: [source],
    ruleVersion: rule.version,
    provenance: { title: provenance, place: provenance, purpose: provenance, state: provenance, numbers: provenance },
    isFictitious: origin.isFictitious,
    conflicts: [],
    recognitions: [],
    establishments: [],
  }
}

/** A unit as the rule looks at it, with the lists that name it. */
export function legalUnitOf({
  unit,
  memberships,
  known,
}: Pick<Parameters<typeof structureOfUnit>[0], 'unit' | 'memberships' | 'known'>): LegalUnit {
  return {
    siren: unit.siren,
    category: unit.legalCategory,
    activities: { 'naf-rev-2': unit.nafRev2, 'naf-2025': unit.naf2025 },
    flag: flagOf(unit.flag),
    diffusion: isHidden(unit) ? 'P' : 'O',
    createdOn: unit.createdOn as Day | null,
    ceasedOn: unit.state === 'C' ? (unit.stateSince as Day | null) : null,
    vintage: originOf(known, 'sirene').vintage as Day,
    memberships: memberships.map(({ list, member }): Membership => {
      const detail = member.family ?? member.type
      const vintage = originOf(known, list).vintage as Day
      return detail === null ? { list, vintage } : { list, vintage, detail }
    }),
  }
}

function familyOf(outcome: Outcome, settled: Settled | undefined): Structure['family'] {
  if (settled?.verdict === 'in') return settled.family
  return settled?.verdict === 'out' ? null : outcome.belonging
}

function reasonsOf(outcome: Outcome, settled: Settled | undefined): readonly StructureReason[] {
  const isByAgent = settled !== undefined && settled.verdict !== 'rule'
  return isByAgent ? [{ kind: 'reviewed', verdict: settled.verdict }, ...outcome.reasons] : outcome.reasons
}

function provenanceOf(
  { unit, association, memberships, known }: Parameters<typeof structureOfUnit>[0],
  sirene: Origin,
): Structure['provenance'] {
  const own: Provenance = { source: 'sirene', vintage: sirene.vintage }
  const register = association && originOf(known, 'rna')
  const others = [
    ...(association && register
      ? [{ source: 'rna' as const, vintage: register.vintage, value: association.title }]
      : []),
    ...memberships.flatMap(({ list, member }) =>
      member.name === null ? [] : [{ source: list, vintage: originOf(known, list).vintage, value: member.name }],
    ),
  ].filter(({ value }) => unit.name !== null && value !== unit.name)
  return {
    title: others.length > 0 ? { ...own, others } : own,
    legalForm: own,
    activity: own,
    size: own,
    place: own,
    state: own,
    numbers: own,
    ...(association && register ? { purpose: { source: 'rna' as const, vintage: register.vintage } } : {}),
  }
}

const SCOPS: readonly string[] = ['5458', '5558', '5658']

// Legal categories know the SCOP; a SCIC bears that of its company, a list alone names it.
function legalForms({ legalCategory, createdOn }: UnitRow, sirene: Origin): readonly ListedRecognition[] {
  if (legalCategory === null || !SCOPS.includes(legalCategory)) return []
  const source = `SIRENE, ${sirene.vintage}`
  return [{ kind: 'forme-juridique', name: 'scop', startsOn: createdOn, endsOn: null, source }]
}

function recognitionOf({ list, member }: Listed, known: Known): readonly ListedRecognition[] {
  const { startsOn, endsOn, type } = member
  const source = `${LIST_NAMES[list]}, ${originOf(known, list).vintage}`
  if (list === 'esus') return [{ kind: 'agrement', name: 'esus', startsOn, endsOn, source }]
  if (list !== 'siae') return []
  const name = type === null ? 'siae' : `siae-${type.toLowerCase()}`
  return [{ kind: 'conventionnement', name, startsOn, endsOn, source }]
}

const LIST_NAMES: Readonly<Record<Listed['list'], string>> = {
  esus: 'Liste des agréments ESUS',
  siae: 'Liste des structures d’insertion',
  'ess-france': 'Liste ESS France',
}

function placeOf(establishments: readonly Establishment[]): string | null {
  const open = establishments.filter(({ state }) => state === 'active')
  const seen = open.length > 0 ? open : establishments
  return (seen.find(({ isSeat }) => isSeat) ?? seen[0])?.communeCode ?? null
}

function firstName(memberships: readonly Listed[]): string | undefined {
  return memberships.map(({ member }) => member.name).find((name) => name !== null)
}

function flagOf(flag: string | null): 'O' | 'N' | null {
  return flag === 'O' || flag === 'N' ? flag : null
}

// SIRENE holds old numbers too, of prefectures: they are no RNA number.
function rnaOf(text: string | null): string | null {
  return text !== null && /^W\d[0-9A-Z]\d{7}$/.test(text) ? text : null
}

function originOf({ origins }: Known, kind: Kind): Origin {
  const origin = origins.get(kind)
  assert(origin, `what ${kind} says has its origin`)
  return origin
}
