import { sql } from 'kysely'
import type { Narrowing } from '../narrowing.ts'
import type { PointRow } from '../points.ts'
import type { Reader } from './imports.ts'
import { marksOf, matchOf } from './search.ts'

/**
 * Open places of the structures that answer, where the Insee knows the address well enough for a point: those drawn by lot
 * in their commune (quality 33) and those that are hidden have none.
 */
export async function listPoints(db: Reader, narrowing: Narrowing, today?: string): Promise<readonly PointRow[]> {
  const { rows } = await sql<PointRow>`
    WITH standing AS MATERIALIZED (${marksOf(today)})
    SELECT slug, title, acronym, family, structure.naf_rev2 AS "nafRev2", establishment.commune_code AS "communeCode",
      longitude, latitude, coalesce(standing.marks, '{}') AS marks
    FROM structure
    JOIN establishment ON establishment.structure_id = structure.id
    LEFT JOIN standing ON standing.structure_id = structure.id
    WHERE establishment.state = 'active' AND longitude IS NOT NULL AND point_quality IS DISTINCT FROM '33'
      AND ${matchOf(narrowing, today)}
    ORDER BY structure.search_key, slug, siret`.execute(db)
  return rows
}
