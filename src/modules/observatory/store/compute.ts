import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { Sensitivity } from '#kernel/perimeter'
import type { DB } from '#platform/database'
import { DIVISIONS, UNKNOWN_SECTOR } from '../sectors.ts'
import { BANDS } from '../sizes.ts'
import { FIRST_STANDING_YEAR } from '../tables/index.ts'

export type NewEdition = {
  readonly id: string
  readonly at: Date
  readonly territoryName: string
  readonly perimeterVersion: string
  readonly population: { readonly title: string; readonly producer: string; readonly vintage: string }
  readonly populationUrl: string | null
  readonly populationLicence: string | null
  readonly sensitivity: Sensitivity
}

/** One computation at a time: the later sees what the earlier did. */
export async function lockEditions(transaction: Transaction<DB>): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('observatory editions', 0))`.execute(transaction)
}

/**
 * Counts everything from the directory as it stands in this transaction, beside what is shown; at its commit readers see
 * the new edition. The one before stays for who is in the middle of a page.
 */
export async function insertEdition(transaction: Transaction<DB>, edition: NewEdition): Promise<void> {
  await sql`SET LOCAL statement_timeout = '120s'`.execute(transaction)
  const { inCount, excludedCount } = edition.sensitivity
  await sql`
    INSERT INTO figure_edition (id, perimeter_version, extraction_sha256, computed_at, staff_years, in_count, excluded_count)
    WITH ${sourcesOf(edition)}
    SELECT ${edition.id}::uuid, ${edition.perimeterVersion},
      encode(sha256(convert_to(string_agg(kind || ' ' || sha256 || E'\n', '' ORDER BY rank), 'UTF8')), 'hex'), ${edition.at}::timestamptz,
      (SELECT coalesce(array_agg(DISTINCT size_band_year ORDER BY size_band_year), '{}') FROM establishment
       WHERE state = 'active' AND is_employer AND size_band_year IS NOT NULL),
      ${inCount}, ${excludedCount}
    FROM source`.execute(transaction)
  await sql`
    INSERT INTO figure_source (edition_id, rank, kind, title, producer, url, licence, vintage, sha256, rows, is_fictitious)
    WITH ${sourcesOf(edition)}
    SELECT ${edition.id}::uuid, rank, kind, title, producer, url, licence, vintage, sha256, rows, is_fictitious
    FROM source`.execute(transaction)
  await insertPlaces(transaction, edition)
  await insertCells(transaction, edition.id)
  await insertWhole(transaction, edition.id)
  await insertYears(transaction, edition.id)
  await insertLevers(transaction, edition)
  await sql`
    DELETE FROM figure_edition WHERE rank < (SELECT max(rank) FROM figure_edition WHERE id <> ${edition.id})`.execute(
    transaction,
  )
}

// One row a file. Data without a file (a demonstration) are known by the fingerprint of the rows themselves.
function sourcesOf({ population, populationUrl, populationLicence }: NewEdition): RawBuilder<unknown> {
  return sql`
    in_force AS (
      SELECT DISTINCT ON (kind) import_id AS id FROM directory_choice ORDER BY kind, directory_choice.rank DESC
    ),
    file AS (
      SELECT directory_import.kind, CASE directory_import.kind WHEN 'sirene' THEN 0 ELSE 1 END AS place,
        coalesce(each.value->>'name', 'données sans fichier') AS name,
        coalesce(each.value->>'sha256', (
          SELECT encode(sha256(convert_to(coalesce(string_agg(part || ' ' || key || ' ' || content::text, E'\n'
            ORDER BY part COLLATE "C", key COLLATE "C"), ''), 'UTF8')), 'hex')
          FROM directory_import_row WHERE import_id = directory_import.id)) AS sha256,
        coalesce((each.value->>'rows')::bigint, rows_read) AS rows, coalesce(each.ordinality, 1) AS nth,
        producer, url, licence, vintage, is_fictitious
      FROM in_force JOIN directory_import USING (id)
        LEFT JOIN LATERAL jsonb_array_elements(files) WITH ORDINALITY AS each ON true
      WHERE directory_import.kind NOT IN ('flores', 'geolocalisation')
      UNION ALL
      SELECT 'population', 2, ${population.title}, fingerprint, NULL, 1, ${population.producer}, ${populationUrl}::text,
        ${populationLicence}::text, ${population.vintage}, false
      FROM (SELECT fingerprint FROM territory_edition ORDER BY loaded_at DESC, id DESC LIMIT 1) AS folder
    ),
    source AS (
      SELECT (row_number() OVER (ORDER BY place, kind, nth))::integer AS rank, kind,
        CASE kind WHEN 'population' THEN name ELSE upper(kind) || ', ' || name END AS title, producer, url, licence, vintage,
        sha256, rows, is_fictitious
      FROM file
    )`
}

// An EPCI that crosses the border counts its communes here, and their inhabitants: parts then add up to the whole.
async function insertPlaces(transaction: Transaction<DB>, { id, territoryName }: NewEdition): Promise<void> {
  await sql`
    INSERT INTO figure_place (edition_id, code, kind, name, epci_code, population, commune_count, commune_count_here)
    SELECT ${id}::uuid, 'territory', 'territory', ${territoryName}::text, NULL, sum(population), count(*), count(*)
    FROM commune WHERE closed_at IS NULL HAVING count(*) > 0
    UNION ALL
    SELECT ${id}::uuid, epci.code, 'epci', epci.name, epci.code, sum(commune.population), epci.commune_count, count(*)
    FROM epci JOIN commune ON commune.epci_code = epci.code AND commune.closed_at IS NULL
    WHERE epci.closed_at IS NULL GROUP BY epci.code
    UNION ALL
    SELECT ${id}::uuid, code, 'commune', name, epci_code, population, 1, 1 FROM commune WHERE closed_at IS NULL`.execute(
    transaction,
  )
}

async function insertCells(transaction: Transaction<DB>, id: string): Promise<void> {
  await sql`
    INSERT INTO figure_cell (edition_id, place, family, sector, size, establishments, employers, structures, least_jobs,
      most_jobs, unknown_sizes)
    WITH ${NOMENCLATURES}, open AS MATERIALIZED (
      SELECT structure_id, family, establishment.commune_code, epci_code,
        'a17:' || coalesce(a17, ${UNKNOWN_SECTOR}) AS a17, 'a38:' || coalesce(a38, ${UNKNOWN_SECTOR}) AS a38,
        coalesce(band.size, 'sans-salarie') AS size, is_employer::integer AS employer, coalesce(least, 0) AS least,
        CASE WHEN band.band IS NULL THEN 0 ELSE most END AS most, (band.band IS NULL)::integer AS unknown
      FROM establishment JOIN structure ON structure.id = structure_id
        JOIN commune ON commune.code = establishment.commune_code
        LEFT JOIN division ON division.division = left(establishment.naf_rev2, 2)
        LEFT JOIN band ON band.band = establishment.size_band
      WHERE establishment.state = 'active' AND structure.state = 'active' AND family IS NOT NULL
    ), placed AS (
      SELECT 'territory' AS place, open.* FROM open
      UNION ALL SELECT epci_code, open.* FROM open WHERE epci_code IS NOT NULL
      UNION ALL SELECT commune_code, open.* FROM open
    )
    SELECT ${id}::uuid, place, CASE GROUPING(family) WHEN 0 THEN family ELSE 'total' END,
      CASE WHEN GROUPING(a17) = 0 THEN a17 WHEN GROUPING(a38) = 0 THEN a38 ELSE 'total' END,
      CASE GROUPING(size) WHEN 0 THEN size ELSE 'total' END,
      count(*), sum(employer), count(DISTINCT structure_id), sum(least),
      CASE WHEN count(most) = count(*) THEN sum(most) END, sum(unknown)
    FROM placed
    GROUP BY GROUPING SETS ((place), (place, family), (place, a17), (place, a38), (place, size), (place, family, a17),
      (place, family, a38), (place, family, size), (place, a17, size))`.execute(transaction)
}

async function insertWhole(transaction: Transaction<DB>, id: string): Promise<void> {
  await sql`
    INSERT INTO figure_whole (edition_id, place, sector, size, establishments, employers)
    WITH ${NOMENCLATURES}, placed AS (
      SELECT place, 'a17:' || coalesce(a17, ${UNKNOWN_SECTOR}) AS a17, 'a38:' || coalesce(a38, ${UNKNOWN_SECTOR}) AS a38,
        coalesce(band.size, 'sans-salarie') AS size, establishments,
        CASE WHEN coalesce(band.size, 'sans-salarie') = 'sans-salarie' THEN 0 ELSE establishments END AS employers
      FROM establishment_total JOIN commune ON commune.code = commune_code
        LEFT JOIN division ON division.division = naf_division
        LEFT JOIN band ON band.band = size_band
        CROSS JOIN LATERAL (VALUES ('territory'), (epci_code), (commune_code)) AS places (place)
      WHERE place IS NOT NULL
    )
    SELECT ${id}::uuid, place, CASE WHEN GROUPING(a17) = 0 THEN a17 WHEN GROUPING(a38) = 0 THEN a38 ELSE 'total' END,
      CASE GROUPING(size) WHEN 0 THEN size ELSE 'total' END, sum(establishments), sum(employers)
    FROM placed
    GROUP BY GROUPING SETS ((place), (place, a17), (place, a38), (place, size), (place, a17, size))`.execute(
    transaction,
  )
}

// What stood on 31 December is counted again from dates, whole years alone, and for whole places: a family changes.
async function insertYears(transaction: Transaction<DB>, id: string): Promise<void> {
  await sql`
    INSERT INTO figure_year (edition_id, place, family, year, opened, closed, standing)
    WITH moved AS (
      SELECT place, CASE GROUPING(family) WHEN 0 THEN family ELSE 'total' END AS family, year,
        sum(opened) AS opened, sum(closed) AS closed
      FROM establishment_year JOIN commune ON commune.code = commune_code
        CROSS JOIN LATERAL (VALUES ('territory'), (epci_code), (commune_code)) AS places (place)
      WHERE place IS NOT NULL
      GROUP BY GROUPING SETS ((place, year), (place, year, family))
    ), whole_year AS (
      SELECT year, make_date(year, 12, 31) AS ends_on FROM generate_series(${FIRST_STANDING_YEAR}::integer, (
        SELECT max(left(vintage, 4)::integer) FROM figure_source
        WHERE edition_id = ${id}::uuid AND kind = 'sirene' AND vintage ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$')) AS year
      WHERE make_date(year, 12, 31)::text <= (
        SELECT max(vintage) FROM figure_source WHERE edition_id = ${id}::uuid AND kind = 'sirene')
    ), in_commune AS MATERIALIZED (
      SELECT establishment.commune_code, year, count(*) AS standing
      FROM establishment JOIN structure ON structure.id = structure_id
        JOIN whole_year ON establishment.created_on <= ends_on AND coalesce(closed_on > ends_on, true)
      WHERE family IS NOT NULL AND CASE establishment.state
        WHEN 'active' THEN structure.state = 'active' ELSE closed_on >= establishment.created_on END
      GROUP BY establishment.commune_code, year
    ), in_place AS (
      SELECT place, year, sum(standing) AS standing
      FROM in_commune JOIN commune ON commune.code = commune_code
        CROSS JOIN LATERAL (VALUES ('territory'), (epci_code), (commune_code)) AS places (place)
      WHERE place IS NOT NULL GROUP BY place, year
    ), stood AS (
      SELECT figure_place.code AS place, 'total' AS family, whole_year.year, coalesce(standing, 0) AS standing
      FROM figure_place CROSS JOIN whole_year
        LEFT JOIN in_place ON in_place.place = figure_place.code AND in_place.year = whole_year.year
      WHERE edition_id = ${id}::uuid
    )
    SELECT ${id}::uuid, place, family, year, coalesce(opened, 0), coalesce(closed, 0), standing
    FROM moved FULL JOIN stood USING (place, family, year)`.execute(transaction)
}

async function insertLevers(transaction: Transaction<DB>, { id, sensitivity }: NewEdition): Promise<void> {
  await sql`
    INSERT INTO figure_lever (edition_id, rank, lever, alone, last)
    SELECT ${id}::uuid, ordinality, value->>'lever', (value->>'alone')::integer, (value->>'last')::integer
    FROM jsonb_array_elements(${JSON.stringify(sensitivity.effects)}::jsonb) WITH ORDINALITY`.execute(transaction)
}

const NOMENCLATURES = sql`
  division AS (
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(DIVISIONS)}::jsonb) AS each (division text, a17 text, a38 text)
  ), band AS (
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(BANDS)}::jsonb)
      AS each (band text, size text, least integer, most integer)
  )`
