import { currentRule } from '#kernel/perimeter'

export type RawPlaces = {
  readonly communes: readonly (readonly [code: string, current: string])[]
  readonly epciOf: ReadonlyMap<string, string | null>
}

export type RawCount = { readonly family: string; readonly epciCode: string | null; readonly establishments: number }

/**
 * Counts open establishments of the ESS by family and EPCI straight from the files of SIRENE, in one question written
 * apart from the import: legal category, excluded activities and the flag, no list. What the import then counts in
 * PostgreSQL must be the same, to the last one.
 */
export async function countRaw(
  files: { readonly units: string; readonly establishments: string },
  { communes, epciOf }: RawPlaces,
): Promise<readonly RawCount[]> {
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
    const rows = (await duck.runAndReadAll(question(files))).getRowObjectsJson()
    return rows.map(({ family, epci, count }) => ({
      family: String(family),
      epciCode: epci === null ? null : String(epci),
      establishments: Number(count),
    }))
  } finally {
    duck.closeSync()
    instance.closeSync()
  }
}

function question({ units, establishments }: { readonly units: string; readonly establishments: string }): string {
  return `
    WITH open AS (
      SELECT DISTINCT ON (siret) siret, siren, epci
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
    told AS (
      SELECT epci, CASE
          WHEN naf IS NOT NULL AND naf IN (SELECT code FROM excluded WHERE nomenclature = 'naf-rev-2') THEN NULL
          WHEN naf IS NULL AND naf25 IN (SELECT code FROM excluded WHERE nomenclature = 'naf-2025') THEN NULL
          WHEN rule.family IS NOT NULL THEN rule.family
          WHEN flag = 'O' AND (unit.category LIKE '5%' OR unit.category LIKE '6%') THEN 'commercial-company'
        END AS family
      FROM open JOIN unit USING (siren) LEFT JOIN rule ON rule.category = unit.category
    )
    SELECT family, epci, count(*) AS count FROM told WHERE family IS NOT NULL GROUP BY ALL ORDER BY family, epci`
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
