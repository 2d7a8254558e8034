import { monitorEventLoopDelay } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import {
  type AdmittedEnvelope,
  ballotsPb,
  closeLeafOf,
  encodeBallot,
  encodeLeaf,
  envelopeHashOf,
  fingerprintOf,
  type Leaf,
  type Manifest,
  manifestText,
  openAll,
  openerOf,
  resultText,
  sealBallot,
} from '#kernel/ballot'
import { hexOf } from '#kernel/merkle'
import { seededRandom } from '#platform/context/testing'
import type { CountWork } from '../src/modules/ballots/sealed/count.ts'
import type { SealedPoll } from '../src/modules/ballots/sealed/poll.ts'
import { countInThread } from '../src/modules/ballots/tasks.counting.ts'
import { bureauKeyOfTests, manifestOfTests } from '../src/modules/ballots/testing/sealed-poll.ts'
import type { BenchOptions, Verdict } from './main.ts'
import { commitOf } from './process.ts'

const DIFFERENT = 2_000
const AIM = 0.5

/**
 * Ballots opened a second, as the bureau's page opens them, beside the same envelopes opened with nothing else done; then
 * written and counted.
 */
export async function bench({ seed }: BenchOptions): Promise<Verdict> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: { count: { type: 'string', default: '20000' } },
    strict: false,
  })
  const count = Number(values.count)
  const key = bureauKeyOfTests('bench')
  const manifest = manifestOfTests(key)
  const fingerprint = fingerprintOf(manifestText(manifest))
  const draw = seededRandom(seed)
  const envelopes: AdmittedEnvelope[] = []
  for (let n = 0; n < count; n += 1) {
    const choices = [n % 6, (n + 1 + (n % 3)) % 6].toSorted((one, other) => one - other)
    const plaintext = encodeBallot({ choices, tracker: draw(16) }, manifest)
    envelopes.push(await sealBallot(plaintext, key.publicKey, fingerprint))
  }
  console.log(`${count} envelopes sealed`)

  const some = envelopes.slice(0, Math.min(DIFFERENT, count))
  const open = await openerOf(key.secretKey, fingerprint)
  const bare = await secondsOf(() => Promise.all(some.map((envelope) => open(envelope))))
  let opened: Awaited<ReturnType<typeof openAll>> | undefined
  const opening = await secondsOf(async () => {
    opened = await openAll(envelopes, key.secretKey, manifest)
  })
  const counting = await secondsOf(async () => {
    resultText(manifest, ballotsPb(manifest, opened!, []))
  })
  const [rate, baseline] = [count / opening, some.length / bare]
  const ratio = Math.round((rate / baseline) * 1000) / 1000
  const kilobytes = Math.round((opened?.bytes.length ?? 0) / 1000)
  console.log(`opened in ${opening.toFixed(1)} s, ${kilobytes} kB; written and counted in ${counting.toFixed(1)} s`)
  const waits = await waitsOf(workOf(manifest, envelopes), gzipSync(opened!.bytes))
  console.log(
    `counted and written for publication in ${waits.seconds.toFixed(1)} s, in a thread: a reader waited ${waits.longestMs} ms at most`,
  )
  const isWhole = opened?.ballots.length === count && waits.isCounted
  return {
    work: 'opening',
    rate: Math.round(rate),
    baseline: Math.round(baseline),
    ratio,
    p99Ms: 0,
    rssMb: Math.round(process.memoryUsage().rss / 2 ** 20),
    aim: `every ballot opened, >= ${AIM} of bare openings`,
    ok: isWhole && ratio >= AIM,
    seed,
    commit: commitOf(),
  }
}

/** The log and the poll of a vote that was closed with these envelopes. */
function workOf(manifest: Manifest, envelopes: readonly AdmittedEnvelope[]): Omit<CountWork, 'bytes'> {
  const text = manifestText(manifest)
  const fingerprint = fingerprintOf(text)
  const cast = envelopes.map((envelope): Leaf => ({ kind: 'envelope', envelope: hexOf(envelopeHashOf(envelope)) }))
  const leaves: readonly Leaf[] = [{ kind: 'manifest', fingerprint }, ...cast]
  const close = closeLeafOf(manifest, leaves, manifest.closesAt, { email: envelopes.length }, [])
  const [opensAt, closesAt] = [new Date(manifest.opensAt), new Date(manifest.closesAt)]
  const poll: SealedPoll = {
    ...{ id: 'bench', slug: manifest.slug, isFictitious: true, manifest, manifestText: text, fingerprint },
    settings: { householdCap: 8, paperChecking: { kind: 'all' }, work: 'usual', advisory: '' },
    ...{ publishedAt: opensAt, opensAt, closesAt, facts: { closedAt: closesAt }, stage: 'closed' },
  }
  const log = [...leaves, close].map((leaf) => `${new TextDecoder().decode(encodeLeaf(leaf))}\n`)
  return { poll, log, paper: [], heads: [], stamp: { id: 'bench', at: closesAt, place: 'Essai' } }
}

/** Counts as the job does, and the longest time that whoever reads a page meanwhile could wait for this thread. */
async function waitsOf(work: Omit<CountWork, 'bytes'>, packed: Uint8Array) {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  let isCounted = false
  const seconds = await secondsOf(async () => {
    isCounted = (await countInThread(work, packed)).ok
  })
  delay.disable()
  return { seconds, isCounted, longestMs: Math.round(delay.max / 1e6) }
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return (performance.now() - startedAt) / 1000
}
