import type { Kysely, Transaction } from 'kysely'
import type { DB } from '#platform/database'
import { BUDGET_SETTINGS, type BudgetSetting, type BudgetSettings, budgetSettingsFrom } from '../../budget/settings.ts'

/** The parameters of the budget in force. */
export async function readBudgetSettings(db: Kysely<DB>): Promise<BudgetSettings> {
  const rows = await db.selectFrom('budget_setting').select(['name', 'value', 'source', 'is_verified']).execute()
  const stored = rows
    .filter(({ name }) => Object.hasOwn(BUDGET_SETTINGS, name))
    .map(({ is_verified: isVerified, ...row }) => ({ ...row, isVerified }) as BudgetSetting)
  return budgetSettingsFrom(stored)
}

export async function storeBudgetSetting(
  transaction: Transaction<DB>,
  setting: BudgetSetting,
  at: Date,
): Promise<void> {
  const values = { value: setting.value, source: setting.source, is_verified: setting.isVerified, set_at: at }
  await transaction
    .insertInto('budget_setting')
    .values({ name: setting.name, ...values })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(values))
    .execute()
}
