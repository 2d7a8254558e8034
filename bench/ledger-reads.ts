import { sql } from 'kysely'
import { balanceOf, bookChecks, explain, keepMonths, openAccounts, statementOf } from '#modules/books'
import { testContext } from '#platform/context/testing'
import { cloneTemplate, startThrowaway, type ThrowawayDatabase } from '#platform/database/throwaway'
import type { BenchOptions, Verdict } from './main.ts'
import { commitOf } from './process.ts'

const ROWS = 1_000_000
const SLICE = 50_000
const AIM_MS = 2_000

/**
 * A million transfers over three years, all towards one account: how long until one reads its balance, what makes it, and
 * a page of its statement, once months are kept; what it takes before, and the checks, are printed beside. `baseline` is before.
 */
export async function bench({ seed, rest }: BenchOptions): Promise<Verdict> {
  const rows = Number(rest[0] ?? ROWS)
  const { server, stop } = await startThrowaway({ durable: true, url: process.env.DATABASE_URL })
  try {
    await using database = await cloneTemplate(server)
    const context = testContext(database, { seed })
    const hot = await fill(database, rows)
    const reads = async (when: string) => [
      await timed(`${when}: balance now`, () => balanceOf(database.db, hot)),
      await timed(`${when}: balance at a date`, () => balanceOf(database.db, hot, '2025-06-15')),
      await timed(`${when}: what makes it`, () => explain(database.db, hot)),
      await timed(`${when}: a page of the statement`, () => statementOf(database.db, hot, { from: '2025-06-15' })),
    ]
    const before = await reads('nothing kept')
    await timed('months are kept', () => keepMonths(context))
    const after = await reads('months kept')
    for (const { name, query } of bookChecks) await timed(`check ${name}`, () => query.execute(database.owner))
    const [slowest, without] = [Math.max(...after), Math.max(...before)]
    return {
      work: 'ledger-reads',
      rate: Math.round(100_000 / slowest) / 100,
      baseline: Math.round(100_000 / without) / 100,
      ratio: Math.round((without / slowest) * 100) / 100,
      p99Ms: Math.round(slowest),
      rssMb: Math.round(process.memoryUsage().rss / 2 ** 20),
      aim: `a balance of ${rows} transfers, what makes it and its lines, each in less than ${AIM_MS} ms`,
      ok: slowest < AIM_MS,
      seed,
      commit: commitOf(),
    }
  } finally {
    await stop()
  }
}

// The owner writes rows as `ledger_write` would, by slices: only the reading is measured.
async function fill({ db, owner }: ThrowawayDatabase, rows: number): Promise<string> {
  const id = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`
  const accounts = Array.from({ length: 1001 }, (_, number) => ({
    id: id(number),
    code: 'bench.account',
    limit: 'none' as const,
  }))
  await db.transaction().execute((transaction) => openAccounts(transaction, accounts))
  for (let from = 0; from < rows; from += SLICE) {
    await sql`
      INSERT INTO ledger_transfer (id, debit_account, credit_account, amount_cents, kind, code, day, group_id, recorded_at)
      SELECT id, ('00000000-0000-7000-8000-' || lpad((1 + n % 1000)::text, 12, '0'))::uuid, ${id(0)}::uuid, 1 + n % 5000,
        'posted', CASE n % 3 WHEN 0 THEN 'bench.gift' ELSE 'bench.grant' END, '2023-01-01'::date + (n % 1096), id, now()
      FROM (
        SELECT n, ('00000000-0000-7000-9000-' || lpad(n::text, 12, '0'))::uuid AS id
        FROM generate_series(${from}::integer, ${Math.min(rows, from + SLICE) - 1}::integer) AS n
      ) AS drawn`.execute(owner)
  }
  await sql`ANALYZE ledger_transfer`.execute(owner)
  return id(0)
}

async function timed(what: string, run: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now()
  await run()
  const ms = performance.now() - startMs
  console.log(`${what}: ${ms.toFixed(0)} ms`)
  return ms
}
