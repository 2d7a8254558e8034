import { sql, type Transaction } from 'kysely'
import type { Account, Transfer, TransferRefusal, TransferRequest } from '#kernel/ledger'
import { balanceIn, newReference, type Reference, writeIn } from '#kernel/ledger/testing'
import { cents } from '#kernel/money'
import { assert, type Result } from '#kernel/result'
import type { Context } from '#platform/context'
import { type DB, inTransaction } from '#platform/database'
import { balancesOf, bookChecks, expirePendings, keepMonths, openAccounts, transfer } from '../index.ts'
import { transferOf } from '../store/ledger/rows.ts'

export type Report = {
  readonly operations: number
  readonly written: number
  readonly refused: Readonly<Record<string, number>>
  /** Connections cut in the middle of an act. */
  readonly cuts: number
  readonly rows: number
}

type Draw = (below: number) => number
type World = {
  readonly context: Context
  readonly accounts: readonly Account[]
  readonly reference: Reference
  readonly draw: Draw
  readonly asked: (readonly TransferRequest[])[]
  readonly pendings: string[]
  lastRank: bigint
  day: number
  cuts: number
}

/**
 * Random groups asked of PostgreSQL and of the plain journal in memory, one at a time or eight at once, with the connection cut
 * between statements now and then and the same request sent again until it has an answer.
 *
 * @param chance    bytes, the same for the same seed
 * @throws          at the first difference, with what was asked
 */
export async function simulate(
  context: Context,
  count: number,
  chance: (bytes: number) => Uint8Array,
): Promise<Report> {
  const world = await newWorld(context, chance)
  const refused: Record<string, number> = {}
  let [operations, written] = [0, 0]
  while (operations < count) {
    world.day += world.draw(20) === 0 ? 1 : 0
    const isAlone = world.draw(2) === 0
    const asked = Array.from({ length: isAlone ? 1 : 8 }, () => drawGroup(world))
    if (!isAlone) asked.push(asked[0]!)
    const answers = await Promise.all(asked.map((requests) => askUntilAnswered(world, requests)))
    if (isAlone) compareAnswer(world, asked[0]!, answers[0]!)
    await uncut(() => replay(world))
    for (const [index, answer] of answers.entries()) {
      if (!answer.ok) refused[answer.refusal.reason] = (refused[answer.refusal.reason] ?? 0) + 1
      else {
        written += answer.value.isRepeated ? 0 : 1
        const kept = answer.value.transfers.every(({ id }) => world.reference.written.has(id))
        assert(kept, `what was answered as written is written: ${show(asked[index])}`)
      }
    }
    operations += asked.length
    if (world.draw(40) === 0) await work(world)
    if (world.draw(100) === 0) await uncut(() => compareBalances(world))
  }
  await work(world)
  await uncut(() => compareBalances(world))
  await uncut(() => compareChecks(world))
  return { operations, written, refused, cuts: world.cuts, rows: world.reference.written.size }
}

async function newWorld(context: Context, chance: (bytes: number) => Uint8Array): Promise<World> {
  const limits = [
    'none',
    'none',
    'none',
    'debits-within-credits',
    'debits-within-credits',
    'credits-within-debits',
  ] as const
  const accounts = limits.map((limit) => ({ id: context.newId(), code: 'trial.account', limit }))
  await context.db.transaction().execute((transaction) => openAccounts(transaction, accounts))
  const draw: Draw = (below) => Buffer.from(chance(4)).readUInt32BE() % below
  const { rows } = await sql<{ readonly rank: bigint }>`
    SELECT coalesce(max(rank), 0)::bigint AS rank FROM ledger_transfer`.execute(context.db)
  const [reference, asked, pendings] = [newReference(accounts), [], []]
  return { context, accounts, reference, draw, asked, pendings, lastRank: rows[0]!.rank, day: 0, cuts: 0 }
}

