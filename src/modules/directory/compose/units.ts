import type { LegalUnit } from '#kernel/perimeter'
import type { MemberRow, UnitRow } from '../rows.ts'
import type { Known } from './model.ts'
import { legalUnitOf } from './structures.ts'

type Listed = { readonly list: 'esus' | 'siae' | 'ess-france'; readonly member: MemberRow }

/**
 * The units that the rule looks at: active, with an open place here, and not withdrawn. What each piece of the rule adds or
 * removes is counted on them.
 */
export function openUnitsOf(known: Known): readonly LegalUnit[] {
  const { units, establishments, members, withdrawn } = known
  const open = Map.groupBy(
    establishments.filter(({ state }) => state === 'A'),
    ({ siren }) => siren,
  )
  const isOut = ({ siren, rna, name }: UnitRow) =>
    withdrawn.has(siren) ||
    withdrawn.has(rna ?? '') ||
    (open.get(siren) ?? []).some(({ commune }) => known.isWithdrawnName(name ?? '', commune))
  const listed = Map.groupBy(
    [...members].flatMap(([list, rows]) => rows.map((member): Listed => ({ list, member }))),
    ({ member }) => member.siren,
  )
  return units
    .filter(({ siren, state }) => state === 'A' && open.has(siren))
    .filter((unit) => !isOut(unit))
    .map((unit) => legalUnitOf({ unit, memberships: listed.get(unit.siren) ?? [], known }))
}
