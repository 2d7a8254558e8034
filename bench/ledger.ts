import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Account, AtOnce, Limit } from '#kernel/ledger'
import { cents } from '#kernel/money'
import { openAccounts, transfer, transferAlone } from '#modules/books'
import { testContext } from '#platform/context/testing'
import { cloneTemplate, startThrowaway, type ThrowawayDatabase } from '#platform/database/throwaway'
import { addSpent, type Cost, NO_COST, startMeter } from './ledger-cost.ts'
import type { BenchOptions, Verdict } from './main.ts'
import { commitOf } from './process.ts'
import { seededRandom as seededNumbers } from './random.ts'

const CALLERS = 32
const SLICE_MS = 2_000
const SPREAD = 1_000
const BATCH = 20

type Work = { readonly name: string; readonly run: () => Promise<number> }
type Measured = { readonly rate: number; readonly p99Ms: number; readonly cost: Cost }

/**
 * Transfers a second beside bare one-row inserts, each its own commit: spread over a thousand accounts, towards one campaign
 * without a limit, out of one account with a limit, alone or within a transaction, one by one or twenty at a time. `--hot`
 * judges the account with a limit; without it, the two without.
 */
export async function bench({ seed, repeat, rest }: BenchOptions): Promise<Verdict> {
  const isHot = process.argv.includes('--hot') || rest.includes('hot')
  const { server, stop } = await startThrowaway({ durable: true, url: process.env.DATABASE_URL })
  try {
    await using database = await cloneTemplate(server, { poolSize: CALLERS })
    const works = await worksOn(database, seed)
    const measured = await interleaved(works, repeat, await startMeter(database.owner))
    const of = (name: string) => measured.get(name)!
    for (const [name, { rate, p99Ms, cost }] of measured) {
      console.log(`${name}: ${rate.toFixed(0)}/s, p99 ${p99Ms.toFixed(1)} ms, ${ratio(rate, of('bare').rate)} of bare`)
      console.log(`  each: ${said(cost)}`)
    }
    const [judged, aim] = isHot ? [['one with a limit, within a transaction'], 0.06] : [['spread', 'one campaign'], 0.5]
    const worst = judged.map(of).toSorted((one, other) => one.rate - other.rate)[0]!
    return {
      work: isHot ? 'ledger --hot' : 'ledger',
      rate: Math.round(worst.rate),
      baseline: Math.round(of('bare').rate),
      ratio: ratio(worst.rate, of('bare').rate),
      p99Ms: Math.round(worst.p99Ms * 10) / 10,
      rssMb: Math.round(process.memoryUsage().rss / 2 ** 20),
      aim: `>= ${aim} of bare one-row inserts, ${judged.join(' and ')}`,
      ok: worst.rate / of('bare').rate >= aim,
      seed,
      commit: commitOf(),
    }
  } finally {
    await stop()
  }
}

const BARE =
  'INSERT INTO bare (id, debit_account, credit_account, amount_cents, code, day) VALUES ($1, $2, $3, $4, $5, $6)'

