import { type Kysely, sql } from 'kysely'
import type { Day } from '#kernel/calendar'
import type { Cents } from '#kernel/money'
import type { DB } from '#platform/database'
import type { AccountStage } from './accounts.ts'

/** Each movement on the available credit of a line until a day, in order: their sum is what is left that day. */
export async function listMovements(db: Kysely<DB>, lineId: string, on: Day) {
  const { rows } = await sql<{ on: Day; code: string; amount: bigint; is_in: boolean }>`
    SELECT transfer.day AS on, transfer.code, transfer.amount_cents AS amount,
           transfer.credit_account = account.account_id AS is_in
    FROM budget_account AS account
    JOIN ledger_transfer AS transfer ON account.account_id IN (transfer.debit_account, transfer.credit_account)
    WHERE account.line_id = ${lineId} AND account.stage = 'available' AND transfer.kind IN ('posted', 'post')
      AND transfer.day <= ${on}
    ORDER BY transfer.day, transfer.recorded_at, transfer.id LIMIT 1000`.execute(db)
  return rows.map((row) => ({ on: row.on, code: row.code, amountCents: row.amount as Cents, isIn: row.is_in }))
}

/** One movement of an engagement: from which of its accounts to which; null: its line, or the next year. */
export type EngagementMovement = {
  readonly on: Day
  readonly code: string
  readonly amountCents: Cents
  readonly from: AccountStage | null
  readonly to: AccountStage | null
}

/** Each movement on the accounts of an engagement until a day, in order: they explain where its money is that day. */
export async function listEngagementMovements(
  db: Kysely<DB>,
  engagementId: string,
  on: Day,
): Promise<readonly EngagementMovement[]> {
  const { rows } = await sql<{
    on: Day
    code: string
    amount: bigint
    from: AccountStage | null
    to: AccountStage | null
  }>`
    SELECT DISTINCT ON (transfer.day, transfer.recorded_at, transfer.id)
           transfer.day AS on, transfer.code, transfer.amount_cents AS amount, source.stage AS from, target.stage AS to
    FROM budget_account AS account
    JOIN ledger_transfer AS transfer ON account.account_id IN (transfer.debit_account, transfer.credit_account)
    LEFT JOIN budget_account AS source
      ON source.account_id = transfer.debit_account AND source.engagement_id = account.engagement_id
    LEFT JOIN budget_account AS target
      ON target.account_id = transfer.credit_account AND target.engagement_id = account.engagement_id
    WHERE account.engagement_id = ${engagementId} AND transfer.kind IN ('posted', 'post') AND transfer.day <= ${on}
    ORDER BY transfer.day, transfer.recorded_at, transfer.id LIMIT 1000`.execute(db)
  return rows.map(({ amount, ...row }) => ({ ...row, amountCents: amount as Cents }))
}
