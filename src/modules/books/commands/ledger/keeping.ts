import type { Context } from '#platform/context'
import * as store from '../../store/ledger/index.ts'

/**
 * Adds what was written since to the sums by month. Writers wait a moment while it looks; if they leave it none, the next
 * run does it, and readings add up more lines meanwhile.
 *
 * @returns  whether the sums hold all that was settled when it began
 */
export async function keepMonths(context: Context): Promise<boolean> {
  const settled = await settledRank(context)
  if (settled === undefined) return false
  const keepSome = () =>
    context.db.transaction().execute((transaction) => store.keepMonths(transaction, settled, context.now()))
  while (!(await keepSome()));
  return true
}

// Writers that leave no moment end the transaction: it is undone, and says so by what it throws.
async function settledRank(context: Context): Promise<bigint | undefined> {
  try {
    return await context.db.transaction().execute((transaction) => store.settledRank(transaction))
  } catch (error) {
    if (store.isBusy(error)) return undefined
    throw error
  }
}
