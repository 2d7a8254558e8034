import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { BenchOptions, Verdict } from './main.ts'
import { commitOf } from './process.ts'

const ROOT = resolve(import.meta.dirname, '..')
const AIM_MS = 15
const WARM_UP = 40
const PAIRS = 150
const KNOWN = 100

/**
 * Whether a stranger learns, from the time of the answer, that an address has an account here: codes asked for addresses
 * that have one and addresses that have none, one after the other, in an order drawn from the seed.
 */
export async function bench({ seed, repeat }: BenchOptions): Promise<Verdict> {
  const folder = mkdtempSync(join(tmpdir(), 'filigrane-bench-sign-in-'))
  chmodSync(folder, 0o755)
  const started: ChildProcess[] = []
  try {
    const site = await startService(folder, started)
    for (let person = 0; person < KNOWN; person++)
      await createAccount(site, `connue${person}@habitants.example`, person)
    for (let asked = 0; asked < WARM_UP; asked++) await ask(site, `tiede${asked}@habitants.example`, asked)

    const times = { known: [] as number[], unknown: [] as number[] }
    for (let round = 0; round < repeat; round++) await measure(site, seed + round, round, times)
    const [known, unknown] = [spread(times.known), spread(times.unknown)]
    const difference = Math.abs(known.p95 - unknown.p95)
    console.log(`known address:   p50 ${known.p50.toFixed(1)} ms, p95 ${known.p95.toFixed(1)} ms`)
    console.log(`unknown address: p50 ${unknown.p50.toFixed(1)} ms, p95 ${unknown.p95.toFixed(1)} ms`)
    console.log(`difference of p95: ${difference.toFixed(1)} ms over ${times.known.length} pairs`)
    const total = [...times.known, ...times.unknown].reduce((sum, time) => sum + time, 0)
    return {
      work: 'sign-in',
      rate: Math.round((2_000 * times.known.length) / total),
      baseline: Math.round(unknown.p95 * 10) / 10,
      ratio: Math.round((known.p95 / unknown.p95) * 100) / 100,
      p99Ms: Math.round(Math.max(known.p99, unknown.p99) * 10) / 10,
      rssMb: 0,
      aim: `p95 of known and unknown addresses <= ${AIM_MS} ms apart`,
      ok: difference <= AIM_MS,
      seed,
      commit: commitOf(),
    }
  } finally {
    await Promise.all(started.map(stop))
    rmSync(folder, { recursive: true, force: true })
  }
}

type Times = { readonly known: number[]; readonly unknown: number[] }

// Interleaved, so that whatever else the machine does falls on both. An address known is asked for six times at most.
async function measure(site: string, seed: number, round: number, times: Times): Promise<void> {
  const random = lcg(seed)
  for (let pair = 0; pair < PAIRS; pair++) {
    const network = round * PAIRS + pair
    const known = async () => {
      times.known.push(await ask(site, `connue${network % KNOWN}@habitants.example`, 10_000 + network))
    }
    const unknown = async () => {
      times.unknown.push(await ask(site, `inconnu${network}@habitants.example`, 20_000 + network))
    }
    for (const each of random() < 0.5 ? [known, unknown] : [unknown, known]) await each()
  }
}

/** Asks for a code as a new browser of a network of its own; the time of the answer to the form, in ms. */
async function ask(site: string, address: string, network: number): Promise<number> {
  const visitor = browser(site, network)
  await visitor.read('/connexion')
  const startedAt = performance.now()
  const answer = await visitor.send('/connexion', { adresse: address })
  const time = performance.now() - startedAt
  if (answer !== '/connexion/code') throw new Error(`asked for ${address}, led to ${answer}`)
  return time
}

async function createAccount(site: string, address: string, network: number): Promise<void> {
  const visitor = browser(site, network)
  await visitor.read('/connexion')
  await visitor.send('/connexion', { adresse: address })
  const mailbox = browser(site, network)
  await mailbox.read('/demonstration/courriels')
  await mailbox.send('/demonstration/courriels', { destinataire: address })
  const code = /mail-code">([^<]+)</.exec(mailbox.page())?.[1] ?? ''
  await visitor.read('/connexion/code')
  await visitor.send('/connexion/code', { code })
  await visitor.read('/connexion/qui')
  const led = await visitor.send('/connexion/qui', { nom: 'Essai' })
  if (led !== '/mon-espace') throw new Error(`${address} has no account: led to ${led}`)
}

/** Cookies and the hidden fields of the last page, without a browser's own time. */
function browser(site: string, network: number) {
  const cookies = new Map<string, string>()
  let page = ''
  const headers = () => ({
    Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    'X-Forwarded-For': `10.${(network >> 8) & 255}.${network & 255}.7`,
  })
  const keep = async (response: Response) => {
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]!.split('=')
      cookies.set(name, value)
    }
    page = await response.text()
    return response.headers.get('Location') ?? String(response.status)
  }
  return {
    page: () => page,
    read: async (path: string) => keep(await fetch(site + path, { headers: headers(), redirect: 'manual' })),
    send: async (action: string, fields: Readonly<Record<string, string>>) => {
      const form = new RegExp(`<form[^>]* action="${action}"[^>]*>(.*?)</form>`, 's').exec(page)?.[1] ?? ''
      const hidden = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)]
      const body = new URLSearchParams([...hidden.map(([, name, value]) => [name!, value!]), ...Object.entries(fields)])
      const init = { method: 'POST', body, headers: headers(), redirect: 'manual' } as const
      return keep(await fetch(site + action, init))
    },
  }
}

function spread(times: readonly number[]) {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)]!
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

function lcg(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** As `npm start` runs it, behind a proxy it trusts so that each visitor has a network of their own. */
async function startService(folder: string, started: ChildProcess[]): Promise<string> {
  const port = await freePort()
  const { DATABASE_URL: _, ...environment } = process.env
  const settings = {
    PORT: String(port),
    FILIGRANE_DATA: join(folder, 'var'),
    FILIGRANE_DEMO: '1',
    FILIGRANE_PROXIES: '127.0.0.1',
  }
  const child = spawn(process.execPath, [join(ROOT, 'tools/start.ts')], {
    env: { ...environment, ...settings },
    stdio: 'ignore',
  })
  started.push(child)
  const site = `http://127.0.0.1:${port}`
  while (!(await answers(`${site}/sante`))) {
    if (child.exitCode !== null) throw new Error('the service did not start')
    await new Promise((wake) => setTimeout(wake, 50))
  }
  return site
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok
  } catch {
    return false
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((done) => child.once('close', done))
  child.kill('SIGTERM')
  await ended
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise<void>((done) => server.close(() => done()))
  return typeof address === 'object' && address ? address.port : 0
}
