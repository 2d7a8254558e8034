import type { Insertable } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Account, MOST_CENTS, type TransferRequest } from '#kernel/ledger'
import { cents } from '#kernel/money'
import type { Context } from '#platform/context'
import { testContext } from '#platform/context/testing'
import { type DB, inTransaction } from '#platform/database'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import {
  balanceOf,
  bookChecks,
  expirePendings,
  keepMonths,
  openAccounts,
  transfer,
  transferAlone,
} from '../../index.ts'

let database: TestDatabase
let context: Context

beforeAll(async () => {
  database = await testDatabase({ poolSize: 10 })
  context = testContext(database)
})
afterAll(() => database.drop())

test('what is written late under an earlier rank is not forgotten by the months', async () => {
  const [source, line] = await opened('none', 'none')
  const [late, early] = [posted(source, line, 7n), posted(source, line, 100n)]
  await database.db.transaction().execute(async (transaction) => {
    expect(await transfer(transaction, [late], context)).toMatchObject({ ok: true })
    expect(await transferAlone(context, [early])).toMatchObject({ ok: true })
    expect(await keepMonths(context), 'a lower rank is still being written').toBe(false)
  })
  expect(await keepMonths(context)).toBe(true)
  expect(await balanceOf(database.db, line)).toMatchObject({ creditsPosted: 107n })
  expect(await faults()).toEqual([])
})

test('two limited accounts that pay each other at once, in both orders, end with what they should', async () => {
  const [source, one, other] = await opened('none', 'debits-within-credits', 'debits-within-credits')
  await transferAlone(context, [posted(source, one, 1000n), posted(source, other, 1000n)])
  const ways = Array.from({ length: 24 }, (_, rank): readonly [string, string] =>
    rank % 2 === 0 ? [one, other] : [other, one],
  )
  const results = await Promise.all(ways.map(([from, to]) => transferAlone(context, [posted(from, to, 1n)])))
  expect(results.every(({ ok }) => ok)).toBe(true)
  // In one act, a group for each: whoever PostgreSQL finds in a circle begins again.
  const crossed = [ways[0]!, ways[1]!].map(([from, to]) => {
    const requests = [posted(from, source, 1n), posted(to, source, 1n)]
    return inTransaction(context, newSubmission(), async (transaction) => {
      const first = await transfer(transaction, [requests[0]!], context)
      return first.ok ? transfer(transaction, [requests[1]!], context) : first
    })
  })
  expect((await Promise.all(crossed)).every(({ ok }) => ok)).toBe(true)
  for (const account of [one, other]) {
    expect(await balanceOf(database.db, account)).toMatchObject({ creditsPosted: 1012n, debitsPosted: 14n })
  }
}, 60_000)

test('what is posted at the moment it expires is posted or freed, never both', async () => {
  const [source, pot, payee] = await opened('none', 'debits-within-credits', 'none')
  await transferAlone(context, [posted(source, pot, 100n)])
  const expiresAt = new Date('2026-03-03T09:00:00Z')
  const held = { ...posted(pot, payee, 100n), kind: 'pending' as const, expiresAt }
  await transferAlone(context, [held])
  const [before, after] = [-1, 0].map((ms) => ({ ...context, now: () => new Date(expiresAt.getTime() + ms) }))
  const post: TransferRequest = {
    ...{ id: context.newId(), kind: 'post', pendingId: held.id, amount: cents(100n) },
    ...{ code: 'trial.post', on: '2026-03-03' },
  }
  const [answer] = await Promise.all([transferAlone(before!, [post]), expirePendings(after!)])
  const { debitsPosted, debitsPending } = await balanceOf(database.db, pot)
  expect(debitsPending).toBe(0n)
  expect(debitsPosted).toBe(answer.ok ? 100n : 0n)
  expect(await faults()).toEqual([])
})

test('no row is below one cent, nor passes a limit, even written around the code', async () => {
  const [source, pot] = await opened('none', 'debits-within-credits')
  const row = { id: context.newId(), debit_account: source, credit_account: pot, code: 'trial.pay', day: '2026-03-02' }
  const write = (amount: bigint) =>
    database.db
      .insertInto('ledger_transfer')
      .values({ ...row, amount_cents: amount, kind: 'posted', group_id: row.id, recorded_at: context.now() })
      .execute()
  await expect(write(0n)).rejects.toThrow('ledger_transfer_amount_is_positive')
  await expect(write(-1n)).rejects.toThrow('ledger_transfer_amount_is_positive')
  await expect(write(MOST_CENTS + 1n)).rejects.toThrow('ledger_transfer_amount_is_positive')
  const overdrawn = database.db.updateTable('ledger_balance').set({ debits_posted: 1n }).where('account_id', '=', pot)
  await expect(overdrawn.execute()).rejects.toThrow('ledger_balance_debits_within_credits')
  await expect(transferAlone(context, [posted(source, pot, MOST_CENTS + 1n)])).rejects.toThrow('moves something')
})

test('a row around the code has two accounts, a known kind, a code, and says what it holds or ends', async () => {
  const [source, payee] = await opened('none', 'none')
  const row = { debit_account: source, credit_account: payee, amount_cents: 1n, code: 'trial.pay', day: '2026-03-02' }
  const write = (other: Partial<Insertable<DB['ledger_transfer']>>) => {
    const id = context.newId()
    const sound = { ...row, id, kind: 'posted', group_id: id, recorded_at: context.now() }
    return database.db
      .insertInto('ledger_transfer')
      .values({ ...sound, ...other })
      .execute()
  }
  await expect(write({ credit_account: source })).rejects.toThrow('ledger_transfer_has_two_accounts')
  await expect(write({ kind: 'gift' })).rejects.toThrow('ledger_transfer_kind_is_known')
  await expect(write({ code: 'for Claire' })).rejects.toThrow('ledger_transfer_code_is_a_word')
  const [held, moment] = [context.newId(), context.now()]
  for (const wrong of [
    { pending_id: held },
    { kind: 'pending', pending_id: held },
    { kind: 'void' },
    { expires_at: moment },
    { kind: 'post', pending_id: held, expires_at: moment },
  ])
    await expect(write(wrong), JSON.stringify(wrong)).rejects.toThrow('ledger_transfer_is_of_its_kind')
  await write({})
})

test('the largest amount there may be is written and read to the cent', async () => {
  const [source, pot] = await opened('none', 'debits-within-credits')
  const requests = [posted(source, pot, MOST_CENTS), posted(source, pot, MOST_CENTS - 1n)]
  expect(await transferAlone(context, requests)).toMatchObject({ ok: true })
  expect(await balanceOf(database.db, pot)).toMatchObject({ creditsPosted: 2n * MOST_CENTS - 1n })
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

function newSubmission() {
  return { key: Buffer.from(context.random(16)).toString('base64url'), body: null }
}

async function opened<const Limits extends readonly Account['limit'][]>(
  ...limits: Limits
): Promise<{ [Place in keyof Limits]: string }> {
  const accounts = limits.map((limit) => ({ id: context.newId(), code: 'trial.account', limit }))
  await database.db.transaction().execute((transaction) => openAccounts(transaction, accounts))
  return accounts.map(({ id }) => id) as { [Place in keyof Limits]: string }
}
