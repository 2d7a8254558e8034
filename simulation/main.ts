import { parseArgs } from 'node:util'

/** `npm run simulate -- NAME options`: one file of this folder per name, exporting `run`. */
export type Simulation = (options: { readonly count: number; readonly seed: number }) => Promise<Verdict>

/** The last line a simulation prints, as JSON. */
export type Verdict = {
  readonly work: string
  readonly count: number
  readonly seed: number
  readonly ok: boolean
  readonly [figure: string]: unknown
}

const SIMULATIONS: Readonly<Record<string, () => Promise<{ readonly run: Simulation }>>> = {
  payments: () => import('./payments.ts'),
  votes: () => import('./votes.ts'),
}

async function main(words: readonly string[]): Promise<number> {
  const [name, ...rest] = words
  const load = name === undefined ? undefined : SIMULATIONS[name]
  const { values } = parseArgs({
    args: rest,
    options: { count: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '1' } },
    strict: false,
  })
  const [count, seed] = [Number(values.count), Number(values.seed)]
  if (!load || !Number.isInteger(count) || count < 1 || !Number.isInteger(seed)) {
    console.error(`Usage : npm run simulate -- (${Object.keys(SIMULATIONS).join('|')}) [--count N] [--seed S]`)
    return 2
  }
  const { run } = await load()
  const verdict = await run({ count, seed })
  console.log(JSON.stringify(verdict))
  return verdict.ok ? 0 : 1
}

process.exitCode = await main(process.argv.slice(2))
