import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { cloneTemplate, startThrowaway, type ThrowawayServer } from '#platform/database/throwaway'
import {
  countByState,
  fillQueue,
  listInHand,
  type Sender,
  startSender,
  tallyOf,
} from '../src/platform/mail/sending/outage.testing.ts'
import type { BenchOptions, Verdict } from './main.ts'
import { commitOf } from './process.ts'

const PEER = resolve(import.meta.dirname, '../src/platform/mail/sending/peer-process.testing.ts')
const HANDS = 8
const DEATHS = 5
const [SMALL, LARGE] = [1_000, 20_000]

/**
 * 20 000 mails sent to a mail server in another process, the sender killed five times and another one started: how many are
 * lost, how many come twice, and whether memory stays as it is with 1 000.
 */
export async function bench({ seed, rest }: BenchOptions): Promise<Verdict> {
  const large = Number(rest[0] ?? LARGE)
  const { server, stop } = await startThrowaway({ durable: true, url: process.env.DATABASE_URL })
  try {
    const few = await measure(server, { count: SMALL, seed, isKilled: false })
    const many = await measure(server, { count: large, seed, isKilled: true })
    const gaps = [...few.gapsMs, ...many.gapsMs].toSorted((one, other) => one - other)
    const gap = (share: number) => gaps[Math.min(gaps.length - 1, Math.floor(share * gaps.length))] ?? 0
    const growth = many.rssMb / few.rssMb
    console.log(`${SMALL} mails: ${few.rate.toFixed(0)}/s, ${few.rssMb.toFixed(0)} MB`)
    console.log(`${large} mails: ${many.rate.toFixed(0)}/s, ${many.rssMb.toFixed(0)} MB (x ${growth.toFixed(2)})`)
    console.log(
      `sender killed ${DEATHS} times, with ${many.inHand} mails in hand in all; received raw ${many.raw}, distinct ${many.distinct}`,
    )
    console.log(`lost ${large - many.distinct}; twice ${many.twice}, of which never in hand of the dead ${many.strays}`)
    console.log(`from the answer to our note of it: p50 ${gap(0.5).toFixed(1)} ms, p99 ${gap(0.99).toFixed(1)} ms`)
    return {
      work: 'mail',
      rate: Math.round(many.rate),
      baseline: Math.round(few.rate),
      ratio: Math.round((many.rate / few.rate) * 100) / 100,
      p99Ms: Math.round(gap(0.99) * 10) / 10,
      rssMb: Math.round(many.rssMb),
      aim: `0 lost, none twice but what dead senders had in hand, memory <= 1.3 x that of ${SMALL} mails`,
      ok: many.distinct === large && many.strays === 0 && growth <= 1.3,
      seed,
      commit: commitOf(),
    }
  } finally {
    await stop()
  }
}

type Work = { readonly count: number; readonly seed: number; readonly isKilled: boolean }

async function measure(server: ThrowawayServer, { count, seed, isKilled }: Work) {
  await using database = await cloneTemplate(server)
  const folder = mkdtempSync(join(tmpdir(), 'filigrane-bench-mail-'))
  const received = join(folder, 'received')
  writeFileSync(received, '')
  const peer = await startPeerProcess(received)
  const senders: Sender[] = []
  try {
    const options = { connection: database.connection, port: peer.port, leaseMs: 3_000, hands: HANDS }
    await fillQueue(database.db, count, seed)
    await sql`ANALYZE mail`.execute(database.owner)
    const startMs = performance.now()
    senders.push(startSender(options))
    const inHand = new Set<string>()
    for (let death = 1; isKilled && death <= DEATHS; death++) {
      await until(() => linesOf(received).length >= (count * death) / (DEATHS + 1))
      await senders.at(-1)!.kill()
      for (const id of await listInHand(database.db)) inHand.add(id)
      senders.push(startSender(options))
    }
    await until(async () => (await countByState(database.db)).sent === count)
    const seconds = (performance.now() - startMs) / 1000
    const lines = linesOf(received)
    const twice = [...tallyOf(lines)].filter(([, times]) => times > 1)
    return {
      rate: count / seconds,
      rssMb: Math.max(...senders.map(({ rssMb }) => rssMb)),
      gapsMs: senders.flatMap(({ gapsMs }) => gapsMs),
      inHand: inHand.size,
      raw: lines.length,
      distinct: new Set(lines).size,
      twice: twice.length,
      strays: twice.filter(([id]) => !inHand.has(id)).length,
    }
  } finally {
    await Promise.all(senders.map((sender) => sender.kill()))
    peer.child.kill('SIGKILL')
    rmSync(folder, { recursive: true })
  }
}

async function startPeerProcess(received: string): Promise<{ readonly child: ChildProcess; readonly port: number }> {
  const child = spawn(process.execPath, [PEER, received], { stdio: ['ignore', 'pipe', 'inherit'] })
  const port = await new Promise<number>((ready) =>
    child.stdout.setEncoding('utf8').once('data', (text) => ready(Number(text))),
  )
  return { child, port }
}

function linesOf(path: string): readonly string[] {
  return readFileSync(path, 'utf8').split('\n').slice(0, -1)
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 100))
}
