import { sql } from 'kysely'
import type { Reader } from '../imports.ts'

/** A structure of the ESS in some communes, as a sheet lists it. */
export type PlacedStructure = {
  readonly id: string
  readonly slug: string
  readonly title: string
  readonly family: string
  readonly communeCode: string
  readonly sizeBand: string | null
}

/** Open structures of the ESS whose seat, or first place here, is in one of these communes; by name. */
export async function listStructuresIn(
  db: Reader,
  communeCodes: readonly string[],
): Promise<readonly PlacedStructure[]> {
  const { rows } = await sql<PlacedStructure>`
    SELECT id, slug, title, family, commune_code AS "communeCode", size_band AS "sizeBand" FROM structure
    WHERE state = 'active' AND family IS NOT NULL AND commune_code = ANY (${communeCodes}::text[])
    ORDER BY title, slug`.execute(db)
  return rows
}
