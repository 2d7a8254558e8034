import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { type Election, type Rule, readElection, reportOf, reportText, ruleFor, tally } from '#kernel/tally'
import { findChromium } from '../journeys/chromium.ts'
import { build } from '../tools/build.ts'
import { inventElection } from './elections.ts'
import type { BenchOptions, Verdict } from './main.ts'
import { naiveEqualShares } from './naive-equal-shares.ts'
import { commitOf } from './process.ts'
import { seededRandom } from './random.ts'

// What a reader of « Vérifier » waits for: from the click on « Recompter » to the verdict, ballots received and read,
// counted and compared, by the islands of the build in a real browser; and how long the page was deaf meanwhile.

const SHAPE = {
  name: 'budapest-60000',
  voters: 60_000,
  projects: 83,
  distinctBallots: 50_000,
  source: 'Hungary_Budapest_2024.pb',
  longestBallot: 15,
  divisor: 33,
}
const AIM_MS = 2000
/** A page that answers within this is felt to answer at once (RAIL: 100 ms, less what drawing takes). */
const BLOCK_AIM_MS = 50

type Turn = { readonly totalMs: number; readonly longestBlockMs: number; readonly told: readonly string[] }

export async function bench({ seed, repeat }: BenchOptions): Promise<Verdict> {
  const ballots = inventElection(SHAPE, seededRandom(seed))
  const { election, rule } = understood(ballots)
  const report = reportText(reportOf(election, tally(election, rule)))
  const naiveMs = naiveMilliseconds(election)

  const { server, url } = await serve((await build()).folder, ballots, report)
  const profile = mkdtempSync(join(tmpdir(), 'filigrane-bench-browser-'))
  const { executable, headless, environment } = await findChromium()
  const browser = await chromium.launch({
    executablePath: executable,
    ignoreDefaultArgs: ['--headless'],
    args: [headless, '--no-first-run'],
    chromiumSandbox: false,
    env: { ...process.env, ...environment, TMPDIR: profile },
  })
  try {
    const turns: Turn[] = []
    for (let turn = 0; turn < repeat; turn++) {
      const page = await browser.newPage()
      turns.push(await recount(page, url))
      await page.close()
    }
    return verdictOf(election, turns, naiveMs, seed)
  } finally {
    await browser.close()
    server.close()
    rmSync(profile, { recursive: true, force: true })
  }
}

function understood(ballots: string): { readonly election: Election; readonly rule: Rule } {
  const read = readElection(ballots)
  if (!read.ok) throw new Error(`The invented election cannot be read: ${read.refusal.kind}`)
  const rule = ruleFor({}, read.value.voteType)
  if (!rule.ok) throw new Error(rule.refusal)
  return { election: read.value, rule: rule.value }
}

/** The plain way in doubles, counting alone, in this process. */
function naiveMilliseconds(election: Election): number {
  const startedAt = performance.now()
  naiveEqualShares(election, Number(election.budget) / election.profile.voterCount)
  return performance.now() - startedAt
}

/** The two places the island fills, and the files it asks for, under the policy of the site. */
async function serve(folder: string, ballots: string, report: string): Promise<{ server: Server; url: string }> {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, string>
  const page = `<!doctype html><title>Vérifier</title><div data-recount data-worker="${manifest['islands/count.worker.js']}"
    data-ballots="/ballots.pb" data-size="${ballots.length}" data-report="/resultats.json" data-certificate="/none"
    data-sha256="${createHash('sha256').update(ballots).digest('hex')}"></div>
    <div data-find-ballot></div><script type="module" src="${manifest['islands/verify.js']}"></script>`
  const texts: Readonly<Record<string, string>> = { '/': page, '/ballots.pb': ballots, '/resultats.json': report }
  const types = { '/': 'text/html; charset=utf-8' } as Readonly<Record<string, string>>
  const policy = "default-src 'none'; script-src 'self'; connect-src 'self'; worker-src 'self'"
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    const isBuilt = /^\/public\/[\w.-]+\.js$/.test(path)
    const body = isBuilt ? readFileSync(join(folder, path), 'utf8') : texts[path]
    const type = isBuilt ? 'text/javascript' : (types[path] ?? 'text/plain; charset=utf-8')
    response.writeHead(body === undefined ? 404 : 200, { 'Content-Type': type, 'Content-Security-Policy': policy })
    response.end(body)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return { server, url: `http://localhost:${address.port}/` }
}

async function recount(page: Page, url: string): Promise<Turn> {
  await page.goto(url)
  await page.getByRole('button', { name: 'Recompter' }).waitFor()
  return page.evaluate(async () => {
    const wait = (ms: number) => new Promise((wake) => setTimeout(wake, ms))
    const told = () => [...document.querySelectorAll('.verdict')].map((each) => each.textContent ?? '')
    let longestBlockMs = 0
    let beat = performance.now()
    // A heart that beats as often as the page lets it: what it misses is time the page was deaf.
    const heart = setInterval(() => {
      const now = performance.now()
      longestBlockMs = Math.max(longestBlockMs, now - beat)
      beat = now
    }, 0)
    await wait(50)
    longestBlockMs = 0
    beat = performance.now()
    const startedAt = performance.now()
    document.querySelector('button')?.click()
    while (told().length < 2 && performance.now() - startedAt < 120_000) await wait(4)
    const totalMs = performance.now() - startedAt
    clearInterval(heart)
    return { totalMs, longestBlockMs, told: told() }
  })
}

function verdictOf({ profile, projects }: Election, turns: readonly Turn[], naiveMs: number, seed: number): Verdict {
  const totals = turns.map(({ totalMs }) => totalMs)
  const blocks = turns.map(({ longestBlockMs }) => longestBlockMs)
  const isSame = turns.every(({ told }) => told.length === 2 && told[1]?.includes('le résultat publié'))
  const list = (values: readonly number[]) => values.map((value) => value.toFixed(0)).join(', ')
  console.log(
    `${SHAPE.name}: ${profile.voterCount} ballots (${profile.groupCount} distinct), ${projects.length} projects\n` +
      `  click to verdict ${list(totals)} ms, aim ${AIM_MS}; longest block of the page ${list(blocks)} ms, aim ${BLOCK_AIM_MS}\n` +
      `  the page said: ${turns[0]?.told.join(' | ')}\n` +
      `  baseline (naive, doubles, counting alone in Node): ${naiveMs.toFixed(0)} ms`,
  )
  const median = medianOf(totals)
  return {
    work: 'browser',
    rate: Math.round((profile.voterCount / median) * 1000),
    baseline: Math.round((profile.voterCount / naiveMs) * 1000),
    ratio: Number((naiveMs / median).toFixed(2)),
    p99Ms: Math.round(Math.max(...totals)),
    rssMb: Math.round(process.memoryUsage().rss / 2 ** 20),
    aim: `60 000 ballots <= ${AIM_MS} ms, page never deaf longer than ${BLOCK_AIM_MS} ms`,
    ok: isSame && median <= AIM_MS && medianOf(blocks) <= BLOCK_AIM_MS,
    seed,
    commit: commitOf(),
  }
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Infinity
}
