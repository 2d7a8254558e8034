import { sql } from 'kysely'
import { wordsOf } from '#kernel/search'
import type { Provenance, ProvenField, StructureReason, StructureState } from '../compose/index.ts'
import type { Reader } from './imports.ts'

/** A structure as it is shown. */
export type StoredStructure = {
  readonly id: string
  readonly slug: string
  readonly siren: string | null
  readonly rna: string | null
  readonly title: string
  readonly acronym: string | null
  readonly purpose: string
  readonly legalCategory: string | null
  readonly nafRev2: string | null
  readonly naf2025: string | null
  readonly sizeBand: string | null
  readonly sizeBandYear: number | null
  readonly createdOn: string | null
  readonly state: StructureState
  readonly isPartlyDiffused: boolean
  readonly communeCode: string | null
  readonly family: string | null
  readonly reasons: readonly StructureReason[]
  readonly ruleVersion: string
  readonly provenance: Readonly<Partial<Record<ProvenField, Provenance>>>
  readonly isFictitious: boolean
  /** Its members declared it, and an agent let it in: no public file tells of it yet. */
  readonly isDeclared: boolean
  readonly checkedAt: Date
}

export type StoredEstablishment = {
  readonly siret: string
  readonly isSeat: boolean
  readonly sign: string | null
  readonly communeCode: string
  readonly street: string | null
  readonly postcode: string | null
  readonly nafRev2: string | null
  readonly sizeBand: string | null
  readonly sizeBandYear: number | null
  readonly isEmployer: boolean
  readonly state: 'active' | 'closed'
  readonly longitude: number | null
  readonly latitude: number | null
  readonly pointQuality: string | null
}

/** What an organisation is recognised as: begun and not ended. */
export type Recognition = {
  readonly kind: string
  readonly name: string
  readonly startsOn: string | null
  readonly endsOn: string | null
  readonly source: string
  /** As « decision:0198… », for the module that holds it. */
  readonly decision: string | null
}

/** A structure by its address; withdrawn ones are not found. */
export async function findBySlug(db: Reader, slug: string): Promise<StoredStructure | undefined> {
  const { rows } = await sql<StoredStructure>`${SELECT} WHERE slug = ${slug} AND state <> 'withdrawn'`.execute(db)
  return rows[0]
}

export async function findBySiren(db: Reader, siren: string): Promise<StoredStructure | undefined> {
  const { rows } = await sql<StoredStructure>`${SELECT} WHERE siren = ${siren} AND state <> 'withdrawn'`.execute(db)
  return rows[0]
}

/** Open structures of the ESS whose names hold every word, by name. */
export async function searchStructures(
  db: Reader,
  question: string,
  limit: number,
): Promise<readonly StoredStructure[]> {
  const like = wordsOf(question).map((word) => sql`search_key LIKE ${`%${word}%`}`)
  if (like.length === 0) return []
  const { rows } = await sql<StoredStructure>`
    ${SELECT} WHERE family IS NOT NULL AND state = 'active' AND ${sql.join(like, sql` AND `)}
    ORDER BY title, slug LIMIT ${limit}`.execute(db)
  return rows
}

export async function listEstablishments(db: Reader, structureId: string): Promise<readonly StoredEstablishment[]> {
  const { rows } = await sql<StoredEstablishment>`
    SELECT siret, is_seat AS "isSeat", sign, commune_code AS "communeCode", street, postcode, naf_rev2 AS "nafRev2",
      size_band AS "sizeBand", size_band_year AS "sizeBandYear", is_employer AS "isEmployer", state, longitude, latitude,
      point_quality AS "pointQuality"
    FROM establishment WHERE structure_id = ${structureId} ORDER BY state, is_seat DESC, siret`.execute(db)
  return rows
}

export async function listRecognitions(db: Reader, structureId: string): Promise<readonly Recognition[]> {
  const { rows } = await sql<Recognition>`
    SELECT kind, name, starts_on::text AS "startsOn", ends_on::text AS "endsOn", source, decision
    FROM (SELECT DISTINCT ON (kind, name) * FROM structure_recognition WHERE structure_id = ${structureId}
          ORDER BY kind, name, recorded_at DESC, id DESC) AS last
    WHERE event = 'begun' ORDER BY kind, name`.execute(db)
  return rows
}

/** Open establishments of open structures of the ESS, by family and EPCI; « employers » at the end of the year told. */
export type FamilyCount = {
  readonly family: string
  readonly epciCode: string | null
  readonly establishments: number
  readonly employers: number
  readonly structures: number
}

export async function countByFamilyAndEpci(db: Reader): Promise<readonly FamilyCount[]> {
  const { rows } = await sql<FamilyCount>`
    SELECT family, commune.epci_code AS "epciCode", count(*)::integer AS establishments,
      (count(*) FILTER (WHERE is_employer))::integer AS employers,
      count(DISTINCT structure_id)::integer AS structures
    FROM establishment
    JOIN structure ON structure.id = structure_id
    JOIN commune ON commune.code = establishment.commune_code
    WHERE establishment.state = 'active' AND structure.state = 'active' AND family IS NOT NULL
    GROUP BY family, commune.epci_code ORDER BY family, commune.epci_code`.execute(db)
  return rows
}

/** Structures of the ESS: how many are open. */
export async function countStructures(db: Reader): Promise<number> {
  const { rows } = await sql<{ readonly count: number }>`
    SELECT count(*)::integer AS count FROM structure WHERE family IS NOT NULL AND state = 'active'`.execute(db)
  return rows[0]?.count ?? 0
}

const SELECT = sql`
  SELECT id, slug, siren, rna, title, acronym, purpose, legal_category AS "legalCategory", naf_rev2 AS "nafRev2",
    naf_2025 AS "naf2025", size_band AS "sizeBand", size_band_year AS "sizeBandYear", created_on::text AS "createdOn",
    state, is_partly_diffused AS "isPartlyDiffused", commune_code AS "communeCode", family, reasons,
    rule_version AS "ruleVersion", provenance, is_fictitious AS "isFictitious",
    is_declared AS "isDeclared", checked_at AS "checkedAt"
  FROM structure`
