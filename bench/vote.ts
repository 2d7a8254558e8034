import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { testContext } from '#platform/context/testing'
import { cloneTemplate, startThrowaway, type ThrowawayDatabase } from '#platform/database/throwaway'
import { castBallot } from '../src/modules/ballots/commands/casting/index.ts'
import type { Cast } from '../src/modules/ballots/sealed/casting/model.ts'
import { newCast, newPasses } from '../src/modules/ballots/testing/casting.ts'
import { openPoll } from '../src/modules/ballots/testing/sealed-poll.ts'
import type { BenchOptions, Verdict } from './main.ts'
import { commitOf } from './process.ts'

const AIM = 0.6
const SLICES = 5
const PACE_PER_SECOND = 100

/**
 * Acknowledged votes a second by `castBallot`, beside bare inserts of one row, each its own commit: same pool, same server,
 * same callers, turn by turn. Then a hundred votes a second, as a busy evening has, for the time of each.
 */
export async function bench({ seed }: BenchOptions): Promise<Verdict> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: { voters: { type: 'string', default: '20000' }, clients: { type: 'string', default: '32' } },
    strict: false,
  })
  const [voters, clients] = [Number(values.voters), Number(values.clients)]
  const { server, stop } = await startThrowaway({ durable: true, url: process.env.DATABASE_URL })
  try {
    await using database = await cloneTemplate(server, { poolSize: clients })
    const { casts, paced, cast } = await preparedVote(database, voters)
    const bare = await bareInserts(database)
    const measured = await interleaved({ casts, cast, bare, clients })
    const p99Ms = await pacedP99(paced, cast)
    const ratio = Math.round((measured.rate / measured.baseline) * 1000) / 1000
    console.log(
      `castBallot: ${measured.rate.toFixed(0)}/s; bare inserts: ${measured.baseline.toFixed(0)}/s; ratio ${ratio}`,
    )
    console.log(`at ${PACE_PER_SECOND} votes a second: p99 ${p99Ms.toFixed(1)} ms`)
    return {
      work: 'vote',
      rate: Math.round(measured.rate),
      baseline: Math.round(measured.baseline),
      ratio,
      p99Ms: Math.round(p99Ms * 10) / 10,
      rssMb: Math.round(process.memoryUsage().rss / 2 ** 20),
      aim: `>= ${AIM} of bare one-row inserts, ${clients} callers; p99 <= 250 ms at ${PACE_PER_SECOND}/s`,
      ok: ratio >= AIM && p99Ms <= 250,
      seed,
      commit: commitOf(),
    }
  } finally {
    await stop()
  }
}

async function preparedVote(database: ThrowawayDatabase, voters: number) {
  const now = new Date()
  const context = testContext(database, {
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
    now: () => new Date(),
  })
  const [opensAt, closesAt] = [-1, 1].map((days) => new Date(now.getTime() + days * 86_400_000).toISOString())
  const { poll } = await openPoll(context, { opensAt: opensAt!, closesAt: closesAt! })
  const names = Array.from({ length: voters + 10 * PACE_PER_SECOND }, (_, at) => `Voisin ${at}`)
  const passes = await newPasses(context, poll, names)
  const all = passes.map((pass) => newCast(context, poll, pass))
  const cast = async (one: Cast) => {
    const result = await castBallot(context, one)
    if (!result.ok) throw new Error(`refused: ${result.refusal}`)
  }
  return { casts: all.slice(0, voters), paced: all.slice(voters), cast }
}

const BARE = 'INSERT INTO bare (id, poll_id, hash, ciphertext, cast_at) VALUES ($1, $2, $3, $4, $5)'

async function bareInserts({ db, owner, roles }: ThrowawayDatabase): Promise<() => Promise<void>> {
  await sql`CREATE TABLE bare (id uuid PRIMARY KEY, poll_id uuid NOT NULL, hash bytea NOT NULL, ciphertext bytea NOT NULL,
    cast_at timestamptz NOT NULL)`.execute(owner)
  await sql`GRANT INSERT ON bare TO ${sql.id(roles.app)}`.execute(owner)
  console.log(`baseline: ${BARE}`)
  const pollId = crypto.randomUUID()
  return async () => {
    await sql`INSERT INTO bare (id, poll_id, hash, ciphertext, cast_at)
      VALUES (${crypto.randomUUID()}, ${pollId}, ${randomBytes(32)}, ${randomBytes(112)}, ${new Date()})`.execute(db)
  }
}

type Interleaving = {
  readonly casts: readonly Cast[]
  readonly cast: (one: Cast) => Promise<void>
  readonly bare: () => Promise<void>
  readonly clients: number
}

// Slice by slice, so that what else the machine does weighs on both.
async function interleaved({ casts, cast, bare, clients }: Interleaving) {
  const each = Math.ceil(casts.length / SLICES)
  let [castMs, bareMs, bareCount] = [0, 0, 0]
  await byCallers(clients, clients, bare)
  for (let slice = 0; slice < SLICES; slice += 1) {
    const part = casts.slice(slice * each, (slice + 1) * each)
    castMs += await byCallers(clients, part.length, (at) => cast(part[at]!))
    bareMs += await byCallers(clients, part.length, bare)
    bareCount += part.length
  }
  return { rate: (casts.length / castMs) * 1000, baseline: (bareCount / bareMs) * 1000 }
}

async function byCallers(clients: number, count: number, work: (at: number) => Promise<void>): Promise<number> {
  const startMs = performance.now()
  let next = 0
  const caller = async () => {
    for (let at = next++; at < count; at = next++) await work(at)
  }
  await Promise.all(Array.from({ length: clients }, caller))
  return performance.now() - startMs
}

async function pacedP99(casts: readonly Cast[], cast: (one: Cast) => Promise<void>): Promise<number> {
  const beganMs = performance.now()
  const times = await Promise.all(
    casts.map(async (one, at) => {
      const dueMs = beganMs + (at * 1000) / PACE_PER_SECOND
      await wait(Math.max(0, dueMs - performance.now()))
      // From when it was due: a machine that is late makes voters wait too.
      await cast(one)
      return performance.now() - dueMs
    }),
  )
  return times.toSorted((one, other) => one - other)[Math.floor(times.length * 0.99)]!
}
