import { currentRule } from '#kernel/perimeter'

export type RawPlaces = {
  readonly communes: readonly (readonly [code: string, current: string])[]
  readonly epciOf: ReadonlyMap<string, string | null>
}

/** Open establishments of the ESS by EPCI, family, division of NAF rev. 2 and size class. */
export type RawCell = {
  readonly epciCode: string | null
  readonly family: string
  readonly division: string
  readonly band: string
  readonly establishments: number
}

export type RawCount = { readonly family: string; readonly epciCode: string | null; readonly establishments: number }

/**
 * Counts open establishments of the ESS by family and EPCI straight from the files of SIRENE, in one question written
 * apart from the import: legal category, excluded activities and the flag, no list. What the import then counts in
 * PostgreSQL must be the same, to the last one.
 */
export async function countRaw(files: Files, places: RawPlaces): Promise<readonly RawCount[]> {
  const rows = await askRaw(
    files,
    places,
    'SELECT family, epci, count(*) AS count FROM told GROUP BY ALL ORDER BY family, epci',
  )
  return rows.map(({ family, epci, count }) => ({
    family: String(family),
    epciCode: epci === null ? null : String(epci),
    establishments: Number(count),
  }))
}

/** The same establishments, split by all that the observatory splits them by. */
export async function countRawCells(files: Files, places: RawPlaces): Promise<readonly RawCell[]> {
  const rows = await askRaw(
    files,
    places,
    `SELECT epci, family, coalesce(left(place_naf, 2), '') AS division, coalesce(band, '') AS band, count(*) AS count
     FROM told GROUP BY ALL ORDER BY ALL`,
  )
  return rows.map(({ epci, family, division, band, count }) => ({
    epciCode: epci === null ? null : String(epci),
    family: String(family),
    division: String(division),
    band: String(band),
    establishments: Number(count),
  }))
}

/** How many legal units of the ESS have an open establishment in each EPCI. */
export async function countRawUnits(files: Files, places: RawPlaces): Promise<ReadonlyMap<string, number>> {
  const rows = await askRaw(files, places, 'SELECT epci, count(DISTINCT siren) AS count FROM told GROUP BY epci')
  return new Map(rows.map(({ epci, count }) => [String(epci), Number(count)]))
}

type Files = { readonly units: string; readonly establishments: string }

async function askRaw(files: Files, { communes, epciOf }: RawPlaces, asked: string) {
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '1500MB', threads: '2' })
  const duck = await instance.connect()
  try {
    await duck.run('CREATE TABLE place (code VARCHAR, epci VARCHAR)')
    await duck.run(
      `INSERT INTO place VALUES ${communes.map(([code, current]) => `('${code}', ${quoted(epciOf.get(current) ?? null)})`).join(', ')}`,
    )
    await duck.run('CREATE TABLE rule (category VARCHAR, family VARCHAR)')
    await duck.run(`INSERT INTO rule VALUES ${decidingCategories().join(', ')}`)
    await duck.run('CREATE TABLE excluded (nomenclature VARCHAR, code VARCHAR)')
    await duck.run(`INSERT INTO excluded VALUES ${excludedCodes().join(', ')}`)
    return (await duck.runAndReadAll(question(files, asked))).getRowObjectsJson()
  } finally {
    duck.closeSync()
    instance.closeSync()
  }
}

function question({ units, establishments }: Files, asked: string): string {
  return `
    WITH open AS (
      SELECT DISTINCT ON (siret) siret, siren, epci, trancheEffectifsEtablissement AS band,
        CASE WHEN nomenclatureActivitePrincipaleEtablissement = 'NAFRev2' THEN activitePrincipaleEtablissement END AS place_naf
      FROM ${tableOf(establishments)} JOIN place ON codeCommuneEtablissement = place.code
      WHERE etatAdministratifEtablissement = 'A' AND length(siret) = 14 AND siret NOT LIKE '%E%'
        AND left(siret, 9) = siren AND (${LUHN}) % 10 = 0
    ),
    unit AS (
      SELECT siren, categorieJuridiqueUniteLegale AS category, economieSocialeSolidaireUniteLegale AS flag,
        CASE WHEN nomenclatureActivitePrincipaleUniteLegale = 'NAFRev2' THEN activitePrincipaleUniteLegale END AS naf,
        activitePrincipaleNAF25UniteLegale AS naf25
      FROM ${tableOf(units)} WHERE etatAdministratifUniteLegale = 'A'
    ),
    all_told AS (
      SELECT epci, siren, band, place_naf, CASE
          WHEN naf IS NOT NULL AND naf IN (SELECT code FROM excluded WHERE nomenclature = 'naf-rev-2') THEN NULL
          WHEN naf IS NULL AND naf25 IN (SELECT code FROM excluded WHERE nomenclature = 'naf-2025') THEN NULL
          WHEN rule.family IS NOT NULL THEN rule.family
          WHEN flag = 'O' AND (unit.category LIKE '5%' OR unit.category LIKE '6%') THEN 'commercial-company'
        END AS family
      FROM open JOIN unit USING (siren) LEFT JOIN rule ON rule.category = unit.category
    ),
    told AS (SELECT * FROM all_told WHERE family IS NOT NULL)
    ${asked}`
}

// Fourteen digits: every second one from the right is doubled.
const LUHN = Array.from({ length: 14 }, (_, place) => {
  const digit = `try_cast(substr(siret, ${14 - place}, 1) AS INTEGER)`
  return place % 2 === 0 ? digit : `CASE WHEN ${digit} > 4 THEN ${digit} * 2 - 9 ELSE ${digit} * 2 END`
}).join(' + ')

function decidingCategories(): readonly string[] {
  return Object.entries(currentRule().categories)
    .filter(([, { family, confidence }]) => confidence !== 'to-confirm' && family !== 'other-non-profit')
    .map(([code, { family }]) => `('${code}', '${family}')`)
}

function excludedCodes(): readonly string[] {
  return currentRule().exclusions.flatMap(({ codes }) =>
    Object.entries(codes).flatMap(([nomenclature, list]) => list.map((code) => `('${nomenclature}', '${code}')`)),
  )
}

function tableOf(path: string): string {
  return path.endsWith('.parquet')
    ? `read_parquet('${path}')`
    : `read_csv('${path}', all_varchar = true, header = true)`
}

function quoted(text: string | null): string {
  return text === null ? 'NULL' : `'${text}'`
}
