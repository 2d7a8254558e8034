import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startTestProvider } from '#platform/identity/testing'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the site the journeys walk through, without a final slash. */
    site: string
  }
}

const ROOT = resolve(import.meta.dirname, '..')
const PATIENCE_MS = 90_000

/**
 * Once for all journeys: the service as `npm start` runs it, with its demonstration, on data of its own. With
 * `JOURNEYS_SITE` set, the journeys walk through that running site instead.
 */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const { JOURNEYS_SITE: running } = process.env
  if (running) {
    project.provide('site', running.replace(/\/$/, ''))
    return undefined
  }

  const folder = mkdtempSync(join(tmpdir(), 'filigrane-journeys-'))
  chmodSync(folder, 0o755) // PostgreSQL may run as another user than we do.
  const port = await freePort()
  const site = `http://localhost:${port}`
  const house = await startTestProvider(site, 'house')
  const service = startService({
    PORT: String(port),
    FILIGRANE_URL: site,
    FILIGRANE_DATA: join(folder, 'var'),
    OIDC_HOUSE_ISSUER: house.issuer,
    OIDC_HOUSE_CLIENT_ID: house.clientId,
    OIDC_HOUSE_CLIENT_SECRET: house.clientSecret,
    OIDC_HOUSE_NAME: 'mon compte de travail',
  })
  const stop = async () => {
    await service.stop()
    await house.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await service.answers(`${site}/sante`)
  } catch (error) {
    await stop()
    throw error
  }
  project.provide('site', site)
  return stop
}

type Service = { answers(url: string): Promise<void>; stop(): Promise<void> }

function startService(settings: Readonly<Record<string, string>>): Service {
  const { DATABASE_URL: _, ...environment } = process.env
  const child = spawn(process.execPath, [join(ROOT, 'tools/start.ts')], {
    cwd: ROOT,
    env: { ...environment, FILIGRANE_DEMO: '1', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (said += data.toString()))
  const ended = new Promise<void>((done) => child.once('close', () => done()))

  return {
    answers: async (url) => {
      const giveUpAt = performance.now() + PATIENCE_MS
      while (!(await isHealthy(url))) {
        if (hasEnded(child)) throw new Error(`Le service ne démarre pas. Il a dit :\n${said}`)
        if (performance.now() > giveUpAt) throw new Error(`Le service ne répond pas après 90 s. Il a dit :\n${said}`)
        await new Promise((wake) => setTimeout(wake, 50))
      }
    },
    stop: async () => {
      if (!hasEnded(child)) child.kill('SIGTERM')
      await ended
      const faults = said.split('\n').filter((line) => /"level":[56]0/.test(line))
      if (faults.length > 0) console.error(`Le service a noté des erreurs :\n${faults.join('\n')}`)
    },
  }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    const response = await fetch(url)
    return response.ok
  } catch {
    return false
  }
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