async function worksOn(database: ThrowawayDatabase, seed: number): Promise<readonly Work[]> {
  const { db, owner, roles } = database
  await sql`CREATE TABLE bare (id uuid PRIMARY KEY, debit_account uuid NOT NULL, credit_account uuid NOT NULL,
    amount_cents bigint NOT NULL, code text NOT NULL, day date NOT NULL)`.execute(owner)
  await sql`GRANT INSERT ON bare TO ${sql.id(roles.app)}`.execute(owner)
  console.log(`baseline: ${BARE}`)

  const context = testContext(database, {
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
    now: () => new Date(),
  })
  const account = (limit: Limit): Account => ({ id: context.newId(), code: 'bench.account', limit })
  const spread = Array.from({ length: SPREAD }, () => account('none'))
  const [campaign, pot] = [account('none'), account('debits-within-credits')]
  await db.transaction().execute((transaction) => openAccounts(transaction, [...spread, campaign, pot]))
  const draw = seededNumbers(seed)
  const any = () => spread[Math.floor(draw() * (SPREAD - 10))]!.id
  const last = spread.at(-1)!.id
  const written = (result: Awaited<ReturnType<typeof transfer>>) => {
    if (!result.ok) throw new Error(`refused: ${result.refusal.reason}`)
    return result.value.transfers.length
  }
  const write = async (...requests: readonly AtOnce[]) => written(await transferAlone(context, requests))
  const writeWithin = async (request: AtOnce) =>
    written(await db.transaction().execute((transaction) => transfer(transaction, [request], context)))
  const posted = (debit: string, credit: string, amount = 1n): AtOnce => {
    const id = context.newId()
    return { id, kind: 'posted', debit, credit, amount: cents(amount), code: 'bench.pay', on: '2026-03-02' }
  }
  const bare = async () => {
    const { id, debit, credit, amount, code, on } = posted(any(), last)
    await sql`INSERT INTO bare (id, debit_account, credit_account, amount_cents, code, day)
      VALUES (${id}, ${debit}, ${credit}, ${amount}, ${code}, ${on})`.execute(db)
    return 1
  }
  await write(posted(last, pot.id, 10n ** 12n))
  const many = () => Array.from({ length: BATCH }, () => posted(pot.id, any()))
  return [
    { name: 'bare', run: bare },
    { name: 'spread', run: () => write(posted(any(), spread[SPREAD - 1 - Math.floor(draw() * 9)]!.id)) },
    { name: 'one campaign', run: () => write(posted(any(), campaign.id)) },
    { name: 'one campaign, within a transaction', run: () => writeWithin(posted(any(), campaign.id)) },
    { name: 'one with a limit', run: () => write(posted(pot.id, any())) },
    { name: 'one with a limit, within a transaction', run: () => writeWithin(posted(pot.id, any())) },
    { name: `one with a limit, ${BATCH} at a time`, run: () => write(...many()) },
  ]
}

// Turn by turn, the whole several times, so that what else the machine does weighs on all.
async function interleaved(
  works: readonly Work[],
  repeat: number,
  meter: () => Promise<Cost>,
): Promise<ReadonlyMap<string, Measured>> {
  const spent = new Map(works.map(({ name }) => [name, { count: 0, ms: 0, each: [] as number[], cost: NO_COST }]))
  // Connections are made, and statements known, before anything is measured.
  for (const { run } of works) await Promise.all(Array.from({ length: CALLERS }, run))
  for (let round = 0; round < repeat; round += 1) {
    for (const { name, run } of works) {
      const tally = spent.get(name)!
      const before = await meter()
      const startMs = performance.now()
      const until = startMs + SLICE_MS
      const caller = async () => {
        while (performance.now() < until) {
          const beganMs = performance.now()
          const count = await run()
          tally.count += count
          tally.each.push(performance.now() - beganMs)
        }
      }
      await Promise.all(Array.from({ length: CALLERS }, caller))
      tally.ms += performance.now() - startMs
      tally.cost = addSpent(tally.cost, before, await meter())
    }
  }
  return new Map(
    [...spent].map(([name, { count, ms, each, cost }]) => {
      const p99Ms = each.toSorted((one, other) => one - other)[Math.floor(each.length * 0.99)] ?? 0
      return [name, { rate: (count / ms) * 1000, p99Ms, cost: perTransfer(cost, count) }]
    }),
  )
}

function perTransfer({ clientUs, serverUs, walBytes, exchanges }: Cost, count: number): Cost {
  return {
    clientUs: clientUs / count,
    serverUs: serverUs / count,
    walBytes: walBytes / count,
    exchanges: exchanges / count,
  }
}

function said({ clientUs, serverUs, walBytes, exchanges }: Cost): string {
  const all = (clientUs + serverUs).toFixed(0)
  return `${all} µs of processor (${serverUs.toFixed(0)} in PostgreSQL), ${walBytes.toFixed(0)} bytes of WAL, ${exchanges.toFixed(2)} exchanges`
}

function ratio(rate: number, baseline: number): number {
  return Math.round((rate / baseline) * 1000) / 1000
}
