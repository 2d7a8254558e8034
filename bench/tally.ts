import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Election, readElection, ruleFor, tally } from '#kernel/tally'
import { inventElection, type Shape } from './elections.ts'
import type { BenchOptions, Verdict } from './main.ts'
import { naiveEqualShares } from './naive-equal-shares.ts'
import { commitOf, runProcess } from './process.ts'
import { seededRandom } from './random.ts'

/** A count of a town's size, timed as a whole process: start, reading, counting, writing. */
type Work = {
  readonly shape: Shape
  readonly completion: 'none' | 'add1'
  readonly aimMs: number
  /** Shown, but not part of the verdict. */
  readonly isExtra?: boolean
}

const BUDAPEST = {
  voters: 61_668,
  projects: 83,
  distinctBallots: 51_202,
  source: 'Hungary_Budapest_2024.pb',
  longestBallot: 15,
}
const LODZ = { voters: 90_494, projects: 160, distinctBallots: 23_571, source: 'Poland_Lodz_2024.pb', longestBallot: 5 }

// With amounts divided by 33 a voter's share is about 490 currency units, as in the Polish towns that use the method.
const WORKS: readonly Work[] = [
  { shape: { name: 'budapest-doubled', divisor: 33, ...BUDAPEST }, completion: 'none', aimMs: 1000 },
  { shape: { name: 'lodz-larger', divisor: 1, ...LODZ }, completion: 'add1', aimMs: 3000 },
  { shape: { name: 'budapest-doubled', divisor: 33, ...BUDAPEST }, completion: 'add1', aimMs: 10_000 },
  { shape: { name: 'budapest-forints', divisor: 1, ...BUDAPEST }, completion: 'add1', aimMs: 30_000, isExtra: true },
]

const FILIGRANE = join(import.meta.dirname, '../bin/filigrane')
const MEMORY_MB = 400

type Figures = {
  readonly work: Work
  readonly totals: readonly number[]
  readonly rssMb: number
  readonly naiveMs: number
}

export async function bench({ seed, repeat }: BenchOptions): Promise<Verdict> {
  const folder = mkdtempSync(join(tmpdir(), 'filigrane-bench-'))
  try {
    const figures: Figures[] = []
    for (const work of WORKS) figures.push(await measure(work, folder, seed, repeat))
    return verdictOf(figures, seed)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function measure(work: Work, folder: string, seed: number, repeat: number): Promise<Figures> {
  const { shape, completion } = work
  const file = join(folder, `${shape.name}.pb`)
  writeFileSync(file, inventElection(shape, seededRandom(seed)))
  const { election, readingMs, countingMs, counts, endowment } = inside(file, completion)

  const totals: number[] = []
  const naive: number[] = []
  let rssMb = 0
  for (let turn = 0; turn < repeat; turn++) {
    const run = await runProcess(FILIGRANE, ['tally', file, '--completion', completion, '--json'])
    totals.push(run.milliseconds)
    rssMb = Math.max(rssMb, run.rssMb)
    if (turn > 0 && completion === 'add1') continue
    const start = performance.now()
    naiveEqualShares(election, endowment)
    naive.push((performance.now() - start) * counts)
  }
  const naiveMs = medianOf(naive)
  const { profile, projects } = election
  console.log(
    `${shape.name} ${completion}: ${profile.voterCount} ballots (${profile.groupCount} distinct), ${projects.length} projects, ` +
      `${counts} counts asked\n` +
      `  whole process ${list(totals)} ms, aim ${work.aimMs}; peak ${rssMb.toFixed(0)} MB, aim ${MEMORY_MB}\n` +
      `  inside one process, cold: reading ${readingMs.toFixed(0)} ms, counting ${countingMs.toFixed(0)} ms\n` +
      `  baseline (naive, doubles): ${list(naive)} ms${counts > 1 ? ', one count multiplied' : ''}`,
  )
  return { work, totals, rssMb, naiveMs }
}

/** Reading and counting apart, and how many counts the completion stands for. */
function inside(file: string, completion: Work['completion']) {
  const start = performance.now()
  const read = readElection(readFileSync(file))
  if (!read.ok) throw new Error(`The invented election cannot be read: ${read.refusal.kind}, line ${read.refusal.line}`)
  const election: Election = read.value
  const hasRead = performance.now()
  const rule = ruleFor({ completion }, election.voteType)
  if (!rule.ok) throw new Error(rule.refusal)
  const { endowment, increments } = tally(election, rule.value)
  const countingMs = performance.now() - hasRead
  const share = Number(endowment!.numerator) / Number(endowment!.denominator)
  return { election, readingMs: hasRead - start, countingMs, counts: (increments ?? 0) + 1, endowment: share }
}

/** Rates are in ballots counted per second over the works of the verdict, each taken at its median. */
function verdictOf(figures: readonly Figures[], seed: number): Verdict {
  const judged = figures.filter(({ work }) => !work.isExtra)
  const ballots = judged.reduce((sum, { work }) => sum + work.shape.voters, 0)
  const seconds = judged.reduce((sum, { totals }) => sum + medianOf(totals) / 1000, 0)
  const naiveSeconds = judged.reduce((sum, { naiveMs }) => sum + naiveMs / 1000, 0)
  const isQuick = judged.every(({ work, totals }) => medianOf(totals) <= work.aimMs)
  const rssMb = Math.max(...figures.map((one) => one.rssMb))
  return {
    work: 'tally',
    rate: Math.round(ballots / seconds),
    baseline: Math.round(ballots / naiveSeconds),
    ratio: Number((naiveSeconds / seconds).toFixed(2)),
    p99Ms: Math.round(Math.max(...judged.flatMap(({ totals }) => totals))),
    rssMb: Math.round(rssMb),
    aim: judged.map(({ work }) => `${work.shape.name} ${work.completion} <= ${work.aimMs} ms`).join(', '),
    ok: isQuick && rssMb <= MEMORY_MB,
    seed,
    commit: commitOf(),
  }
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}

function list(values: readonly number[]): string {
  return values.map((value) => value.toFixed(0)).join(', ')
}
