import fc from 'fast-check'
import { sql, type Transaction } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { done, refuse } from '#kernel/result'
import { type Context, newIdAt } from '#platform/context'
import { seededRandom, testContext } from '#platform/context/testing'
import { type TestDatabase, testDatabase } from '#platform/database/testing'
import { purgeSubmissions } from './submissions.ts'
import { inTransaction } from './transaction.ts'
import type { DB } from './types.generated.ts'

let database: TestDatabase
let context: Context

beforeAll(async () => {
  database = await testDatabase({ poolSize: 10 })
  await sql`CREATE TABLE gift (id uuid PRIMARY KEY, amount_cents bigint NOT NULL)`.execute(database.owner)
  await sql`CREATE TABLE promise (gift_id uuid REFERENCES gift DEFERRABLE)`.execute(database.owner)
  await sql`GRANT ALL ON gift, promise TO ${sql.id(database.roles.app)}`.execute(database.owner)
  context = testContext(database)
})

afterAll(() => database.drop())

beforeEach(async () => {
  await sql`TRUNCATE gift, promise, submission`.execute(database.owner)
})

test('a form sent twice is done once, and answered the same', async () => {
  const submission = { key: newKey(), body: { amountCents: 500n } }
  const first = await give(context, submission, 500n)
  const second = await give(context, submission, 500n)
  expect(first.ok).toBe(true)
  expect(second).toEqual(first)
  expect(await gifts()).toBe(1n)
})

test('a form sent fifty times at once is done once, and answered the same fifty times', async () => {
  const submission = { key: newKey(), body: { amountCents: 500n } }
  const results = await Promise.all(Array.from({ length: 50 }, () => give(context, submission, 500n)))
  expect(results).toEqual(Array(50).fill(results[0]))
  expect(results[0]!.ok).toBe(true)
  expect(await gifts()).toBe(1n)
})

test('several forms, each sent several times at once in any order, are done once each', async () => {
  const sendings = fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 20 })
  await fc.assert(
    fc.asyncProperty(sendings, async (forms) => {
      await sql`TRUNCATE gift, promise`.execute(database.owner)
      const keys = Array.from({ length: 5 }, newKey)
      const results = await Promise.all(
        forms.map((form) => give(context, { key: keys[form]!, body: form }, BigInt(form))),
      )
      const answers = new Map(forms.map((form, index) => [form, results[index]]))
      expect(results).toEqual(forms.map((form) => answers.get(form)))
      expect(await gifts()).toBe(BigInt(new Set(forms).size))
    }),
    { numRuns: 20 },
  )
})

test('the same form with other answers is refused', async () => {
  const key = newKey()
  await give(context, { key, body: { amountCents: 500n } }, 500n)
  expect(await give(context, { key, body: { amountCents: 900n } }, 900n)).toEqual(refuse('submission-reused'))
  expect(await gifts()).toBe(1n)
})

test('the form of somebody else is refused, and its answer is not shown', async () => {
  const submission = { key: newKey(), body: { amountCents: 500n } }
  await give(context, submission, 500n)
  const stranger = testContext(database, { actor: { kind: 'visitor' } })
  expect(await give(stranger, submission, 500n)).toEqual(refuse('submission-reused'))
})

test('a refusal writes nothing, and the corrected form may come with the same key', async () => {
  const key = newKey()
  const refused = await inTransaction(context, { key, body: 1 }, async (transaction) => {
    await insertGift(transaction, 1n)
    return refuse('campaign-closed')
  })
  expect(refused).toEqual(refuse('campaign-closed'))
  expect([await gifts(), await submissions()]).toEqual([0n, 0n])

  expect((await give(context, { key, body: 2 }, 2n)).ok).toBe(true)
})

test('an act that throws writes nothing, and may be sent again', async () => {
  const submission = { key: newKey(), body: 1 }
  const thrown = inTransaction(context, submission, async (transaction) => {
    await insertGift(transaction, 1n)
    throw new Error('Payment provider unreachable')
  })
  await expect(thrown).rejects.toThrow('Payment provider unreachable')
  expect([await gifts(), await submissions()]).toEqual([0n, 0n])
  expect((await give(context, submission, 1n)).ok).toBe(true)
})

