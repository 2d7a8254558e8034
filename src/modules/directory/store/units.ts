import type { LegalUnit } from '#kernel/perimeter'
import { openUnitsOf } from '../compose/units.ts'
import type { Reader } from './imports.ts'
import { listInForce, readKnown } from './known.ts'

/** Units of the files in force that have an open place here, as the rule looks at them: those it puts out are there too. */
export async function listOpenUnits(db: Reader): Promise<readonly LegalUnit[]> {
  const inForce = await listInForce(db)
  if (!inForce.has('sirene')) return []
  return openUnitsOf(await readKnown(db, inForce))
}
