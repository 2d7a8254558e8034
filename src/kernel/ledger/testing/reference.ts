import { type Cents, cents } from '#kernel/money'
import { done, type Result, refuse } from '#kernel/result'
import type { Account, Balance, Posted, Transfer, TransferFault, TransferRefusal, TransferRequest } from '../model.ts'

/** The journal a second time, plain and in memory: docs/specifications/ledger.md line by line, nothing shared with it. */
export type Reference = {
  readonly accounts: Map<string, Account>
  readonly groups: Map<string, readonly TransferRequest[]>
  readonly written: Map<string, Transfer>
  readonly held: Map<string, Waiting>
  readonly sums: Map<string, Sums>
}

type Waiting = { readonly transfer: Transfer; left: bigint; isOver: boolean }
type Sums = [debitsPending: bigint, debitsPosted: bigint, creditsPending: bigint, creditsPosted: bigint]

export function newReference(accounts: readonly Account[]): Reference {
  return {
    accounts: new Map(accounts.map((account) => [account.id, account])),
    groups: new Map(),
    written: new Map(),
    held: new Map(),
    sums: new Map(accounts.map(({ id }) => [id, [0n, 0n, 0n, 0n]])),
  }
}

export function balanceIn(reference: Reference, id: string): Balance {
  const [dp, dd, cp, cc] = reference.sums.get(id)!
  return { debitsPending: cents(dp), debitsPosted: cents(dd), creditsPending: cents(cp), creditsPosted: cents(cc) }
}

/** Writes the group, or refuses it and changes nothing. */
export function writeIn(
  reference: Reference,
  requests: readonly TransferRequest[],
  now: Date,
): Result<Posted, TransferRefusal> {
  const used = requests.find(({ id }) => reference.written.has(id))
  if (used) return again(reference, requests)

  const held = new Map<string, Waiting>()
  for (const request of requests) {
    const waiting = 'pendingId' in request ? reference.held.get(request.pendingId) : undefined
    if (waiting) held.set(waiting.transfer.id, { ...waiting })
  }
  const rows: Transfer[] = []
  for (const request of requests) {
    const row = rowOf(request, held, now)
    if (!('amount' in row)) return refuse(row)
    rows.push({ ...row, groupId: requests[0]!.id })
  }
  const fault = strangerIn(reference, rows) ?? beyond(reference, rows)
  if (fault) return refuse(fault)

  for (const row of rows) {
    add(reference.sums, row)
    reference.written.set(row.id, row)
  }
  for (const [id, each] of held) reference.held.set(id, each)
  reference.groups.set(requests[0]!.id, requests)
  return done({ transfers: rows, isRepeated: false })
}

function again(reference: Reference, requests: readonly TransferRequest[]): Result<Posted, TransferRefusal> {
  const before = reference.groups.get(requests[0]!.id) ?? []
  const other = requests.find((request, index) => textOf(request) !== textOf(before[index]))
  const transfers = requests.map(({ id }) => reference.written.get(id)!)
  if (!other && before.length === requests.length) return done({ transfers, isRepeated: true })
  return refuse(fault('id-reused', (other ?? requests[0]!).id))
}

function rowOf(request: TransferRequest, held: Map<string, Waiting>, now: Date): Transfer | TransferRefusal {
  const { id, code, on } = request
  if (request.kind === 'posted' || request.kind === 'pending') {
    const expiresAt = request.kind === 'pending' ? (request.expiresAt ?? null) : null
    const row = { ...request, pendingId: null, expiresAt, groupId: id }
    if (request.kind === 'pending') held.set(id, { transfer: row, left: row.amount, isOver: false })
    return row
  }
  const waiting = held.get(request.pendingId)
  if (!waiting) return fault('pending-unknown', id)
  const { transfer, left } = waiting
  if (waiting.isOver || left === 0n) return fault('pending-ended', id)
  const isLate = transfer.expiresAt !== null && transfer.expiresAt.getTime() <= now.getTime()
  if (request.kind === 'post' && isLate) return fault('pending-expired', id)
  const amount = request.kind === 'post' ? request.amount : cents(left)
  if (amount > left) return { ...fault('beyond-pending', id), available: cents(left) }
  waiting.left -= amount
  if (request.kind !== 'post') waiting.isOver = true
  const { debit, credit } = transfer
  return {
    id,
    debit,
    credit,
    amount,
    kind: request.kind,
    pendingId: transfer.id,
    code,
    on,
    expiresAt: null,
    groupId: id,
  }
}

function strangerIn({ accounts }: Reference, rows: readonly Transfer[]): TransferRefusal | undefined {
  const row = rows.find(({ debit, credit }) => !accounts.has(debit) || !accounts.has(credit))
  if (!row) return undefined
  return { ...fault('account-unknown', row.id), account: accounts.has(row.debit) ? row.credit : row.debit }
}

// The group is judged whole: as the accounts stand after all of it.
function beyond({ accounts, sums }: Reference, rows: readonly Transfer[]): TransferRefusal | undefined {
  const ids = [...new Set(rows.flatMap(({ debit, credit }) => [debit, credit]))].toSorted()
  const after = new Map(ids.map((id) => [id, [...sums.get(id)!] as Sums]))
  for (const row of rows) add(after, row)
  const room = (id: string, [dp, dd, cp, cc]: Readonly<Sums>): Cents =>
    cents(accounts.get(id)!.limit === 'debits-within-credits' ? cc - dd - dp : dd - cc - cp)
  const account = ids.find((id) => accounts.get(id)!.limit !== 'none' && room(id, after.get(id)!) < 0n)
  if (!account) return undefined
  return { ...fault('limit-exceeded', null), account, available: room(account, sums.get(account)!) }
}

function add(sums: Map<string, Sums>, { debit, credit, amount, kind }: Transfer): void {
  const [from, to] = [sums.get(debit)!, sums.get(credit)!]
  if (kind === 'pending') {
    from[0] += amount
    to[2] += amount
    return
  }
  if (kind !== 'posted') {
    from[0] -= amount
    to[2] -= amount
  }
  if (kind === 'posted' || kind === 'post') {
    from[1] += amount
    to[3] += amount
  }
}

function textOf(request: TransferRequest | undefined): string {
  const entries = Object.entries({ expiresAt: null, ...request }).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return JSON.stringify(entries, (_, value) => (typeof value === 'bigint' ? String(value) : value))
}

function fault(reason: TransferFault, transferId: string | null): TransferRefusal {
  return { reason, transferId, account: null, available: null }
}
