import { parseArgs } from 'node:util'

/** `npm run bench -- NAME options`: one file of this folder per name, exporting `bench`. */
export type Bench = (options: BenchOptions) => Promise<Verdict>

export type BenchOptions = { readonly seed: number; readonly repeat: number; readonly rest: readonly string[] }

/** The last line a benchmark prints, as JSON. */
export type Verdict = {
  readonly work: string
  /** In units per second; `baseline` is the plain way of doing the same work, in the same run. */
  readonly rate: number
  readonly baseline: number
  readonly ratio: number
  readonly p99Ms: number
  readonly rssMb: number
  readonly aim: string
  readonly ok: boolean
  readonly seed: number
  readonly commit: string
}

const BENCHES: Readonly<Record<string, () => Promise<{ readonly bench: Bench }>>> = {
  browser: () => import('./browser.ts'),
  documents: () => import('./documents.ts'),
  ledger: () => import('./ledger.ts'),
  'ledger-reads': () => import('./ledger-reads.ts'),
  observatory: () => import('./observatory.ts'),
  opening: () => import('./opening.ts'),
  tally: () => import('./tally.ts'),
  mail: () => import('./mail.ts'),
  pages: () => import('./pages.ts'),
  'sign-in': () => import('./sign-in.ts'),
  secrecy: () => import('./secrecy.ts'),
  sirene: () => import('./sirene.ts'),
  vote: () => import('./vote.ts'),
}

async function main(words: readonly string[]): Promise<number> {
  const [name, ...rest] = words
  const load = name === undefined ? undefined : BENCHES[name]
  if (!load) {
    console.error(`Usage : npm run bench -- (${Object.keys(BENCHES).join('|')}) [--seed N] [--repeat N] [options]`)
    return 2
  }
  const { values, positionals } = parseArgs({
    args: rest,
    options: { seed: { type: 'string', default: '1' }, repeat: { type: 'string', default: '3' } },
    strict: false,
    allowPositionals: true,
  })
  const { bench } = await load()
  const verdict = await bench({ seed: Number(values.seed), repeat: Number(values.repeat), rest: positionals })
  console.log(JSON.stringify(verdict))
  return verdict.ok ? 0 : 1
}

process.exitCode = await main(process.argv.slice(2))
