import type { Transaction } from 'kysely'
import type { Account } from '#kernel/ledger'
import { assert } from '#kernel/result'
import type { DB } from '#platform/database'
import * as store from '../../store/ledger/index.ts'

/**
 * Opens accounts; those already open stay as they are.
 *
 * @throws  AssertionError when one is open under this identifier with another code or another limit
 */
export async function openAccounts(transaction: Transaction<DB>, accounts: readonly Account[]): Promise<void> {
  if (accounts.length === 0) return
  await store.insertAccounts(transaction, accounts)
  const ids = accounts.map(({ id }) => id)
  const found = await store.findAccounts(transaction, ids)
  for (const { id, code, limit } of accounts) {
    const open = found.get(id)
    assert(open?.code === code && open.limit === limit, 'an account that is open keeps its code and its limit')
  }
}
