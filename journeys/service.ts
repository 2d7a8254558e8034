import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** Where a service will run: its address is known before it starts, so that others can be told of it. */
export type Place = {
  readonly port: number
  /** Without a final slash. */
  readonly site: string
  /** Its FILIGRANE_DATA. */
  readonly data: string
}

export type Service = Place & {
  /** All it wrote on its console so far. */
  said(): string
  /** Ends it and removes its data. */
  stop(): Promise<void>
}

const ROOT = resolve(import.meta.dirname, '..')
// Only what hangs is cut: one that ends is seen at once.
const PATIENCE_MS = 300_000

/** A free port, and an empty folder PostgreSQL may enter, whichever user it runs as. */
export async function findPlace(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'filigrane-journeys-'))
  chmodSync(folder, 0o755)
  const port = await freePort()
  return { port, site: `http://localhost:${port}`, data: join(folder, 'var') }
}

/**
 * The service as `npm start` runs it, once it answers.
 *
 * @param settings  variables of its environment, beside those of its place; with its demonstration unless they say no
 * @throws          with all it said, when it does not start
 */
export async function startService(place: Place, settings: Readonly<Record<string, string>> = {}): Promise<Service> {
  const { DATABASE_URL: _, ...environment } = process.env
  const own = { PORT: String(place.port), FILIGRANE_URL: place.site, FILIGRANE_DATA: place.data }
  const child = spawn(process.execPath, [join(ROOT, 'tools/start.ts')], {
    cwd: ROOT,
    env: { ...environment, FILIGRANE_DEMO: '1', ...own, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (said += data.toString()))
  const ended = new Promise<void>((done) => child.once('close', () => done()))
  const stop = async () => {
    if (!hasEnded(child)) child.kill('SIGTERM')
    await ended
    const faults = said.split('\n').filter((line) => /"level":[56]0/.test(line))
    if (faults.length > 0) console.error(`Le service a noté des erreurs :\n${faults.join('\n')}`)
    rmSync(join(place.data, '..'), { recursive: true, force: true })
  }
  try {
    await answers(child, `${place.site}/sante`, () => said)
  } catch (error) {
    await stop()
    throw error
  }
  return { ...place, said: () => said, stop }
}

async function answers(child: ChildProcess, url: string, said: () => string): Promise<void> {
  const giveUpAt = performance.now() + PATIENCE_MS
  for (let health = await healthOf(url); health !== 'ok'; health = await healthOf(url)) {
    if (hasEnded(child)) throw new Error(`Le service ne démarre pas. Il a dit :\n${said()}`)
    if (performance.now() > giveUpAt)
      throw new Error(`Le service n’est pas prêt après cinq minutes (${health}). Il a dit :\n${said()}`)
    await new Promise((wake) => setTimeout(wake, 50))
  }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}

/** 'ok', else what it answers, or why nothing comes. */
async function healthOf(url: string): Promise<string> {
  try {
    const response = await fetch(url)
    return response.ok ? 'ok' : `${response.status} ${await response.text()}`
  } catch (error) {
    return String(error)
  }
}

export function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
