import { dayIn } from '#kernel/calendar'
import type { TransferId } from '#kernel/ledger'
import type { Context } from '#platform/context'
import * as store from '../../store/ledger/index.ts'
import { transferAlone } from './transfer.ts'

const AT_ONCE = 200

/**
 * Frees what is held by pending transfers whose moment has come, each in a transaction of its own.
 *
 * @returns  how many it ended
 */
export async function expirePendings(context: Context): Promise<number> {
  let count = 0
  for (;;) {
    const due = await store.listExpired(context.db, context.now(), AT_ONCE)
    const ended = await endAll(context, due)
    count += ended
    if (due.length < AT_ONCE || ended === 0) return count
  }
}

async function endAll(context: Context, due: readonly TransferId[]): Promise<number> {
  let ended = 0
  for (const pendingId of due) {
    const request = { id: context.newId(), kind: 'expire', pendingId, code: EXPIRY, on: today(context) } as const
    const result = await transferAlone(context, [request])
    // Somebody posted the rest or ended it meanwhile: nothing is written, nothing is to be done.
    if (result.ok) ended += 1
  }
  return ended
}

const EXPIRY = 'ledger.expire'

function today(context: Context) {
  return dayIn(context.now())
}
