// Makes files of the real formats (SIRENE, its geolocation, RNA, lists, FLORES) with invented rows of every odd kind:
// masked cells, old NAF, closed units, former communes, wrong and eaten numbers, dates of the year 1. A seed fixes all.
//
//   node tools/make-sirene.ts FOLDER [--establishments N] [--units N] [--seed N] [--csv]
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { DuckDBConnection } from '@duckdb/node-api'
import { listSql, RNA_COLUMNS, rnaSql } from './make-sirene/lists.ts'
import {
  ESTABLISHMENT_COLUMNS,
  establishmentSql,
  GEO_COLUMNS,
  geoSql,
  UNIT_COLUMNS,
  unitSql,
} from './make-sirene/sql.ts'

export type Wanted = {
  readonly establishments: number
  readonly units: number
  readonly seed: number
  readonly format: 'parquet' | 'csv'
  /** Communes of the territory, heaviest first in the draw; others are drawn elsewhere. */
  readonly communes: readonly { readonly code: string; readonly population: number }[]
  /** Codes of communes that joined others: a few rows still bear them. */
  readonly formerCommunes: readonly string[]
  /** Share of establishments in the territory: 0.021 for a Département of 1.46 M inhabitants. */
  readonly share: number
  readonly memory?: string
}

export type Made = Readonly<
  Record<'units' | 'establishments' | 'geolocation' | 'rna' | 'essFrance' | 'esus' | 'siae' | 'flores', string>
>

/** Writes the files, and says where each is. */
export async function makeOpenData(folder: string, wanted: Wanted): Promise<Made> {
  const { DuckDBInstance } = await import('@duckdb/node-api')
  mkdirSync(folder, { recursive: true })
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: wanted.memory ?? '2GB',
    temp_directory: join(folder, 'tmp'),
    threads: '2',
  })
  const duck = await instance.connect()
  try {
    await prepare(duck, wanted)
    const { format } = wanted
    const write = async (
      name: string,
      sql: string,
      columns: readonly string[] | null,
      delimiter = ',',
      as = format,
    ) => {
      const path = join(folder, `${name}.${as}`)
      const picked =
        columns === null ? sql : `SELECT ${columns.map((column) => `"${column}"`).join(', ')} FROM (${sql})`
      const options =
        as === 'parquet' ? 'FORMAT parquet, COMPRESSION zstd' : `FORMAT csv, HEADER, DELIMITER '${delimiter}'`
      await duck.run(`COPY (${picked}) TO '${path}' (${options})`)
      return path
    }
    return {
      units: await write('StockUniteLegale_utf8', unitSql(wanted), UNIT_COLUMNS),
      establishments: await write('StockEtablissement_utf8', establishmentSql(wanted), ESTABLISHMENT_COLUMNS),
      geolocation: await write('GeolocalisationEtablissement_utf8', geoSql(wanted), GEO_COLUMNS, ';'),
      rna: await write('rna_waldec', rnaSql(wanted), RNA_COLUMNS, ';', 'csv'),
      essFrance: await write('entreprises-ess', listSql('ess-france', wanted), null, ',', 'csv'),
      esus: await write('esus', listSql('esus', wanted), null, ';', 'csv'),
      siae: await write('siae', listSql('siae', wanted), null, ',', 'csv'),
      flores: await write('DS_FLORES_A17_data', listSql('flores', wanted), null, ';', 'csv'),
    }
  } finally {
    duck.closeSync()
    instance.closeSync()
  }
}

// Chance is a hash of the seed, the row and what is drawn: the same on every machine, whatever the order of work.
async function prepare(duck: DuckDBConnection, { seed, communes, formerCommunes }: Wanted): Promise<void> {
  await duck.run(`
    CREATE MACRO draw(i, what, n) AS (hash(i, what, ${seed}) % n::UBIGINT)::BIGINT;
    CREATE MACRO keyed(n) AS (n * 10 + (10 - (${KEY_SUM}) % 10) % 10)::BIGINT;
    CREATE MACRO siren_of(u) AS keyed(96000000 + u)::VARCHAR;
    CREATE MACRO siret_of(siren, rank) AS keyed(siren::BIGINT * 10000 + rank)::VARCHAR;
    CREATE TABLE commune (code VARCHAR, population INTEGER);
    CREATE TABLE former (n INTEGER, code VARCHAR)`)
  await duck.run(
    `INSERT INTO commune VALUES ${communes.map(({ code, population }) => `('${code}', ${Math.max(1, population)})`).join(', ')}`,
  )
  await duck.run(
    `INSERT INTO former VALUES ${(formerCommunes.length > 0 ? formerCommunes : [communes[0]!.code]).map((code, n) => `(${n}, '${code}')`).join(', ')}`,
  )
  // A thousand tickets, shared by population: a draw is one look in this table.
  await duck.run(`
    CREATE TABLE ticket AS
    WITH summed AS (SELECT code, population, sum(population) OVER (ORDER BY code) AS upto, sum(population) OVER () AS whole
                    FROM commune),
    slot AS (SELECT range AS n FROM range(20000))
    SELECT n, (SELECT min(code) FROM summed WHERE upto * 20000.0 / whole > n) AS code FROM slot`)
}

// The sum of Luhn of a number whose key is still to come: arithmetic, for millions of rows.
const KEY_SUM = Array.from({ length: 13 }, (_, place) => {
  const digit = `((n // ${10 ** place}) % 10)`
  return place % 2 === 0 ? `CASE WHEN ${digit} > 4 THEN ${digit} * 2 - 9 ELSE ${digit} * 2 END` : digit
}).join(' + ')

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      establishments: { type: 'string', default: '10000' },
      units: { type: 'string' },
      seed: { type: 'string', default: '1' },
      csv: { type: 'boolean', default: false },
    },
  })
  const { readPlaces } = await import('./make-sirene/places.ts')
  const establishments = Number(values.establishments)
  const made = await makeOpenData(positionals[0] ?? 'open-data', {
    ...readPlaces(),
    establishments,
    units: Number(values.units ?? Math.ceil(establishments * 0.7)),
    seed: Number(values.seed),
    format: values.csv ? 'csv' : 'parquet',
    share: 0.021,
  })
  for (const [name, path] of Object.entries(made)) console.log(`${name.padEnd(15)} ${path}`)
}
