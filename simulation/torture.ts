// `npm run torture -- votes --rounds N`: kill -9 of the application, or of PostgreSQL, while people vote.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { receiptText } from '#kernel/ballot'
import { hexOf } from '#kernel/merkle'
import { seededRandom } from '#platform/context/testing'
import { castBallot } from '../src/modules/ballots/commands/casting/index.ts'
import type { Pass } from '../src/modules/ballots/sealed/pass.ts'
import type { SealedPoll } from '../src/modules/ballots/sealed/poll.ts'
import { findSealedPoll } from '../src/modules/ballots/store/sealed/index.ts'
import { newPasses } from '../src/modules/ballots/testing/casting.ts'
import { openPoll } from '../src/modules/ballots/testing/sealed-poll.ts'
import { failingChecks } from '../src/modules/ballots/testing/simulated-votes.ts'
import { castOf, openTortured, SLUG } from './torture-vote.ts'

const VOTERS = 200

type Round = {
  readonly acknowledged: number
  readonly lost: number
  readonly doubled: number
  readonly failing: readonly string[]
}

async function main(words: readonly string[]): Promise<number> {
  const [name, ...rest] = words
  const { values } = parseArgs({
    args: rest,
    options: { rounds: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' } },
    strict: false,
  })
  const [rounds, seed] = [Number(values.rounds), Number(values.seed)]
  if (name !== 'votes' || !(rounds >= 1)) {
    console.error('Usage : npm run torture -- votes [--rounds N] [--seed S]')
    return 2
  }
  const folder = mkdtempSync(join(tmpdir(), 'filigrane-torture-'))
  chmodSync(folder, 0o755)
  const total = { acknowledged: 0, lost: 0, doubled: 0, failing: 0 }
  const draw = seededRandom(seed)
  try {
    await prepare(join(folder, 'data'))
    for (let round = 0; round < rounds; round += 1) {
      const victim = round % 2 === 0 ? 'application' : 'PostgreSQL'
      const after = Buffer.from(draw(2)).readUInt16BE() % VOTERS
      const { acknowledged, lost, doubled, failing } = await torment(folder, round, victim, after)
      console.log(
        `round ${round + 1}: kill -9 ${victim}, ${acknowledged} acknowledged, ${lost} lost, ${doubled} doubled`,
      )
      for (const check of failing) console.log(`  false: ${check}`)
      total.acknowledged += acknowledged
      total.lost += lost
      total.doubled += doubled
      total.failing += failing.length
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  const { acknowledged, lost, doubled, failing } = total
  const isOk = lost === 0 && doubled === 0 && failing === 0
  console.log(
    JSON.stringify({
      work: 'torture votes',
      rounds,
      acknowledged,
      found: acknowledged - lost,
      lost,
      doubled,
      ok: isOk,
    }),
  )
  return isOk ? 0 : 1
}

async function prepare(data: string): Promise<void> {
  const { context, close } = await openTortured(data)
  await openPoll(context, { slug: SLUG })
  await close()
}

/** People vote, something is killed; then each sends the same again, and everything is looked at. */
async function torment(folder: string, round: number, victim: string, after: number): Promise<Round> {
  const data = join(folder, 'data')
  const before = await openTortured(data)
  const poll = (await findSealedPoll(before.context.db, SLUG, before.context.now()))!
  const numbers = Array.from({ length: VOTERS }, (_, at) => round * VOTERS + at)
  const passes = await newPasses(
    before.context,
    poll,
    numbers.map((at) => `Voisin ${at}`),
  )
  const file = join(folder, 'asked.json')
  const asked = numbers.map((at, index) => ({ at, pass: { ...passes[index]!, key: hexOf(passes[index]!.key) } }))
  writeFileSync(file, JSON.stringify(asked))
  const child = spawn(process.execPath, [join(import.meta.dirname, 'torture.child.ts'), data, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const told = await acknowledgedBefore(child, after, () => {
    if (victim === 'application') child.kill('SIGKILL')
    else process.kill(before.pid, 'SIGKILL')
  })
  // What it held of the old server goes with it, or is refused at once.
  await before.close().catch(() => {})
  const now = await openTortured(data)
  try {
    return await judge(now.context, poll, { numbers, passes, told })
  } finally {
    await now.close()
  }
}

/** Kills when so many were acknowledged, and reads on to the last line that was written. */
async function acknowledgedBefore(
  child: ChildProcess,
  after: number,
  kill: () => void,
): Promise<ReadonlyMap<number, string>> {
  const told = new Map<number, string>()
  let isKilled = false
  const lines = createInterface({ input: child.stdout! })
  const exited = once(child, 'exit')
  for await (const line of lines) {
    if (line !== 'all') told.set(Number(line.split(' ')[0]), line.split(' ')[1]!)
    if (!isKilled && (told.size > after || line === 'all')) {
      isKilled = true
      kill()
    }
    if (line === 'all') child.kill('SIGKILL')
  }
  await exited
  return told
}

type Told = {
  readonly numbers: readonly number[]
  readonly passes: readonly Pass[]
  readonly told: ReadonlyMap<number, string>
}

async function judge(
  context: Awaited<ReturnType<typeof openTortured>>['context'],
  poll: SealedPoll,
  { numbers, passes, told }: Told,
): Promise<Round> {
  let lost = 0
  await Promise.all(
    numbers.map(async (at, index) => {
      const again = await castBallot(context, castOf(poll, passes[index]!, at))
      const line = again.ok ? receiptText(again.value) : again.refusal
      if (told.has(at) && told.get(at) !== line) lost += 1
      if (!again.ok) throw new Error(`voter ${at} is refused: ${again.refusal}`)
    }),
  )
  const { count } = await context.db
    .selectFrom('log_leaf')
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .where('poll_id', '=', poll.id)
    .where('kind', '=', 'envelope')
    .executeTakeFirstOrThrow()
  const doubled = Number(count) - (numbers.at(-1)! + 1)
  return { acknowledged: told.size, lost, doubled, failing: await failingChecks(context) }
}

process.exitCode = await main(process.argv.slice(2))
