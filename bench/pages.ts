import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { BenchOptions, Verdict } from './main.ts'
import { commitOf } from './process.ts'

const ROOT = resolve(import.meta.dirname, '..')
const PAGE = '/scrutins/wieliczka-2023/resultats'
const REQUESTS = 2_000
const AT_ONCE = 16
const RENDERED = 300
const WARM_UP = 200
const AIMS = { ratio: 0.5, renderedCpuMs: 2, coldMs: 6_000, warmMs: 1_500, rssMb: 250, panoramaMs: 50 } as const
const ASKED = 60

/** Pages of the panorama, each by addresses that are all different to the cache: `n` is ignored where it says nothing. */
const PANORAMA: Readonly<Record<string, (n: number) => string>> = {
  'a list of the directory': (n) => `/annuaire?q=${NAMES[n % NAMES.length]}&tri=${TURNS[n % TURNS.length]}`,
  'the map of the directory': (n) => `/carte?q=${NAMES[n % NAMES.length]}&taille=${SIZES[n % SIZES.length]}`,
  'points of the map': (n) => `/api/v1/organisations.geojson?n=${n}`,
  'a structure': (n) => `/annuaire/aide-a-domicile-de-l-etoile-de-calais-exemple?n=${n}`,
  'the key figures': (n) => `/observatoire?n=${n}`,
  'the maps of the observatory': (n) => `/observatoire/cartes?n=${n}`,
  'the profile of an EPCI': (n) => `/observatoire/territoires/200033579?n=${n}`,
}
const NAMES =
  'club atelier jardin entraide compagnie creche aide amicale ressourcerie cinema mutuelle fondation lien'.split(' ')
const TURNS = ['nom', 'taille', 'recentes', 'pertinence']
const SIZES = ['sans-salarie', '1-9', '10-49', 'inconnu']

/** How long the first page takes, what a page costs, and what the cache gives beside bare `node:http`. */
export async function bench({ seed, repeat }: BenchOptions): Promise<Verdict> {
  const folder = mkdtempSync(join(tmpdir(), 'filigrane-bench-pages-'))
  chmodSync(folder, 0o755)
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
  const started: ChildProcess[] = []
  try {
    const first = await startService(folder, started)
    await stop(first.child)
    const service = await startService(folder, started)
    console.log(`first page: ${first.ms} ms on an empty database, ${service.ms} ms afterwards`)

    const bare = await startBare(await bytesOf(service.port, agent), started)
    const rounds = []
    for (let round = 0; round < repeat; round++) {
      rounds.push({ bare: await load(bare.port, agent), cached: await load(service.port, agent) })
    }
    const rendered = await renderedCpu(service, agent)
    const panorama = await readPanorama(service, agent)
    const rssMb = memoryOf(service.child)
    const cachedRate = median(rounds.map(({ cached }) => cached.rate))
    const bareRate = median(rounds.map(({ bare: each }) => each.rate))
    const ratio = median(rounds.map(({ cached, bare: each }) => cached.rate / each.rate))
    console.log(
      `cached page: ${Math.round(cachedRate)}/s, bare node:http ${Math.round(bareRate)}/s, ratio ${ratio.toFixed(2)}`,
    )
    console.log(`rendered list with its queries: ${rendered.toFixed(2)} ms of CPU; memory ${rssMb} MB`)
    for (const { name, firstMs, cpuMs, medianMs } of panorama) {
      const costs = `${cpuMs.toFixed(1)} ms of CPU (${(cpuMs / rendered).toFixed(1)} lists of votes)`
      console.log(`${name}: first ${firstMs.toFixed(0)} ms, then ${medianMs.toFixed(1)} ms, ${costs}`)
    }
    const slowestMs = Math.max(...panorama.map(({ medianMs }) => medianMs))
    return {
      work: 'pages',
      rate: Math.round(cachedRate),
      baseline: Math.round(bareRate),
      ratio: Math.round(ratio * 100) / 100,
      p99Ms: Math.round(Math.max(...rounds.map(({ cached }) => cached.p99Ms)) * 10) / 10,
      rssMb,
      aim: `cached >= ${AIMS.ratio} of bare, rendered <= ${AIMS.renderedCpuMs} ms CPU, panorama <= ${AIMS.panoramaMs} ms, first page <= ${AIMS.coldMs} then ${AIMS.warmMs} ms, <= ${AIMS.rssMb} MB`,
      ok:
        ratio >= AIMS.ratio &&
        rendered <= AIMS.renderedCpuMs &&
        slowestMs <= AIMS.panoramaMs &&
        first.ms <= AIMS.coldMs &&
        service.ms <= AIMS.warmMs &&
        rssMb <= AIMS.rssMb,
      seed,
      commit: commitOf(),
    }
  } finally {
    agent.destroy()
    await Promise.all(started.map(stop))
    rmSync(folder, { recursive: true, force: true })
  }
}