test('an act that forgot a failed statement is not taken for done', async () => {
  const swallowed = inTransaction(context, { key: newKey(), body: 1 }, async (transaction) => {
    await sql`SELECT 1 / 0`.execute(transaction).catch(() => {})
    return done('all well')
  })
  await expect(swallowed).rejects.toThrow()
  expect(await submissions()).toBe(0n)
})

test('a rule that is only checked at the end, and broken, leaves nothing', async () => {
  const promised = inTransaction(context, { key: newKey(), body: 1 }, async (transaction) => {
    await sql`SET CONSTRAINTS ALL DEFERRED`.execute(transaction)
    await sql`INSERT INTO promise VALUES (${newIdAt(new Date(), random)})`.execute(transaction)
    return done('promised')
  })
  await expect(promised).rejects.toMatchObject({ code: '23503' })
  expect(await submissions()).toBe(0n)
})

test('a transaction that does nothing, or begins with a savepoint, is a transaction', async () => {
  expect(await database.db.transaction().execute(async () => 'nothing')).toBe('nothing')
  const begun = await database.db.startTransaction().execute()
  const saved = await begun.savepoint('before').execute()
  await insertGift(saved, 1n)
  const back = await saved.rollbackToSavepoint('before').execute()
  await insertGift(back, 2n)
  await back.commit().execute()
  expect(await gifts()).toBe(1n)
})

test('the answer comes back with its integers, moments and bytes', async () => {
  const submission = { key: newKey(), body: 1 }
  const value = {
    cents: 2n ** 60n,
    at: new Date('2026-03-02T09:00:00Z'),
    proof: new Uint8Array([0, 255]),
    note: undefined,
  }
  const send = () => inTransaction(context, submission, async () => done(value))
  expect([await send(), await send()]).toEqual([done(value), done(value)])
})

test('an act without a result to give is done once as well', async () => {
  const submission = { key: newKey(), body: 1 }
  const send = () => inTransaction(context, submission, async () => done(undefined))
  expect([await send(), await send()]).toEqual([done(undefined), done(undefined)])
})

test('the kept row says neither who acted, nor what was sent, nor the key', async () => {
  const key = newKey()
  const actor = { kind: 'person', id: '5b0e1f9c-0000-7000-8000-00000000cafe' } as const
  await give(testContext(database, { actor }), { key, body: { note: 'allergique aux noix' } }, 1n)
  const { rows } = await sql<{ text: string }>`SELECT submission::text FROM submission`.execute(database.owner)
  const kept = Buffer.from(JSON.stringify(rows)).toString('latin1')
  for (const secret of [key, actor.id, 'noix', Buffer.from(key).toString('hex')]) expect(kept).not.toContain(secret)
})

test('a submission is forgotten after thirty days, not before', async () => {
  const submission = { key: newKey(), body: 1 }
  await give(context, submission, 1n)
  const later = (days: number) => ({
    db: database.db,
    now: () => new Date(context.now().getTime() + days * 86_400_000),
  })
  expect(await purgeSubmissions(later(30))).toBe(0n)
  expect(await purgeSubmissions(later(30.01))).toBe(1n)
})

test('a key that was not checked is our mistake', async () => {
  await expect(give(context, { key: 'short', body: 1 }, 1n)).rejects.toThrow('checked where the form is read')
})

const random = seededRandom(7)

function newKey(): string {
  return Buffer.from(random(16)).toString('base64url')
}

function give(by: Context, submission: { key: string; body: unknown }, amountCents: bigint) {
  return inTransaction(by, submission, async (transaction) => done(await insertGift(transaction, amountCents)))
}

async function insertGift(
  transaction: Transaction<DB>,
  amountCents: bigint,
): Promise<{ id: string; amountCents: bigint }> {
  const id = newIdAt(new Date(), random)
  await sql`INSERT INTO gift VALUES (${id}, ${amountCents})`.execute(transaction)
  return { id, amountCents }
}

function gifts(): Promise<bigint> {
  return count('gift')
}

function submissions(): Promise<bigint> {
  return count('submission')
}

async function count(table: string): Promise<bigint> {
  const { rows } = await sql<{ count: bigint }>`SELECT count(*) FROM ${sql.table(table)}`.execute(database.owner)
  return rows[0]!.count
}
