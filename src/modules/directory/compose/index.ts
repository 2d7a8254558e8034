import type { PerimeterRule } from '#kernel/perimeter'
import { mapping } from '../parts.ts'
import type { AssociationRow, EstablishmentRow, MemberRow, PointRow } from '../rows.ts'
import { establishmentOf } from './establishments.ts'
import type { Composition, Known, Structure, YearCount } from './model.ts'
import { structureOfAssociation, structureOfUnit } from './structures.ts'

export { comparing, type Difference, type DifferenceSample, type Standing, standingOf } from './difference.ts'
export type * from './model.ts'
export { DRAWN_BY_LOT, fromLambert93, type Point, pointOf } from './points.ts'

/**
 * What the directory says once these files are in force: one structure a legal unit, joined with its line in the register
 * of associations; one an association that SIRENE does not know. The same files give the same directory, in any order.
 */
export function compose(known: Known, rule: PerimeterRule): Composition {
  const work = composing(known, rule)
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}

/** The same as a work that stops now and then: thousands of structures take seconds. */
export function* composing(known: Known, rule: PerimeterRule): Generator<undefined, Composition> {
  const places = yield* establishmentsBySiren(known)
  const memberships = membershipsBySiren(known)
  const associations = associationsOf(known)
  yield
  const joined = new Set<string>()
  const ofUnits = yield* mapping(
    known.units.filter(({ siren, rna }) => !known.withdrawn.has(siren) && !known.withdrawn.has(rna ?? '')),
    (unit) => {
      const association = associations.forUnit(unit.siren, unit.rna)
      const isFree = association !== undefined && !joined.has(association.rna)
      if (isFree) joined.add(association.rna)
      return structureOfUnit({
        unit,
        association: isFree ? association : undefined,
        establishments: places.get(unit.siren) ?? [],
        memberships: memberships.get(unit.siren) ?? [],
        known,
        rule,
      })
    },
  )
  const takenRna = new Set(ofUnits.flatMap(({ rna }) => rna ?? []))
  const takenSiren = new Set(ofUnits.flatMap(({ siren }) => siren ?? []))
  yield
  const alone = yield* mapping(
    known.associations.filter(
      ({ rna, siren }) =>
        !takenRna.has(rna) && !known.withdrawn.has(rna) && (siren === null || !known.withdrawn.has(siren)),
    ),
    (association) => {
      const isKnown = association.siren !== null && takenSiren.has(association.siren)
      if (association.siren !== null) takenSiren.add(association.siren)
      return structureOfAssociation(isKnown ? { ...association, siren: null } : association, known, rule)
    },
  )
  const met = [...withoutTwins(ofUnits), ...alone]
  yield
  const isOut = yield* mapping(met, ({ title, communeCode }) => known.isWithdrawnName(title, communeCode))
  const structures = met.filter((_, index) => !isOut[index])
  const keptOut = met.flatMap(({ siren, rna }, index) => (isOut[index] ? [siren ?? [], rna ?? []].flat() : []))
  return { structures, totals: known.totals, years: yearsOf(structures), keptOut, ruleVersion: rule.version }
}

// Two units that give the same RNA number: the first keeps it.
function withoutTwins(structures: readonly Structure[]): readonly Structure[] {
  const met = new Set<string>()
  return structures.map((structure) => {
    if (structure.rna === null) return structure
    if (met.has(structure.rna)) return { ...structure, rna: null }
    met.add(structure.rna)
    return structure
  })
}

function* establishmentsBySiren({ establishments, points }: Known) {
  const pointBySiret = new Map<string, PointRow>(points.map((point) => [point.siret, point]))
  yield
  const bySiren = Map.groupBy(establishments, ({ siren }: EstablishmentRow) => siren)
  yield
  return new Map(
    yield* mapping(
      [...bySiren],
      ([siren, rows]) => [siren, rows.map((row) => establishmentOf(row, pointBySiret.get(row.siret)))] as const,
    ),
  )
}

type Listed = { readonly list: 'esus' | 'siae' | 'ess-france'; readonly member: MemberRow }

function membershipsBySiren({ members }: Known): ReadonlyMap<string, readonly Listed[]> {
  const all = [...members].flatMap(([list, rows]) => rows.map((member): Listed => ({ list, member })))
  return Map.groupBy(all, ({ member }) => member.siren)
}

function associationsOf({ associations }: Known) {
  const byRna = new Map(associations.map((row): [string, AssociationRow] => [row.rna, row]))
  const bySiren = new Map(associations.flatMap((row) => (row.siren === null ? [] : [[row.siren, row] as const])))
  return {
    forUnit: (siren: string, rna: string | null) => (rna === null ? undefined : byRna.get(rna)) ?? bySiren.get(siren),
  }
}

function yearsOf(structures: readonly Structure[]): readonly YearCount[] {
  const counts = new Map<string, YearCount>()
  const add = (day: string | null, communeCode: string, family: string, what: 'opened' | 'closed') => {
    if (day === null) return
    const year = Number(day.slice(0, 4))
    const key = `${year} ${communeCode} ${family}`
    const count = counts.get(key) ?? { year, communeCode, family, opened: 0, closed: 0 }
    counts.set(key, { ...count, [what]: count[what] + 1 })
  }
  for (const { family, establishments } of structures) {
    if (family === null) continue
    for (const { createdOn, closedOn, communeCode } of establishments) {
      add(createdOn, communeCode, family, 'opened')
      add(closedOn, communeCode, family, 'closed')
    }
  }
  return [...counts.values()]
}