// What one might ask: a payment, a group, something held, a part of it, its end, what was asked before, or nonsense.
function drawGroup(world: World): readonly TransferRequest[] {
  const { draw, asked, context } = world
  const what = draw(100)
  if (what < 8 && asked.length > 0) return asked[draw(asked.length)]!
  const size = what < 30 ? 2 + draw(3) : 1
  const group = Array.from({ length: size }, () => drawRequest(world))
  if (what === 99 && asked.length > 0) group[0] = { ...group[0]!, id: asked[draw(asked.length)]![0]!.id }
  if (what === 98) group[0] = { ...drawPosted(world), credit: context.newId() }
  asked.push(group)
  for (const { id, kind } of group) if (kind === 'pending') world.pendings.push(id)
  return group
}

function drawRequest(world: World): TransferRequest {
  const { draw, pendings, context } = world
  const what = draw(10)
  if (what < 5 || pendings.length === 0) return drawPosted(world)
  if (what < 7) {
    const expiresAt = draw(3) === 0 ? momentOf(world, 1 + draw(3)) : null
    return { ...drawPosted(world), kind: 'pending', expiresAt }
  }
  // The last ones mostly: the others are over.
  const pendingId = pendings[Math.max(0, pendings.length - 1 - draw(12))]!
  const common = { id: context.newId(), pendingId, code: 'trial.end', on: dayOf(world) }
  if (what < 9) return { ...common, kind: 'post', amount: cents(BigInt(1 + draw(600))) }
  return { ...common, kind: 'void' }
}

function drawPosted(world: World) {
  const { draw, accounts, context } = world
  const from = draw(accounts.length)
  const to = (from + 1 + draw(accounts.length - 1)) % accounts.length
  return {
    id: context.newId(),
    kind: 'posted' as const,
    debit: accounts[from]!.id,
    credit: accounts[to]!.id,
    amount: cents(BigInt(1 + draw(1000))),
    code: 'trial.pay',
    on: dayOf(world),
  }
}

type Answer = Result<{ readonly transfers: readonly Transfer[]; readonly isRepeated: boolean }, TransferRefusal>

// A new submission at each try, as a machine that lost its answer would send: the identifiers alone make it one transfer.
async function askUntilAnswered(world: World, requests: readonly TransferRequest[]): Promise<Answer> {
  const context = { ...world.context, now: () => momentOf(world, 0) }
  for (;;) {
    const fate = world.draw(60)
    const submission = { key: Buffer.from(context.random(16)).toString('base64url'), body: null }
    try {
      const answer = await inTransaction(context, submission, async (transaction) => {
        if (fate === 0) await cut(world, transaction)
        const result = await transfer(transaction, requests, context)
        if (fate === 1) await cut(world, transaction)
        // Nobody waits for it: it falls before, in or after the commit.
        if (fate === 2) cutFromOutside(world, await pidOf(transaction))
        return result
      })
      assert(answer.ok || typeof answer.refusal === 'object', 'each try has its own submission')
      return answer as Answer
    } catch (error) {
      if (!isCut(error)) throw error
    }
  }
}

async function cut(world: World, transaction: Transaction<DB>): Promise<void> {
  world.cuts += 1
  await sql`SELECT pg_terminate_backend(pg_backend_pid())`.execute(transaction)
}

async function pidOf(transaction: Transaction<DB>): Promise<number> {
  const { rows } = await sql<{ readonly pid: number }>`SELECT pg_backend_pid() AS pid`.execute(transaction)
  return rows[0]!.pid
}

function cutFromOutside(world: World, pid: number): void {
  world.cuts += 1
  void sql`SELECT pg_terminate_backend(${pid})`.execute(world.context.db).catch(() => {})
}

// A connection cut from outside may already serve something else: it is asked again.
async function uncut<Value>(run: () => Promise<Value>): Promise<Value> {
  for (;;) {
    try {
      return await run()
    } catch (error) {
      if (!isCut(error)) throw error
    }
  }
}

