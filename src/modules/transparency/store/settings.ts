import type { Kysely, Transaction } from 'kysely'
import type { DB } from '#platform/database'
import { type Keeping, USUAL_KEEPING } from '../checking.ts'

/** How long runs are kept, as an administrator said, or as usual. */
export async function readKeeping(db: Kysely<DB>): Promise<Keeping> {
  const row = await db.selectFrom('check_setting').selectAll().executeTakeFirst()
  return row ? { detailDays: row.detail_days, dailyMonths: row.daily_months } : USUAL_KEEPING
}

export async function setKeeping(transaction: Transaction<DB>, keeping: Keeping, at: Date): Promise<void> {
  const row = { detail_days: keeping.detailDays, daily_months: keeping.dailyMonths, set_at: at }
  await transaction
    .insertInto('check_setting')
    .values({ is_only: true, ...row })
    .onConflict((conflict) => conflict.column('is_only').doUpdateSet(row))
    .execute()
}
