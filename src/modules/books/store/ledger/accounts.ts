import { type Kysely, sql } from 'kysely'
import type { Account } from '#kernel/ledger'
import type { DB } from '#platform/database'

/** Adds those that are not there, with a balance of 0 to lock where they have a limit. */
export async function insertAccounts(db: Kysely<DB>, accounts: readonly Account[]): Promise<void> {
  await sql`
    WITH opened AS (
      INSERT INTO ledger_account (id, code, limit_kind)
      SELECT * FROM unnest(
        ${accounts.map(({ id }) => id)}::uuid[],
        ${accounts.map(({ code }) => code)}::text[],
        ${accounts.map(({ limit }) => limit)}::text[]
      ) AS asked (id, code, limit_kind)
      ORDER BY id
      ON CONFLICT (id) DO NOTHING
      RETURNING id, limit_kind
    )
    INSERT INTO ledger_balance (account_id, limit_kind)
    SELECT id, limit_kind FROM opened WHERE limit_kind <> 'none'`.execute(db)
}
