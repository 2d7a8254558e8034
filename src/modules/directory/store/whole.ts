import { sql } from 'kysely'
import type { OwnWords } from '../claims/own-words.ts'
import type { Reader } from './imports.ts'
import type { Recognition, StoredEstablishment, StoredStructure } from './structures.ts'

/** Everything the directory keeps of a structure that its page shows. */
export type WholeStructure = {
  readonly structure: StoredStructure
  readonly establishments: readonly StoredEstablishment[]
  /** Begun and not ended on the day asked for. */
  readonly recognitions: readonly Recognition[]
  /** What it says of itself, as it is published. */
  readonly own: { readonly content: OwnWords; readonly savedAt: Date } | undefined
}

type Row = StoredStructure & {
  readonly establishments: readonly StoredEstablishment[]
  readonly recognitions: readonly Recognition[]
  readonly own: { readonly content: OwnWords; readonly savedAt: string } | null
}

/** One question rather than four: on a page of short reads, each round trip costs more than what it reads. */
export async function findWhole(db: Reader, slug: string, today: string): Promise<WholeStructure | undefined> {
  const { rows } = await sql<Row>`
    SELECT id, slug, siren, rna, title, acronym, purpose, legal_category AS "legalCategory", naf_rev2 AS "nafRev2",
      naf_2025 AS "naf2025", size_band AS "sizeBand", size_band_year AS "sizeBandYear", created_on::text AS "createdOn",
      state, is_partly_diffused AS "isPartlyDiffused", commune_code AS "communeCode", family, reasons,
      rule_version AS "ruleVersion", provenance, is_fictitious AS "isFictitious", is_declared AS "isDeclared",
      checked_at AS "checkedAt",
      ARRAY(
        SELECT json_build_object('siret', siret, 'isSeat', is_seat, 'sign', sign, 'communeCode', establishment.commune_code,
          'street', street, 'postcode', postcode, 'nafRev2', establishment.naf_rev2, 'sizeBand', establishment.size_band,
          'sizeBandYear', establishment.size_band_year, 'isEmployer', is_employer, 'state', establishment.state,
          'longitude', longitude, 'latitude', latitude, 'pointQuality', point_quality)
        FROM establishment WHERE structure_id = structure.id
        ORDER BY establishment.state, is_seat DESC, siret
      ) AS establishments,
      ARRAY(
        SELECT json_build_object('kind', kind, 'name', name, 'startsOn', starts_on, 'endsOn', ends_on, 'source', source,
          'decision', decision)
        FROM (SELECT DISTINCT ON (kind, name) * FROM structure_recognition WHERE structure_id = structure.id
              ORDER BY kind, name, recorded_at DESC, id DESC) AS last
        WHERE event = 'begun' AND coalesce(ends_on >= ${today}::date, true) ORDER BY kind, name
      ) AS recognitions,
      (SELECT json_build_object('content', content, 'savedAt', saved_at) FROM structure_revision
       WHERE structure_id = structure.id AND structure_revision.state = 'published') AS own
    FROM structure WHERE slug = ${slug} AND state <> 'withdrawn'`.execute(db)
  const [row] = rows
  if (!row) return undefined
  const { establishments, recognitions, own, ...structure } = row
  const told = own === null ? undefined : { content: own.content, savedAt: new Date(own.savedAt) }
  return { structure, establishments, recognitions, own: told }
}