function isCut(error: unknown): boolean {
  const { code = '', message = '' } = error as { readonly code?: string; readonly message?: string }
  return /^57P0|^08/.test(code) || /terminat|ECONNRESET|EPIPE|not queryable/i.test(message)
}

// Alone, the two journals give the same answer to the cent. What was written before a cut is answered as a repetition.
function compareAnswer(world: World, requests: readonly TransferRequest[], answer: Answer): void {
  const before = world.reference.written.size
  const expected = writeIn(world.reference, requests, momentOf(world, 0))
  const strip = (each: Answer) => (each.ok ? each.value.transfers : each.refusal)
  assert(show(strip(expected)) === show(strip(answer)), `${show(requests)}: ${show(answer)}, not ${show(expected)}`)
  assert(before <= world.reference.written.size, 'the journal only grows')
}

// Every group PostgreSQL accepted, in its order of writing, is accepted by the plain journal and gives the same rows.
async function replay(world: World): Promise<void> {
  const { rows } = await sql<Parameters<typeof transferOf>[0]>`
    SELECT * FROM ledger_transfer
    WHERE rank > ${world.lastRank} AND debit_account = ANY(${world.accounts.map(({ id }) => id)}::uuid[])
    ORDER BY rank`.execute(world.context.db)
  const groups = Map.groupBy(rows.map(transferOf), ({ groupId }) => groupId)
  for (const group of groups.values()) {
    const expected = writeIn(world.reference, group.map(requestOf), momentOf(world, 0))
    assert(expected.ok, `the plain journal accepts ${show(group)}: ${show(expected)}`)
    assert(show(expected.value.transfers) === show(group), `the plain journal writes the same rows: ${show(group)}`)
  }
  world.lastRank = rows.at(-1)?.rank ?? world.lastRank
}

function requestOf(row: Transfer): TransferRequest {
  const { id, code, on, kind, pendingId, debit, credit, amount, expiresAt } = row
  if (kind === 'posted') return { id, code, on, kind, debit, credit, amount }
  if (kind === 'pending') return { id, code, on, kind, debit, credit, amount, expiresAt }
  if (kind === 'post') return { id, code, on, kind, pendingId: pendingId!, amount }
  return { id, code, on, kind, pendingId: pendingId! }
}

async function work(world: World): Promise<void> {
  const context = { ...world.context, now: () => momentOf(world, 0) }
  await uncut(() => expirePendings(context))
  await uncut(() => keepMonths(context))
  await uncut(() => replay(world))
}

async function compareBalances({ context, accounts, reference }: World): Promise<void> {
  const found = await balancesOf(
    context.db,
    accounts.map(({ id }) => id),
  )
  let sum = 0n
  for (const { id } of accounts) {
    const balance = found.get(id)!
    assert(show(balance) === show(balanceIn(reference, id)), `the balance of ${id} is that of the plain journal`)
    sum += balance.debitsPosted - balance.creditsPosted
  }
  assert(sum === 0n, 'debits equal credits')
}

async function compareChecks({ context }: World): Promise<void> {
  for (const { name, query } of bookChecks) {
    if (name === 'books.alarms-are-handled') continue
    const { rows } = await query.execute(context.db)
    assert(rows.length === 0, `${name}: ${show(rows.slice(0, 3))}`)
  }
}

// A day passes every twenty rounds or so; pending ones last one to three.
function momentOf(world: World, days: number): Date {
  return new Date(world.context.now().getTime() + (world.day + days) * 86_400_000)
}

function dayOf(world: World): string {
  return momentOf(world, -world.draw(70)).toISOString().slice(0, 10)
}

function show(value: unknown): string {
  const plain = (_: string, each: unknown) => (typeof each === 'bigint' ? String(each) : sorted(each))
  return JSON.stringify(value, plain)
}

function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
}
