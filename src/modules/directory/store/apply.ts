import { sql, type Transaction } from 'kysely'
import { fold } from '#kernel/search'
import type { DB } from '#platform/database'
import type { Composition, Structure } from '../compose/index.ts'
import type { Kind } from '../model.ts'
import { partsOf } from '../parts.ts'
import { slugFor } from '../slugs.ts'
import { mapInParts } from './in-parts.ts'
import { applyConflicts, applyRecognitions, type Placed } from './marks.ts'

// Written at once: some milliseconds to put in JSON.
const CHUNK = 250

/**
 * Puts a composition in place of what is shown, in the transaction given: readers see the directory before, then after.
 * Who is there already keeps its identifier and its address; who is told of no more stays, as absent.
 *
 * @param chance  gives identifiers, and what time it is
 */
export async function applyComposition(
  transaction: Transaction<DB>,
  composition: Composition,
  chance: { readonly newId: () => string; readonly now: Date },
): Promise<void> {
  await sql`SET LOCAL statement_timeout = '120s'`.execute(transaction)
  const placed = await place(transaction, composition.structures, chance.newId)
  await transaction.deleteFrom('establishment').execute()
  await sql`UPDATE structure SET state = 'absent' WHERE state <> 'withdrawn' AND NOT is_declared`.execute(transaction)
  await releaseNumbers(transaction, placed)
  for (const chunk of partsOf(placed, CHUNK)) await upsertStructures(transaction, chunk, chance.now)
  const establishments = placed.flatMap(({ id, structure }) =>
    structure.establishments.map((each) => ({ ...each, structureId: id })),
  )
  for (const chunk of partsOf(establishments, CHUNK)) await insertEstablishments(transaction, chunk)
  await replaceCounts(transaction, composition)
  await applyConflicts(transaction, placed, chance)
  await applyRecognitions(transaction, placed, chance)
}

/** FLORES in place of what was there. */
export async function replaceFigures(transaction: Transaction<DB>, importId: string): Promise<void> {
  await transaction.deleteFrom('employment_figure').execute()
  await sql`
    INSERT INTO employment_figure (geo, geo_kind, activity, size_class, legal_form, measure, year, status, value)
    SELECT content->>'geo', content->>'geoKind', content->>'activity', content->>'sizeClass', content->>'legalForm',
      content->>'measure', content->>'year', content->>'status', (content->>'value')::numeric
    FROM directory_import_row WHERE import_id = ${importId} AND part = 'figure'`.execute(transaction)
}

/** Whether what comes in force changes structures: FLORES gives figures alone. */
export function givesStructures(kind: Kind): boolean {
  return kind !== 'flores'
}

async function place(
  transaction: Transaction<DB>,
  structures: readonly Structure[],
  newId: () => string,
): Promise<readonly Placed[]> {
  const rows = await transaction.selectFrom('structure').select(['id', 'slug', 'siren', 'rna']).execute()
  const bySiren = new Map(rows.flatMap((row) => (row.siren === null ? [] : [[row.siren, row] as const])))
  const byRna = new Map(rows.flatMap((row) => (row.rna === null ? [] : [[row.rna, row] as const])))
  const communes = new Map(
    (await transaction.selectFrom('commune').select(['code', 'name']).execute()).map(({ code, name }) => [code, name]),
  )
  const taken = new Set(rows.map(({ slug }) => slug))
  const used = new Set<string>()
  return mapInParts(structures, (structure) => {
    const { siren, rna, title, communeCode } = structure
    const known = [siren === null ? undefined : bySiren.get(siren), rna === null ? undefined : byRna.get(rna)].find(
      (row) => row !== undefined && !used.has(row.id) && (siren === null || row.siren === null || row.siren === siren),
    )
    const id = known?.id ?? newId()
    used.add(id)
    const slug = known?.slug ?? slugFor(title, communes.get(communeCode ?? ''), taken)
    return { id, slug, structure }
  })
}

// A number that passes from one row to another is given back first: it is unique.
async function releaseNumbers(transaction: Transaction<DB>, placed: readonly Placed[]): Promise<void> {
  for (const chunk of partsOf(placed, CHUNK)) {
    const rows = chunk.map(({ id, structure: { siren, rna } }) => ({ id, siren, rna }))
    await sql`
      UPDATE structure SET rna = NULL
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS each (id uuid, siren text, rna text)
      WHERE structure.rna = each.rna AND structure.id <> each.id AND structure.state = 'absent'`.execute(transaction)
  }
}

