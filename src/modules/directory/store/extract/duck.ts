import { mkdirSync } from 'node:fs'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { ExtractionLimits } from '../../extraction.ts'

export type Duck = DuckDBConnection

/**
 * Opens DuckDB in memory. Its library is loaded here and not before: only a child process that reads files needs it.
 *
 * @param limits  memory and folder it keeps to; it reaches nothing on the network
 */
export async function openDuck(limits: ExtractionLimits): Promise<{ readonly duck: Duck; close(): void }> {
  const { DuckDBInstance } = await import('@duckdb/node-api')
  mkdirSync(limits.folder, { recursive: true })
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: limits.memory,
    threads: String(limits.threads),
    temp_directory: limits.folder,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  const duck = await instance.connect()
  return {
    duck,
    close: () => {
      duck.closeSync()
      instance.closeSync()
    },
  }
}

/** A text as a literal of DuckDB's SQL. */
export function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`
}

/** A name of a column as an identifier of DuckDB's SQL. */
export function name(value: string): string {
  return `"${value.replaceAll('"', '""')}"`
}

/** The first row of a question, as plain values. */
export async function askOne(duck: Duck, sql: string): Promise<Readonly<Record<string, unknown>>> {
  const [row = {}] = (await duck.runAndReadAll(sql)).getRowObjectsJson()
  return row
}

/** Rows of a question as they come, a few thousand at a time: what is extracted is never whole in memory. */
export async function* ask(duck: Duck, sql: string): AsyncGenerator<readonly unknown[]> {
  const result = await duck.stream(sql)
  for (;;) {
    const chunk = await result.fetchChunk()
    if (!chunk || chunk.rowCount === 0) return
    yield* chunk.getRows()
  }
}

/** A temporary table of texts, filled by a JSON document: thousands of values are no list of literals. */
export async function fillTable(
  duck: Duck,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<void> {
  await duck.run(`CREATE TEMP TABLE ${table} (${columns.map((column) => `${column} VARCHAR`).join(', ')})`)
  if (rows.length === 0) return
  const { VARCHAR } = await import('@duckdb/node-api')
  const appender = await duck.createAppender(table)
  for (const row of rows) {
    for (const value of row) appender.appendValue(value, VARCHAR)
    appender.endRow()
  }
  appender.closeSync()
}

// Arithmetic, not lists: hundreds of thousands of numbers are checked. Weights follow from the place, from the right.
const digitsOf = (length: number) =>
  Array.from({ length }, (_, place) => `((try_cast(t AS BIGINT) // ${10 ** place}) % 10)`)
const doubled = (digit: string) => `CASE WHEN ${digit} > 4 THEN ${digit} * 2 - 9 ELSE ${digit} * 2 END`
const luhn = (length: number) => digitsOf(length).map((digit, n) => (n % 2 === 0 ? digit : doubled(digit)))

/** Whether numbers bear their key, as `#kernel/perimeter` says, and how days and activities are written. */
export const MACROS = `
  CREATE MACRO is_siren(t) AS regexp_full_match(t, '[0-9]{9}') AND t <> '000000000' AND (${luhn(9).join(' + ')}) % 10 = 0;
  CREATE MACRO is_siret(t) AS regexp_full_match(t, '[0-9]{14}') AND is_siren(left(t, 9))
    AND ((${luhn(14).join(' + ')}) % 10 = 0 OR (t LIKE '356000000%' AND (${digitsOf(14).join(' + ')}) % 5 = 0));
  CREATE MACRO is_eaten(t) AS regexp_full_match(lower(t), '[0-9]([.,][0-9]+)?e\\+?[0-9]+');
  CREATE MACRO naf_of(t) AS CASE WHEN regexp_full_match(t, '[0-9]{4}[A-Z]')
    THEN left(t, 2) || '.' || substr(t, 3) ELSE t END;
  CREATE MACRO day_of(t) AS CASE WHEN left(t, 10) IN ('0001-01-01', '0000-00-00') THEN NULL
    WHEN regexp_full_match(t, '[0-9]{2}/[0-9]{2}/[0-9]{4}')
      THEN strftime(try_strptime(t, '%d/%m/%Y'), '%Y-%m-%d')
    ELSE strftime(try_cast(left(t, 10) AS DATE), '%Y-%m-%d') END;`
