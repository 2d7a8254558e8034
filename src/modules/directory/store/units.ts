import type { LegalUnit } from '#kernel/perimeter'
import type { KeyFor } from '#platform/secrets'
import { openUnitsOf } from '../compose/units.ts'
import type { Reader } from './imports.ts'
import { listInForce, readKnown } from './known.ts'
import { WITHDRAWAL_KEY } from './withdrawals.ts'

/**
 * Units of the files in force that have an open place here, as the rule looks at them: those it puts out are there too.
 *
 * @param keyFor  the keys of this installation: names of who withdrew are known by one of them
 */
export async function listOpenUnits(db: Reader, keyFor: KeyFor): Promise<readonly LegalUnit[]> {
  const inForce = await listInForce(db)
  if (!inForce.has('sirene')) return []
  return openUnitsOf(await readKnown(db, inForce, keyFor(WITHDRAWAL_KEY)))
}
