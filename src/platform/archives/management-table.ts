import { type Kysely, sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { Day } from './kinds.ts'

/** The « tableau de gestion » in force: under it, technical data ends by itself. */
export type ManagementTable = {
  /** Given by the Archives, as « AD62-2026-014 ». */
  readonly reference: string
  readonly approvedOn: Day
  readonly enteredAt: Date
}

/**
 * The last « tableau de gestion » entered. A real vote does not open while there is none.
 *
 * @see  code du patrimoine, article L212-2
 */
export async function managementTable(db: Kysely<DB>): Promise<ManagementTable | undefined> {
  return (await listManagementTables(db, 1))[0]
}

/** The last first. */
export async function listManagementTables(db: Kysely<DB>, limit: number): Promise<readonly ManagementTable[]> {
  const { rows } = await sql<ManagementTable>`
    SELECT reference, approved_on::text AS "approvedOn", entered_at AS "enteredAt" FROM archive_management_table
    ORDER BY entered_at DESC, id DESC LIMIT ${limit}`.execute(db)
  return rows
}

export async function insertManagementTable(
  transaction: Transaction<DB>,
  table: ManagementTable & { readonly id: string; readonly enteredBy: string },
): Promise<void> {
  await sql`
    INSERT INTO archive_management_table (id, reference, approved_on, entered_by, entered_at)
    VALUES (${table.id}, ${table.reference}, ${table.approvedOn}, ${table.enteredBy}, ${table.enteredAt})`.execute(
    transaction,
  )
}
