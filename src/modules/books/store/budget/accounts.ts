import type { Kysely, Transaction } from 'kysely'
import type { DB } from '#platform/database'

/** What an account of the ledger holds, of the thing it belongs to. */
export type AccountStage =
  | 'available'
  | 'carried'
  | 'committed'
  | 'liquidated'
  | 'mandated'
  | 'paid'
  | 'authorised'
  | 'issued'
  | 'collected'

export type Owner =
  | { readonly lineId: string }
  | { readonly authorisationId: string }
  | { readonly engagementId: string }

export type BudgetAccount = { readonly accountId: string; readonly stage: AccountStage }

export async function insertBudgetAccounts(
  transaction: Transaction<DB>,
  owner: Owner,
  accounts: readonly BudgetAccount[],
): Promise<void> {
  const values = accounts.map(({ accountId, stage }) => ({ account_id: accountId, stage, ...columnsOf(owner) }))
  await transaction.insertInto('budget_account').values(values).execute()
}

/** The accounts of a line, an authorisation or an engagement, by what they hold. */
export async function accountsOf(db: Kysely<DB>, owner: Owner): Promise<ReadonlyMap<AccountStage, string>> {
  const [[column, id]] = Object.entries(columnsOf(owner)) as [['line_id', string]]
  const rows = await db.selectFrom('budget_account').select(['account_id', 'stage']).where(column, '=', id).execute()
  return new Map(rows.map((row) => [row.stage as AccountStage, row.account_id]))
}

function columnsOf(owner: Owner) {
  if ('lineId' in owner) return { line_id: owner.lineId }
  return 'authorisationId' in owner
    ? { authorisation_id: owner.authorisationId }
    : { engagement_id: owner.engagementId }
}