async function upsertStructures(transaction: Transaction<DB>, placed: readonly Placed[], now: Date): Promise<void> {
  const rows = placed.map(({ id, slug, structure }) => {
    const { establishments, conflicts: _conflicts, recognitions: _recognitions, ...own } = structure
    const signs = establishments.map(({ sign }) => sign ?? '')
    return {
      ...own,
      id,
      slug,
      searchKey: fold([own.title, own.acronym ?? '', ...new Set(signs)].join(' ')).slice(0, 500),
    }
  })
  await sql`
    INSERT INTO structure (id, slug, siren, rna, title, acronym, purpose, search_key, legal_category, naf_rev2, naf_2025,
      size_band, size_band_year, created_on, state, is_partly_diffused, sirene_flag, commune_code, family, reasons,
      sources, rule_version, provenance, is_fictitious, checked_at)
    SELECT id, slug, siren, rna, title, acronym, purpose, "searchKey", "legalCategory", "nafRev2", "naf2025", "sizeBand",
      "sizeBandYear", "createdOn", state, "isPartlyDiffused", "sireneFlag", "communeCode", family, reasons, sources,
      "ruleVersion", provenance, "isFictitious", ${now}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS each (id uuid, slug text, siren text, rna text, title text,
      acronym text, purpose text, "searchKey" text, "legalCategory" text, "nafRev2" text, "naf2025" text, "sizeBand" text,
      "sizeBandYear" integer, "createdOn" date, state text, "isPartlyDiffused" boolean, "sireneFlag" text,
      "communeCode" text, family text, reasons jsonb, sources jsonb, "ruleVersion" text, provenance jsonb,
      "isFictitious" boolean)
    ON CONFLICT (id) DO UPDATE SET siren = EXCLUDED.siren, rna = EXCLUDED.rna, title = EXCLUDED.title,
      acronym = EXCLUDED.acronym, purpose = EXCLUDED.purpose, search_key = EXCLUDED.search_key,
      legal_category = EXCLUDED.legal_category, naf_rev2 = EXCLUDED.naf_rev2, naf_2025 = EXCLUDED.naf_2025,
      size_band = EXCLUDED.size_band, size_band_year = EXCLUDED.size_band_year, created_on = EXCLUDED.created_on,
      state = EXCLUDED.state, is_partly_diffused = EXCLUDED.is_partly_diffused, sirene_flag = EXCLUDED.sirene_flag,
      commune_code = EXCLUDED.commune_code, family = EXCLUDED.family, reasons = EXCLUDED.reasons,
      sources = EXCLUDED.sources, rule_version = EXCLUDED.rule_version, provenance = EXCLUDED.provenance,
      is_fictitious = EXCLUDED.is_fictitious, checked_at = EXCLUDED.checked_at,
      is_declared = false`.execute(transaction)
}

async function insertEstablishments(
  transaction: Transaction<DB>,
  rows: readonly { readonly structureId: string }[],
): Promise<void> {
  await sql`
    INSERT INTO establishment (siret, structure_id, is_seat, sign, commune_code, street, postcode, naf_rev2, naf_2025,
      size_band, size_band_year, is_employer, created_on, closed_on, state, is_partly_diffused, longitude, latitude,
      point_quality)
    SELECT siret, "structureId", "isSeat", sign, "communeCode", street, postcode, "nafRev2", "naf2025", "sizeBand",
      "sizeBandYear", "isEmployer", "createdOn", "closedOn", state, "isPartlyDiffused", longitude, latitude, "pointQuality"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS each (siret text, "structureId" uuid, "isSeat" boolean,
      sign text, "communeCode" text, street text, postcode text, "nafRev2" text, "naf2025" text, "sizeBand" text,
      "sizeBandYear" integer, "isEmployer" boolean, "createdOn" date, "closedOn" date, state text,
      "isPartlyDiffused" boolean, longitude double precision, latitude double precision, "pointQuality" text)`.execute(
    transaction,
  )
}

async function replaceCounts(transaction: Transaction<DB>, { totals, years }: Composition): Promise<void> {
  await transaction.deleteFrom('establishment_total').execute()
  await transaction.deleteFrom('establishment_year').execute()
  for (const chunk of partsOf(totals, CHUNK)) {
    await sql`
      INSERT INTO establishment_total (commune_code, naf_division, size_band, establishments)
      SELECT commune, division, band, count FROM jsonb_to_recordset(${JSON.stringify(chunk)}::jsonb)
        AS each (commune text, division text, band text, count integer)`.execute(transaction)
  }
  for (const chunk of partsOf(years, CHUNK)) {
    await sql`
      INSERT INTO establishment_year (year, commune_code, family, opened, closed)
      SELECT year, "communeCode", family, opened, closed FROM jsonb_to_recordset(${JSON.stringify(chunk)}::jsonb)
        AS each (year integer, "communeCode" text, family text, opened integer, closed integer)`.execute(transaction)
  }
}
