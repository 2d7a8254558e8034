import { isDay } from '#kernel/calendar'
import { cents } from '#kernel/money'
import { assert, done, type Result, refuse } from '#kernel/result'
import type { Pending, Transfer, TransferFault, TransferId, TransferRefusal, TransferRequest } from './model.ts'

/** What a group writes: its transfers, and how the pending ones it touches stand afterwards, its own among them. */
export type Decided = {
  readonly transfers: readonly Transfer[]
  readonly pendings: ReadonlyMap<TransferId, Pending>
}

// Ten thousand billion euros: sums of accounts stay within 64 bits.
export const MOST_CENTS = 10n ** 15n
const CODE = /^[a-z][a-z0-9-]*([.][a-z][a-z0-9-]*)+$/

/**
 * Turns a group of requests, all or none, into transfers: one after the other, each pending one as the former left it.
 * Limits and identifiers used before are not judged here: they are of the accounts and of the journal.
 *
 * @param found  the pending transfers named by `pendingId`, as they stand; those of the group itself need not be there
 * @param now    a pending one whose moment has come is no more posted, even if no job has ended it yet
 * @throws       AssertionError for what no caller may ask: nothing, an amount ≤ 0, an account with itself, an
 *               identifier twice
 */
export function decideGroup(
  requests: readonly TransferRequest[],
  found: ReadonlyMap<TransferId, Pending>,
  now: Date,
): Result<Decided, TransferRefusal> {
  assertSound(requests)
  const groupId = requests[0]!.id
  const pendings = new Map(found)
  const transfers: Transfer[] = []
  for (const request of requests) {
    const decision = 'pendingId' in request ? decideOnHeld(request, pendings.get(request.pendingId), now) : undefined
    if (decision && !decision.ok) return decision
    const transfer = { ...(decision?.value.transfer ?? begun(request as Begun)), groupId }
    if (decision) pendings.set(transfer.pendingId!, decision.value.pending)
    if (transfer.kind === 'pending') pendings.set(transfer.id, { transfer, posted: cents(0n), isEnded: false })
    transfers.push(transfer)
  }
  return done({ transfers, pendings })
}

/** Whether the journal already holds exactly what is asked. What a `void` frees is read from it, not asked. */
export function isSameAsked(request: TransferRequest, written: Transfer): boolean {
  const same = request.kind === written.kind && request.code === written.code && request.on === written.on
  if (!same) return false
  if ('pendingId' in request)
    return request.pendingId === written.pendingId && (!('amount' in request) || request.amount === written.amount)
  const expiresAt = request.kind === 'pending' ? (request.expiresAt ?? null) : null
  return (
    request.debit === written.debit &&
    request.credit === written.credit &&
    request.amount === written.amount &&
    expiresAt?.getTime() === written.expiresAt?.getTime()
  )
}

type Begun = Extract<TransferRequest, { kind: 'posted' | 'pending' }>
type OnHeld = Exclude<TransferRequest, Begun>

function begun(request: Begun): Transfer {
  const { id, debit, credit, amount, kind, code, on } = request
  const expiresAt = kind === 'pending' ? (request.expiresAt ?? null) : null
  return { id, debit, credit, amount, kind, pendingId: null, code, on, expiresAt, groupId: id }
}

function decideOnHeld(
  request: OnHeld,
  pending: Pending | undefined,
  now: Date,
): Result<{ readonly transfer: Transfer; readonly pending: Pending }, TransferRefusal> {
  if (!pending) return refuse(refusalOf('pending-unknown', request))
  const { transfer: held, posted, isEnded } = pending
  const rest = cents(held.amount - posted)
  if (isEnded || rest === 0n) return refuse(refusalOf('pending-ended', request))
  if (request.kind === 'post' && held.expiresAt && now >= held.expiresAt)
    return refuse(refusalOf('pending-expired', request))
  const amount = request.kind === 'post' ? request.amount : rest
  if (amount > rest) return refuse({ ...refusalOf('beyond-pending', request), available: rest })

  const { id, kind, pendingId, code, on } = request
  const { debit, credit } = held
  const after = kind === 'post' ? { posted: cents(posted + amount), isEnded } : { posted, isEnded: true }
  return done({
    transfer: { id, debit, credit, amount, kind, pendingId, code, on, expiresAt: null, groupId: id },
    pending: { transfer: held, ...after },
  })
}

export function refusalOf(reason: TransferFault, request: Pick<TransferRequest, 'id'> | null): TransferRefusal {
  return { reason, transferId: request?.id ?? null, account: null, available: null }
}

function assertSound(requests: readonly TransferRequest[]): void {
  assert(requests.length > 0, 'a group has a transfer')
  assert(new Set(requests.map(({ id }) => id)).size === requests.length, 'an identifier is drawn for one transfer')
  for (const request of requests) {
    assert(CODE.test(request.code), 'a transfer says what it is, as « budget.engage »')
    assert(isDay(request.on), 'a transfer counts on a day')
    if ('amount' in request) assert(request.amount > 0n && request.amount <= MOST_CENTS, 'a transfer moves something')
    if ('debit' in request) assert(request.debit !== request.credit, 'a transfer goes from one account to another')
  }
}
