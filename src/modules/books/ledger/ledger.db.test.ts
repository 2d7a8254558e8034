import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Account, TransferRequest } from '#kernel/ledger'
import { cents } from '#kernel/money'
import { assert, done } from '#kernel/result'
import type { Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { inTransaction } from '#platform/database'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import {
  balanceOf,
  bookChecks,
  chainOf,
  expirePendings,
  explain,
  handleAlarm,
  keepMonths,
  listAlarms,
  openAccounts,
  statementOf,
  transfer,
  transferAlone,
} from '../index.ts'

let database: TestDatabase
let context: Context

beforeAll(async () => {
  database = await testDatabase({ poolSize: 10 })
  context = testContext(database)
})
afterAll(() => database.drop())

test('an amount goes from one account to another, once however often it is asked', async () => {
  const [line, payee] = await opened(['none', 'none'])
  const request = posted(payee, line, 12_000n)
  const first = await ask([request])
  assert(first.ok, 'it is written')
  expect(first.value.isRepeated).toBe(false)
  expect(await ask([request])).toEqual(done({ ...first.value, isRepeated: true }))
})

test('a line never gives more than its credit, and the refusal says what is left', async () => {
  const [line, source, payee] = await opened(['debits-within-credits', 'none', 'none'])
  expect(await ask([posted(source, line, 10_000n)])).toMatchObject({ ok: true })
  const held = { ...posted(line, payee, 7_000n), kind: 'pending' as const }
  expect(await ask([held])).toMatchObject({ ok: true })
  expect(await ask([posted(line, payee, 3_001n)])).toMatchObject({
    ok: false,
    refusal: { reason: 'limit-exceeded', account: line, available: 3_000n },
  })
  expect(await ask([post(held.id, 4_000n)])).toMatchObject({ ok: true })
  expect(await ask([post(held.id, 3_001n)])).toMatchObject({ refusal: { reason: 'beyond-pending', available: 3_000n } })
  expect(await ask([ended(held.id)])).toMatchObject({ ok: true, value: { transfers: [{ amount: 3_000n }] } })
  expect(await ask([post(held.id, 1n)])).toMatchObject({ refusal: { reason: 'pending-ended' } })
  expect(await ask([posted(line, payee, 6_000n)])).toMatchObject({ ok: true })
})

test('two identical requests at the same moment are written once and answered alike', async () => {
  const [pot, source, payee] = await opened(['debits-within-credits', 'none', 'none'])
  expect(await ask([posted(source, pot, 1_000n)])).toMatchObject({ ok: true })
  const request = posted(pot, payee, 600n)
  const results = await Promise.all(Array.from({ length: 20 }, () => ask([request])))
  expect(results.every(({ ok }) => ok)).toBe(true)
  expect(await balanceOf(database.db, pot)).toMatchObject({ debitsPosted: 600n, creditsPosted: 1_000n })
})

test('several who take from the same pot at once never take more than it holds', async () => {
  const [pot, source, payee] = await opened(['debits-within-credits', 'none', 'none'])
  expect(await ask([posted(source, pot, 1_000n)])).toMatchObject({ ok: true })
  const results = await Promise.all(Array.from({ length: 30 }, () => ask([posted(pot, payee, 70n)])))
  expect(results.filter(({ ok }) => ok)).toHaveLength(14)
  expect(await balanceOf(database.db, pot)).toMatchObject({ debitsPosted: 980n })
})

test('of transfers asked together, all are written or none', async () => {
  const [pot, source, payee] = await opened(['debits-within-credits', 'none', 'none'])
  const asked = [posted(source, pot, 500n), posted(pot, payee, 501n)]
  expect(await ask(asked)).toMatchObject({ ok: false, refusal: { reason: 'limit-exceeded' } })
  expect(await balanceOf(database.db, payee)).toMatchObject({ creditsPosted: 0n })
  const strange = { ...posted(source, pot, 1n), debit: context.newId() }
  expect(await ask([posted(source, pot, 5n), strange])).toMatchObject({ refusal: { reason: 'account-unknown' } })
  expect(await ask([posted(source, pot, 500n), posted(pot, payee, 500n)])).toMatchObject({ ok: true })
  expect(await balanceOf(database.db, payee)).toMatchObject({ creditsPosted: 500n })
})

test('an identifier asked again for something else is refused, and an alarm rings until somebody looks into it', async () => {
  const [source, payee] = await opened(['none', 'none'])
  const request = posted(source, payee, 100n)
  expect(await ask([request])).toMatchObject({ ok: true })
  for (const _ of [1, 2]) {
    const other = { ...request, amount: cents(101n) }
    expect(await ask([other])).toMatchObject({ refusal: { reason: 'id-reused', transferId: request.id } })
  }
  expect(await ask([request, posted(source, payee, 1n)])).toMatchObject({ refusal: { reason: 'id-reused' } })
  const alarmsOf = async () => (await listAlarms(database.db, 9)).filter(({ transferId }) => transferId === request.id)
  await vi.waitFor(async () => expect(await alarmsOf()).toHaveLength(1))
  expect(await transferAlone(context, [{ ...request, amount: cents(102n) }])).toMatchObject({ ok: false })
  expect(await alarmsOf(), 'another request rings again').toHaveLength(2)
  expect(await faults()).toContain('books.alarms-are-handled')
  for (const { id: alarmId } of await listAlarms(database.db, 9)) {
    expect(await handleAlarm(context, { alarmId, submission: newSubmission() })).toEqual(done(undefined))
  }
  expect(await faults()).toEqual([])
})

test('an alarm rings though there is one connection only, which the act holds', async () => {
  await using narrow = await testDatabase({ poolSize: 1 })
  const alone = testContext(narrow)
  const [source, payee] = await opened(['none', 'none'], narrow)
  const request = posted(source, payee, 100n)
  expect(await ask([request], alone)).toMatchObject({ ok: true })
  const other = { ...request, amount: cents(101n) }
  expect(await ask([other], alone)).toMatchObject({ refusal: { reason: 'id-reused' } })
  await vi.waitFor(async () => expect(await listAlarms(narrow.db, 9)).toMatchObject([{ transferId: request.id }]))
})

test('what is held comes back by itself once its moment has come', async () => {
  const [pot, source, payee] = await opened(['debits-within-credits', 'none', 'none'])
  expect(await ask([posted(source, pot, 1_000n)])).toMatchObject({ ok: true })
  const held = { ...posted(pot, payee, 900n), kind: 'pending' as const, expiresAt: new Date('2026-03-03T09:00:00Z') }
  expect(await ask([held])).toMatchObject({ ok: true })
  expect(await ask([post(held.id, 250n)])).toMatchObject({ ok: true })
  expect(await expirePendings(context)).toBe(0)

  const later = { ...context, now: () => new Date('2026-03-03T09:00:00Z') }
  expect(await ask([post(held.id, 1n)], later)).toMatchObject({ refusal: { reason: 'pending-expired' } })
  expect([await expirePendings(later), await expirePendings(later)]).toEqual([1, 0])
  expect(await balanceOf(database.db, pot)).toMatchObject({ debitsPending: 0n, debitsPosted: 250n })
  const chain = await chainOf(database.db, held.id)
  expect(chain!.held.map(({ kind, amount }) => [kind, amount])).toEqual([
    ['pending', 900n],
    ['post', 250n],
    ['expire', 650n],
  ])
})

test('a statement tells the balance after each line, at any date, whether months are kept or not', async () => {
  const [line, source, payee] = await opened(['none', 'none', 'none'])
  const days = ['2025-12-31', '2026-01-01', '2026-01-31', '2026-02-10', '2026-02-10']
  for (const on of days) expect(await ask([{ ...posted(source, line, 100n), on }])).toMatchObject({ ok: true })
  const read = async () => {
    const pages = []
    for (let after = null; ; ) {
      const page = await statementOf(database.db, line, { from: '2026-01-01', after, limit: 3 })
      pages.push(page)
      if (!page.next) return pages
      after = page.next as never
    }
  }
  const before = await read()
  expect(before.flatMap(({ lines }) => lines.map(({ balance }) => balance.creditsPosted))).toEqual([
    200n,
    300n,
    400n,
    500n,
  ])
  expect(before.map((page) => page.before.creditsPosted)).toEqual([100n, 400n])
  expect(await keepMonths(context)).toBe(true)
  expect(await read()).toEqual(before)

  // Written late, for a month that is kept already.
  expect(await ask([{ ...posted(line, payee, 30n), on: '2026-01-15', code: 'trial.late' }])).toMatchObject({ ok: true })
  const at = async (day?: string) => {
    const { creditsPosted, debitsPosted } = await balanceOf(database.db, line, day)
    return creditsPosted - debitsPosted
  }
  const balances = async () => [await at('2026-01-14'), await at('2026-01-31'), await at('2026-02-28'), await at()]
  expect(await balances()).toEqual([200n, 270n, 470n, 470n])
  expect(await keepMonths(context)).toBe(true)
  expect(await balances()).toEqual([200n, 270n, 470n, 470n])
  expect(await explain(database.db, line, '2026-01-31')).toMatchObject([
    { code: 'trial.late', debitsPosted: 30n, count: 1 },
    { code: 'trial.pay', creditsPosted: 300n, count: 3 },
  ])
  expect(await faults()).toEqual([])
})

async function faults(): Promise<readonly string[]> {
  const outcomes = []
  for (const { name, query } of bookChecks) outcomes.push({ name, rows: (await query.execute(database.db)).rows })
  return outcomes.filter(({ rows }) => rows.length > 0).map(({ name }) => name)
}

function posted(debit: string, credit: string, amount: bigint) {
  const id = context.newId()
  return { id, kind: 'posted' as const, debit, credit, amount: cents(amount), code: 'trial.pay', on: '2026-03-02' }
}

function post(pendingId: string, amount: bigint): TransferRequest {
  return { id: context.newId(), kind: 'post', pendingId, amount: cents(amount), code: 'trial.post', on: '2026-03-02' }
}

function ended(pendingId: string): TransferRequest {
  return { id: context.newId(), kind: 'void', pendingId, code: 'trial.void', on: '2026-03-02' }
}

function ask(requests: readonly TransferRequest[], by = context) {
  return inTransaction(by, newSubmission(), (transaction) => transfer(transaction, requests, by))
}

function newSubmission() {
  return { key: Buffer.from(context.random(16)).toString('base64url'), body: null }
}

async function opened<const Limits extends readonly Account['limit'][]>(
  limits: Limits,
  { db }: Pick<TestDatabase, 'db'> = database,
): Promise<{ [Place in keyof Limits]: string }> {
  const accounts = limits.map((limit) => ({ id: context.newId(), code: 'trial.account', limit }))
  await db.transaction().execute((transaction) => openAccounts(transaction, accounts))
  return accounts.map(({ id }) => id) as { [Place in keyof Limits]: string }
}
