import type { Table } from './table.ts'

/** What one kind of file gives, as questions to ask of DuckDB. */
export type Reading = {
  /** Each gives part, key and content as JSON. */
  readonly rows: readonly string[]
  readonly refused: readonly RefusedRows[]
}

export type RefusedRows = {
  readonly table: Table
  /** Gives `line`, `fault` and `cell`. */
  readonly lines: string
  /** Gives `fault` and `count`. */
  readonly counts: string
}

/**
 * A file of one table, small enough to be numbered line by line.
 *
 * @param fields  what is kept of a row: our column, and the expression it is read by
 * @param here    which rows are of this territory
 * @param fault   expression of what is wrong with a row; null when nothing is
 * @param key     what makes a row unique: a second one with the same is refused
 */
export function readingOf(
  table: Table,
  parts: {
    readonly part: string
    readonly fields: Readonly<Record<string, string>>
    readonly content: readonly string[]
    readonly here: string
    readonly fault: string
    readonly cell: string
    readonly key: string
  },
): { readonly prepare: string; readonly reading: Reading } {
  const { part, fields, content, here, fault, cell, key } = parts
  const read = Object.entries(fields).map(([ours, expression]) => `${expression} AS "${ours}"`)
  const kept = content.map((ours) => `"${ours}" := "${ours}"`).join(', ')
  return {
    prepare: `
      CREATE TEMP TABLE here AS
      WITH read AS (SELECT line, ${read.join(', ')} FROM ${table.withLines} AS file),
      judged AS (SELECT *, ${fault} AS own_fault FROM read WHERE ${here})
      SELECT *, coalesce(own_fault, CASE WHEN row_number() OVER (PARTITION BY ${key}, own_fault ORDER BY line) > 1
        THEN 'duplicate' END) AS fault FROM judged`,
    reading: {
      rows: [`SELECT '${part}', ${key}, to_json(struct_pack(${kept})) FROM here WHERE fault IS NULL ORDER BY line`],
      refused: [
        {
          table,
          lines: `SELECT line, fault, coalesce(${cell}, '') AS cell FROM here WHERE fault IS NOT NULL ORDER BY line`,
          counts: 'SELECT fault, count(*) AS count FROM here WHERE fault IS NOT NULL GROUP BY fault',
        },
      ],
    },
  }
}
