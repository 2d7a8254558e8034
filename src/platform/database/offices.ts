import { type Kysely, sql, type Transaction } from 'kysely'
import { executeFirst } from './merging-driver.ts'
import type { Office } from './roles.ts'
import type { DB } from './types.generated.ts'

/**
 * Does part of an act as an office of the vote, then is the pool's login again: what that office may not see, this part
 * cannot see. Its name is that of the login and of the office: several databases share one server.
 *
 * @throws  what `work` throws; the transaction is then over, and the office with it
 */
export async function actingAs<Value>(
  transaction: Transaction<DB>,
  office: Office,
  work: (transaction: Transaction<DB>) => Promise<Value>,
): Promise<Value> {
  await sql`SELECT set_config('role', session_user || ${`_${office}`}, true)`.execute(transaction)
  const value = await work(transaction)
  await sql`SELECT set_config('role', 'none', true)`.execute(transaction)
  return value
}

/** Reads as an office of the vote, in a transaction of its own that can write nothing. */
export function readAs<Value>(
  db: Kysely<DB>,
  office: Office,
  read: (transaction: Transaction<DB>) => Promise<Value>,
): Promise<Value> {
  return db
    .transaction()
    .setAccessMode('read only')
    .execute((transaction) => actingAs(transaction, office, read))
}

/** A whole act as an office of the vote, its transaction and its office begun in one exchange. */
export function transactAs<Value>(
  db: Kysely<DB>,
  office: Office,
  work: (transaction: Transaction<DB>) => Promise<Value>,
): Promise<Value> {
  return db
    .transaction()
    .setIsolationLevel('read committed')
    .execute(async (transaction) => {
      // The office ends with the transaction.
      await executeFirst(transaction, `SELECT set_config('role', session_user || '_${office}', true)`)
      return work(transaction)
    })
}
