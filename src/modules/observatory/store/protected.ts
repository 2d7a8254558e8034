import { type Selectable, sql, type Transaction } from 'kysely'
import type { PublishedCell, SecrecyRule, TableShape } from '#kernel/secrecy'
import type { DB, ProtectedTable as TableRow } from '#platform/database'
import type { Reader } from './editions.ts'

/** A table of staff or money as everybody reads it: a masked cell says that it is masked, and not why. */
export type ProtectedTable = {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly unit: string
  readonly scope: string
  readonly producer: string
  readonly licence: string
  readonly vintage: string
  readonly shapes: readonly TableShape[]
  /** What was masked, and by how much. */
  readonly rule: SecrecyRule
  readonly publishedAt: Date
  readonly cells: readonly ProtectedCell[]
}

export type ProtectedCell = { readonly row: string; readonly column: string } & (
  | { readonly kind: 'value'; readonly value: bigint }
  | { readonly kind: 's' }
  | { readonly kind: 'nd' }
)

/** @returns false when a table of that name and vintage was published already: nothing is written */
export async function insertProtected(
  transaction: Transaction<DB>,
  table: Omit<ProtectedTable, 'cells' | 'publishedAt'> & {
    readonly maskedCount: { readonly primary: number; readonly secondary: number }
    readonly hasBounds: boolean
    readonly at: Date
    readonly cells: readonly PublishedCell[]
  },
): Promise<boolean> {
  const { id, name, title, unit, scope, producer, licence, vintage, maskedCount, at, cells } = table
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('protected_table')
    .values({
      id,
      name,
      title,
      unit,
      scope,
      producer,
      licence,
      vintage,
      shapes: JSON.stringify(table.shapes),
      rule: JSON.stringify(table.rule),
      masked_primary: maskedCount.primary,
      masked_secondary: maskedCount.secondary,
      has_bounds: table.hasBounds,
      published_at: at,
    })
    .onConflict((conflict) => conflict.constraint('protected_table_is_published_once').doNothing())
    .executeTakeFirst()
  if (!numInsertedOrUpdatedRows) return false
  const rows = cells.map((cell) => ({
    row: cell.row,
    column: cell.column,
    kind: cell.kind,
    value: cell.kind === 'value' ? String(cell.value) : null,
  }))
  await sql`
    INSERT INTO protected_cell (table_id, row_id, column_id, kind, value)
    SELECT ${id}::uuid, "row", "column", kind, value
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS each ("row" text, "column" text, kind text, value bigint)`.execute(
    transaction,
  )
  return true
}

/**
 * Whether a table of another name, of the same figures (producer, unit, vintage), has one of these cells. Those published
 * at once come one after the other.
 */
export async function sharesProtectedCells(
  transaction: Transaction<DB>,
  { name, producer, unit, vintage }: Pick<ProtectedTable, 'name' | 'producer' | 'unit' | 'vintage'>,
  cells: readonly PublishedCell[],
): Promise<boolean> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('observatory protected tables', 0))`.execute(transaction)
  const places = JSON.stringify(cells.map(({ row, column }) => ({ row, column })))
  const { rows } = await sql`
    SELECT FROM protected_table JOIN protected_cell ON table_id = protected_table.id
      JOIN jsonb_to_recordset(${places}::jsonb) AS each ("row" text, "column" text)
        ON each."row" = row_id AND each."column" = column_id
    WHERE name <> ${name} AND producer = ${producer} AND unit = ${unit} AND vintage = ${vintage} LIMIT 1`.execute(
    transaction,
  )
  return rows.length > 0
}

/** Published tables, the last first. */
export async function listProtectedTables(db: Reader): Promise<readonly ProtectedTable[]> {
  const rows = await db
    .selectFrom('protected_table')
    .selectAll()
    .orderBy('published_at', 'desc')
    .orderBy('id')
    .execute()
  return Promise.all(rows.map((row) => tableOf(db, row)))
}

/** What a list of them says. */
export type ProtectedTitle = Pick<ProtectedTable, 'name' | 'title' | 'vintage' | 'producer' | 'publishedAt'>

export async function listProtectedTitles(db: Reader): Promise<readonly ProtectedTitle[]> {
  const rows = await db
    .selectFrom('protected_table')
    .select(['name', 'title', 'vintage', 'producer', 'published_at'])
    .orderBy('title')
    .orderBy('vintage', 'desc')
    .execute()
  return rows.map(({ published_at: publishedAt, ...title }) => ({ ...title, publishedAt }))
}

/** @param vintage  the last one when it is not told */
export async function findProtectedTable(
  db: Reader,
  name: string,
  vintage?: string,
): Promise<ProtectedTable | undefined> {
  // PostgreSQL has no text with a null in it: no vintage is so written.
  if (vintage?.includes('\0')) return undefined
  const found = db.selectFrom('protected_table').selectAll().where('name', '=', name)
  const row = await (vintage === undefined ? found : found.where('vintage', '=', vintage))
    .orderBy('vintage', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && tableOf(db, row)
}

/** Names of the places among these codes. */
export async function nameRows(
  db: Reader,
  codes: readonly string[],
  territoryName: string,
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ readonly code: string; readonly name: string }>`
    SELECT code, name FROM commune WHERE code = ANY (${codes}::text[])
    UNION ALL SELECT code, name FROM epci WHERE code = ANY (${codes}::text[])`.execute(db)
  return new Map([['territory', territoryName], ...rows.map(({ code, name }) => [code, name] as const)])
}

async function tableOf(db: Reader, row: Selectable<TableRow>): Promise<ProtectedTable> {
  const { id, name, title, unit, scope, producer, licence, vintage, published_at: publishedAt } = row
  const shapes = row.shapes as unknown as readonly TableShape[]
  const rule = row.rule as unknown as SecrecyRule
  const cells = await listCells(db, id)
  return { id, name, title, unit, scope, producer, licence, vintage, publishedAt, shapes, rule, cells }
}

async function listCells(db: Reader, tableId: string): Promise<readonly ProtectedCell[]> {
  const rows = await db
    .selectFrom('protected_cell')
    .select(['row_id', 'column_id', 'kind', 'value'])
    .where('table_id', '=', tableId)
    .orderBy('row_id')
    .orderBy('column_id')
    .execute()
  return rows.map(({ row_id: row, column_id: column, kind, value }): ProtectedCell => {
    if (kind === 'value') return { row, column, kind, value: BigInt(value ?? 0) }
    return kind === 's' ? { row, column, kind } : { row, column, kind: 'nd' }
  })
}
