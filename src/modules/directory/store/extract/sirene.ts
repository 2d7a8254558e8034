import type { ExtractionRequest } from '../../extraction.ts'
import { type Duck, fillTable, text } from './duck.ts'
import type { Reading } from './reading.ts'
import type { Table } from './table.ts'

/**
 * SIRENE: establishments of the territory first, then their legal units. Those that may be of the ESS come one by one; the
 * others are spare, should a list name them. Natural persons (categories that begin with 1), and units whose category is not told, are
 * never kept; they count in the totals alone.
 */
export async function readSirene(
  duck: Duck,
  [units, establishments]: readonly [Table, Table],
  request: ExtractionRequest,
): Promise<Reading> {
  await fillTable(
    duck,
    'category',
    ['code'],
    request.legalCategories.map((code) => [code]),
  )
  await duck.run(establishmentsHere(establishments))
  await duck.run(unitsHere(units))
  return {
    rows: [
      `SELECT 'unit', siren, to_json(struct_pack(${UNIT_FIELDS})) FROM unit_here WHERE may_be_ess ORDER BY siren`,
      `SELECT 'establishment', siret, to_json(struct_pack(${ESTABLISHMENT_FIELDS}))
       FROM here SEMI JOIN (SELECT siren FROM unit_here WHERE may_be_ess) USING (siren)
       WHERE fault IS NULL ORDER BY siret`,
      `SELECT 'spare', prefix, to_json(struct_pack(units := units, establishments := establishments))
       FROM (SELECT left(siren, 4) AS prefix, list(struct_pack(${UNIT_FIELDS}) ORDER BY siren) AS units
             FROM unit_here WHERE NOT may_be_ess GROUP BY 1)
       JOIN (SELECT left(siren, 4) AS prefix, list(struct_pack(${ESTABLISHMENT_FIELDS}) ORDER BY siret) AS establishments
             FROM here SEMI JOIN (SELECT siren FROM unit_here WHERE NOT may_be_ess) USING (siren)
             WHERE fault IS NULL GROUP BY 1) USING (prefix)
       ORDER BY prefix`,
      `SELECT 'total', commune || ' ' || division || ' ' || band,
         to_json(struct_pack(commune := commune, division := division, band := band, count := count))
       FROM (SELECT place AS commune, coalesce(left(naf_rev2, 2), '') AS division, coalesce(band, 'NN') AS band,
               count(*)::INTEGER AS count
             FROM here WHERE fault IS NULL AND state = 'A' GROUP BY ALL ORDER BY ALL)`,
    ],
    refused: [
      {
        table: establishments,
        // Only the few at fault are looked for again, with their lines.
        lines: `SELECT line, coalesce(fault, '') AS fault, coalesce(siret, '') AS cell
                FROM (SELECT line, ${establishments.column('siret')} AS siret FROM ${establishments.withLines}) AS lined
                JOIN (SELECT DISTINCT siret AS bad, fault FROM here WHERE fault IS NOT NULL)
                  ON lined.siret IS NOT DISTINCT FROM bad`,
        counts: 'SELECT fault, count(*) AS count FROM here WHERE fault IS NOT NULL GROUP BY fault',
      },
    ],
  }
}

function establishmentsHere(table: Table): string {
  const { column, raw, relation } = table
  return `
    CREATE TEMP TABLE here AS
    WITH read AS (
      SELECT ${column('siret')} AS siret, ${column('siren')} AS siren, place.current AS place,
        lower(${column('isSeat')}) IN ('true', 't', '1') AS is_seat,
        coalesce(${column('sign')}, ${column('usualName')}) AS sign,
        nullif(concat_ws(' ', ${column('streetNumber')}, ${column('streetKind')}, ${column('streetName')}), '') AS street,
        ${column('postcode')} AS postcode,
        ${nafColumns(table)},
        ${column('band')} AS band, ${column('bandYear')} AS band_year,
        day_of(${column('createdOn')}) AS created_on, ${column('state')} AS state,
        day_of(${column('stateSince')}) AS state_since, ${column('diffusion')} AS diffusion
      FROM ${relation} AS file JOIN place ON CAST(file.${raw('commune')} AS VARCHAR) = place.code
    )
    SELECT *, CASE
        WHEN siret IS NULL THEN 'siret-missing'
        WHEN is_eaten(siret) THEN 'siret-eaten'
        WHEN NOT is_siret(siret) OR left(siret, 9) IS DISTINCT FROM siren THEN 'siret-wrong'
        WHEN row_number() OVER (PARTITION BY siret ORDER BY state, created_on, is_seat DESC) > 1 THEN 'duplicate'
      END AS fault
    FROM read`
}

function unitsHere(table: Table): string {
  const { column, raw, relation } = table
  return `
    CREATE TEMP TABLE unit_here AS
    WITH read AS (
      SELECT ${column('siren')} AS siren, coalesce(${column('name')}, ${column('usualName')}) AS name,
        ${column('acronym')} AS acronym, ${column('legalCategory')} AS category,
        ${nafColumns(table)},
        ${column('band')} AS band, ${column('bandYear')} AS band_year, day_of(${column('createdOn')}) AS created_on,
        ${column('state')} AS state, day_of(${column('stateSince')}) AS state_since, ${column('flag')} AS flag, ${column('diffusion')} AS diffusion,
        ${column('rna')} AS rna, ${column('seatNic')} AS seat_nic
      FROM ${relation} AS file
      WHERE CAST(file.${raw('siren')} AS VARCHAR) IN (SELECT DISTINCT siren FROM here WHERE fault IS NULL)
    )
    SELECT *, category IN (SELECT code FROM category) OR coalesce(flag = 'O', false) AS may_be_ess FROM read
    WHERE category IS NOT NULL AND NOT starts_with(category, ${text('1')})
    QUALIFY row_number() OVER (PARTITION BY siren ORDER BY state, created_on) = 1`
}

// NAF rev. 2 stays the main variable; an older nomenclature is told apart by its name, and left.
function nafColumns({ column }: Table): string {
  return `
    CASE WHEN ${column('nafEdition')} = 'NAFRev2' THEN naf_of(${column('naf')}) END AS naf_rev2,
    coalesce(naf_of(${column('naf2025')}), CASE WHEN ${column('nafEdition')} = 'NAF2025' THEN naf_of(${column('naf')}) END)
      AS naf_2025`
}

const UNIT_FIELDS = `siren := siren, name := name, acronym := acronym, legalCategory := category, nafRev2 := naf_rev2,
  naf2025 := naf_2025, band := band, bandYear := band_year, createdOn := created_on, state := state, stateSince := state_since,
  flag := flag,
  diffusion := diffusion, rna := rna, seatNic := seat_nic`

const ESTABLISHMENT_FIELDS = `siret := siret, siren := siren, isSeat := is_seat, sign := sign, commune := place,
  street := street, postcode := postcode, nafRev2 := naf_rev2, naf2025 := naf_2025, band := band, bandYear := band_year,
  createdOn := created_on, state := state, stateSince := state_since, diffusion := diffusion`