type Served = { readonly child: ChildProcess; readonly port: number; readonly ms: number }

/** As `npm start` runs it; timed until its first page has come. */
async function startService(folder: string, started: ChildProcess[]): Promise<Served> {
  const port = await freePort()
  const { DATABASE_URL: _, ...environment } = process.env
  const settings = { PORT: String(port), FILIGRANE_DATA: join(folder, 'var'), FILIGRANE_DEMO: '1' }
  const startedAt = performance.now()
  const child = spawn(process.execPath, [join(ROOT, 'tools/start.ts')], {
    env: { ...environment, ...settings },
    stdio: 'ignore',
  })
  started.push(child)
  while (!(await answers(port))) await new Promise((wake) => setTimeout(wake, 10))
  return { child, port, ms: Math.round(performance.now() - startedAt) }
}

/** The same bytes from the plainest server, in a process of its own. */
async function startBare(bytes: Buffer, started: ChildProcess[]): Promise<Served> {
  const port = await freePort()
  const program = `
    const body = Buffer.from(process.argv[2], 'base64')
    require('node:http').createServer((_, response) => response.end(body)).listen(+process.argv[1], '127.0.0.1')`
  const child = spawn(process.execPath, ['-e', program, String(port), bytes.toString('base64')], { stdio: 'ignore' })
  started.push(child)
  while (!(await answers(port))) await new Promise((wake) => setTimeout(wake, 10))
  return { child, port, ms: 0 }
}

async function load(port: number, agent: Agent): Promise<{ readonly rate: number; readonly p99Ms: number }> {
  const times: number[] = []
  const startedAt = performance.now()
  let left = REQUESTS
  const worker = async () => {
    while (left-- > 0) {
      const before = performance.now()
      await fetchPage(port, PAGE, agent)
      times.push(performance.now() - before)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  const seconds = (performance.now() - startedAt) / 1000
  return { rate: REQUESTS / seconds, p99Ms: times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)]! }
}

/**
 * Pages nobody asked before, so that each is rendered with its queries: CPU of the service per page, in ms. Not
 * compressed: that is done once for all the readers of a page.
 */
async function renderedCpu({ child, port }: Served, agent: Agent): Promise<number> {
  for (let page = 0; page < WARM_UP; page++)
    await fetchPage(port, `/scrutins?q=wieliczka&n=${-page}`, agent, 'identity')
  const before = cpuOf(child)
  for (let page = 1; page <= RENDERED; page++)
    await fetchPage(port, `/scrutins?q=wieliczka&n=${page}`, agent, 'identity')
  return (cpuOf(child) - before) / RENDERED
}

type Read = { readonly name: string; readonly firstMs: number; readonly medianMs: number; readonly cpuMs: number }

/** Directory and observatory, rendered each time: how long the first one takes, then the median and the CPU of the rest. */
async function readPanorama({ child, port }: Served, agent: Agent): Promise<readonly Read[]> {
  const read: Read[] = []
  for (const [name, addressOf] of Object.entries(PANORAMA)) {
    const timed = async (n: number) => {
      const before = performance.now()
      await fetchPage(port, addressOf(n), agent, 'identity')
      return performance.now() - before
    }
    const firstMs = await timed(0)
    const before = cpuOf(child)
    const times: number[] = []
    for (let n = 1; n <= ASKED; n += 1) times.push(await timed(n))
    read.push({ name, firstMs, medianMs: median(times), cpuMs: (cpuOf(child) - before) / ASKED })
  }
  return read
}

function fetchPage(port: number, path: string, agent: Agent, encoding = 'br'): Promise<Buffer> {
  return new Promise((done, fail) => {
    get({ port, host: '127.0.0.1', path, agent, headers: { 'Accept-Encoding': encoding } }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part)).on('error', fail)
      response.on('end', () =>
        response.statusCode === 200 ? done(Buffer.concat(parts)) : fail(new Error(`${path}: ${response.statusCode}`)),
      )
    }).on('error', fail)
  })
}

const bytesOf = (port: number, agent: Agent) => fetchPage(port, PAGE, agent)

async function answers(port: number): Promise<boolean> {
  const agent = new Agent()
  try {
    await fetchPage(port, PAGE, agent)
    return true
  } catch {
    return false
  } finally {
    agent.destroy()
  }
}

// Linux counts in hundredths of a second.
function cpuOf(child: ChildProcess): number {
  const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

function memoryOf(child: ChildProcess): number {
  return Math.round(Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024)
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
  await new Promise((done) => server.close(done))
  return typeof address === 'object' && address ? address.port : 0
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}
