import type { Kysely, Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { Mapping, MirrorKind, SavedMapping } from '../../mirror/model.ts'

/** Choices of columns kept by name, in the order of the names. */
export async function listMappings(db: Kysely<DB>): Promise<readonly SavedMapping[]> {
  const rows = await db.selectFrom('budget_mirror_mapping').selectAll().orderBy('name').execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    columns: row.columns as Mapping['columns'],
    fixedKind: row.fixed_kind as MirrorKind | null,
    fixedYear: row.fixed_year,
  }))
}

/** The same name again is the same choice, changed. */
export async function saveMapping(transaction: Transaction<DB>, mapping: SavedMapping, now: Date): Promise<void> {
  const told = {
    columns: JSON.stringify(mapping.columns),
    fixed_kind: mapping.fixedKind,
    fixed_year: mapping.fixedYear,
    saved_at: now,
  }
  await transaction
    .insertInto('budget_mirror_mapping')
    .values({ id: mapping.id, name: mapping.name, ...told })
    .onConflict((conflict) => conflict.constraint('budget_mirror_mapping_name_is_unique').doUpdateSet(told))
    .execute()
}
