import type { Kysely, Transaction } from 'kysely'
import {
  type Decided,
  decideGroup,
  isSameAsked,
  movesOf,
  type Pending,
  type Posted,
  refusalOf,
  roomOf,
  type TransferId,
  type TransferRefusal,
  type TransferRequest,
} from '#kernel/ledger'
import { assert, done, type Result, refuse } from '#kernel/result'
import type { Context } from '#platform/context'
import type { DB } from '#platform/database'
import * as store from '../../store/ledger/index.ts'
import { raiseAlarm, ringMeanwhile } from './alarms.ts'

/**
 * Writes a group of transfers in the journal, all or none, in the act's own transaction. A group already written by the
 * same request is done again for nothing, and gives what was written. An identifier that was used for something else is
 * refused, and the alarm rings whatever becomes of the transaction.
 *
 * Locks, in this order: the pending transfers named, then the balances of accounts with a limit, each by identifier. An act
 * that moves several limited accounts asks for all of it in one group, or may have to be run again.
 *
 * @param requests  one at least; identifiers are drawn before the transaction, so that a retry is the same request
 * @throws          a collision that `inTransaction` tries again, when another transaction writes the same identifiers
 */
export function transfer(
  transaction: Transaction<DB>,
  requests: readonly TransferRequest[],
  context: Context,
): Promise<Result<Posted, TransferRefusal>> {
  return write(transaction, requests, context, (reused) => ringMeanwhile(context, reused))
}

/**
 * The same as an act of its own, when nothing else is written with it: one statement for a group that posts and ends
 * nothing held, which frees the busiest account sooner. The identifiers are the key: what sends it again may do so at will.
 *
 * @throws  a collision, 40001, when another transaction writes the same identifiers: a job is then run again
 */
export async function transferAlone(
  context: Context,
  requests: readonly TransferRequest[],
): Promise<Result<Posted, TransferRefusal>> {
  let reused: TransferRequest | undefined
  const note = (request: TransferRequest) => {
    reused = request
  }
  const result = requests.some((request) => 'pendingId' in request)
    ? await context.db.transaction().execute((transaction) => write(transaction, requests, context, note))
    : await write(context.db, requests, context, note)
  if (reused) await raiseAlarm(context, reused)
  return result
}

async function write(
  db: Kysely<DB>,
  requests: readonly TransferRequest[],
  context: Context,
  onReused: (request: TransferRequest) => void,
): Promise<Result<Posted, TransferRefusal>> {
  const now = context.now()
  const named = requests.flatMap((request) => ('pendingId' in request ? request.pendingId : []))
  const pendings = named.length > 0 ? await store.lockPendings(db, named) : new Map<TransferId, Pending>()
  const decision = decideGroup(requests, pendings, now)

  if (decision.ok) {
    const isWritten = await store.writeGroup(db, decision.value, now)
    if (isWritten) return done({ transfers: decision.value.transfers, isRepeated: false })
  }

  const earlier = await store.findTransfers(
    db,
    requests.map(({ id }) => id),
  )
  if (earlier.size > 0) return await repeated(db, requests, onReused)
  return decision.ok ? refuse(await whyUnfit(db, decision.value)) : decision
}

// A part of an earlier group, or more than it, is another request.
async function repeated(
  db: Kysely<DB>,
  requests: readonly TransferRequest[],
  onReused: (request: TransferRequest) => void,
): Promise<Result<Posted, TransferRefusal>> {
  const written = await store.listGroup(db, requests[0]!.id)
  const other = requests.find((request, index) => {
    const before = written[index]
    return !before || before.id !== request.id || !isSameAsked(request, before)
  })
  if (!other && written.length === requests.length) return done({ transfers: written, isRepeated: true })
  const reused = other ?? requests[0]!
  onReused(reused)
  return refuse(refusalOf('id-reused', reused))
}

// In a transaction the balances are locked still: what they say now is what refused.
async function whyUnfit(db: Kysely<DB>, { transfers }: Decided): Promise<TransferRefusal> {
  const moves = movesOf(transfers)
  const ids = [...moves.keys()]
  const known = await store.findAccounts(db, ids)
  const strange = transfers.find(({ debit, credit }) => !known.has(debit) || !known.has(credit))
  if (strange) {
    const account = known.has(strange.debit) ? strange.credit : strange.debit
    return { ...refusalOf('account-unknown', strange), account }
  }
  for (const { id, limit, balance } of await store.listLimitedBalances(db, ids)) {
    const room = roomOf(limit, balance)
    const change = roomOf(limit, moves.get(id)!)
    assert(room !== null && change !== null, 'an account with a balance has a limit')
    if (room + change < 0n) return { ...refusalOf('limit-exceeded', null), account: id, available: room }
  }
  throw collision()
}

// Written by another transaction between two of our statements: the next try sees it.
function collision(): Error {
  return Object.assign(new Error('Another transaction wrote the same transfers'), { code: '40001' })
}
