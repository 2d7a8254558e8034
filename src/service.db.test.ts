import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

// The service as `npm start` runs it, in processes of its own: how it starts, refuses to start, stops and recovers.

/** Four real elections, and the invented vote that was held to its result. */
const PUBLISHED = 5
const ROOT = resolve(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'filigrane-service-'))
chmodSync(folder, 0o755) // PostgreSQL may run as another user than we do.
const data = join(folder, 'var')
const started: ChildProcess[] = []

afterAll(async () => {
  for (const child of started) {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((done) => child.once('close', done))
      child.kill('SIGTERM')
      await ended
    }
  }
  rmSync(folder, { recursive: true, force: true })
})

type Running = { readonly child: ChildProcess; said(): string; readonly ended: Promise<number | null> }

function start(settings: Readonly<Record<string, string>>): Running {
  const { DATABASE_URL: _, ...environment } = process.env
  const child = spawn(process.execPath, [join(ROOT, 'tools/start.ts')], {
    cwd: '/',
    env: { ...environment, FILIGRANE_DATA: data, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.push(child)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (words: Buffer) => (said += words.toString()))
  return { child, said: () => said, ended: new Promise((done) => child.once('close', (status) => done(status))) }
}

async function ready(running: Running): Promise<void> {
  while (!running.said().includes('Filigrane est prêt')) {
    if (running.child.exitCode !== null) throw new Error(running.said())
    await new Promise((wake) => setTimeout(wake, 20))
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  return typeof address === 'object' && address ? address.port : 0
}

let port: number
let service: Running
beforeAll(async () => {
  port = await freePort()
  service = start({ PORT: String(port) })
  await ready(service)
})

const pollCount = async () =>
  ((await (await fetch(`http://127.0.0.1:${port}/api/v1/scrutins`)).json()) as unknown[]).length

test('a first start says each step, then its address, and has the demonstration', async () => {
  expect(service.said()).toContain('Préparation de PostgreSQL')
  expect(service.said()).toContain(`Filigrane est prêt : http://localhost:${port}`)
  expect(await pollCount()).toBe(PUBLISHED)
})

test('a second instance on the same data is refused with what to do, and harms nothing', async () => {
  const second = start({ PORT: String(await freePort()) })
  expect(await second.ended).toBe(1)
  expect(second.said()).toMatch(/même|déjà/)
  expect(await pollCount()).toBe(PUBLISHED)
})

test('a port that is taken is refused with another one to try, before any data is touched', async () => {
  const elsewhere = join(folder, 'elsewhere')
  const second = start({ PORT: String(port), FILIGRANE_DATA: elsewhere })
  expect(await second.ended).toBe(1)
  expect(second.said()).toContain(`PORT=${port + 1} npm start`)
  expect(readdirSync(folder)).not.toContain('elsewhere')
})

test.each([
  [{ PORT: 'abc' }, 'PORT doit être un nombre'],
  [{ FILIGRANE_DATTA: '/tmp' }, 'FILIGRANE_DATTA n’existe pas'.replace('’', "'")],
  [{ HOST: '0.0.0.0' }, 'FILIGRANE_DEMO=public'],
  [{ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/filigrane' }, 'PostgreSQL ne répond pas'],
])('settings %o are refused with a sentence', async (settings, sentence) => {
  const refused = start({ PORT: String(await freePort()), ...(settings as Record<string, string>) })
  expect(await refused.ended).toBe(1)
  expect(refused.said()).toContain(sentence)
  expect(refused.said()).not.toContain('    at ')
})

test('commands work beside the running service', async () => {
  const command = spawn(join(ROOT, 'bin/filigrane'), ['check'], {
    env: { ...process.env, DATABASE_URL: '', FILIGRANE_DATA: data },
  })
  expect(await new Promise((done) => command.once('close', done))).toBe(0)
})

test('stopped by a signal it ends cleanly; started again it has kept everything', async () => {
  service.child.kill('SIGTERM')
  expect(await service.ended).toBe(0)
  service = start({ PORT: String(port) })
  await ready(service)
  expect(service.said()).not.toContain('Préparation de PostgreSQL')
  expect(await pollCount()).toBe(PUBLISHED)
})

test('after a kill -9 the next start recovers by itself, and no PostgreSQL stays behind', async () => {
  service.child.kill('SIGKILL')
  await service.ended
  service = start({ PORT: String(port) })
  await ready(service)
  expect(await pollCount()).toBe(PUBLISHED)
  service.child.kill('SIGINT')
  expect(await service.ended).toBe(0)
  expect(processesOn(data)).toEqual([])
})

/** Processes whose command line names a folder. */
function processesOn(place: string): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(place)
      } catch {
        return false // It ended meanwhile.
      }
    })
}
