import { sql, type Transaction } from 'kysely'
import type { PublishedCell, SecrecyRule, TableShape } from '#kernel/secrecy'
import type { DB } from '#platform/database'
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
  table: Omit<ProtectedTable, 'cells'> & {
    readonly rule: SecrecyRule
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

/** Published tables, the last first. */
export async function listProtectedTables(db: Reader): Promise<readonly ProtectedTable[]> {
  const tables = await db.selectFrom('protected_table').selectAll().orderBy('published_at', 'desc').execute()
  return Promise.all(
    tables.map(async (table) => {
      const { id, name, title, unit, scope, producer, licence, vintage } = table
      const shapes = table.shapes as unknown as readonly TableShape[]
      return { id, name, title, unit, scope, producer, licence, vintage, shapes, cells: await listCells(db, id) }
    }),
  )
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
