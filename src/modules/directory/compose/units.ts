import type { LegalUnit } from '#kernel/perimeter'
import type { MemberRow } from '../rows.ts'
import type { Known } from './model.ts'
import { legalUnitOf } from './structures.ts'

type Listed = { readonly list: 'esus' | 'siae' | 'ess-france'; readonly member: MemberRow }

/**
 * The units that the rule looks at: active, with an open place here, and not withdrawn. What each piece of the rule adds or
 * removes is counted on them.
 */
export function openUnitsOf(known: Known): readonly LegalUnit[] {
  const { units, establishments, members, withdrawn } = known
  const open = new Set(establishments.flatMap(({ siren, state }) => (state === 'A' ? [siren] : [])))
  const listed = Map.groupBy(
    [...members].flatMap(([list, rows]) => rows.map((member): Listed => ({ list, member }))),
    ({ member }) => member.siren,
  )
  return units
    .filter(({ siren, state }) => state === 'A' && open.has(siren) && !withdrawn.has(siren))
    .map((unit) => legalUnitOf({ unit, memberships: listed.get(unit.siren) ?? [], known }))
}
