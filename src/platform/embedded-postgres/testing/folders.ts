import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { expect, onTestFinished } from 'vitest'
import { type Embedded, type LaunchOptions, launchEmbedded } from '../launch.ts'
import { sentenceOf } from '../refusals.ts'

/** A folder for one test, open to every account. When the test ends nothing may run in it. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'filigrane-pg-'))
  chmodSync(folder, 0o755)
  onTestFinished(async () => {
    const left = await waitForNobody(folder)
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    expect(left, 'no PostgreSQL is left behind').toEqual([])
  })
  return folder
}

/** The data of one first start, for several tests to use in turn or to copy. */
export async function makeModel(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'filigrane-pg-model-'))
  chmodSync(folder, 0o755)
  await (await launchIn({ folder })).stop()
  return folder
}

/** A copy of that model, for a test that damages it or wants it under another name. */
export function copyOf(model: string, name = 'var'): string {
  const folder = join(testFolder(), name)
  execFileSync('cp', ['-a', model, folder])
  return folder
}

/** Launches without waiting for the disk, until the test ends; a refusal fails the test with its sentence. */
export async function launch(options: LaunchOptions): Promise<Embedded> {
  const embedded = await launchIn(options)
  onTestFinished(() => embedded.stop())
  return embedded
}

async function launchIn(options: LaunchOptions): Promise<Embedded> {
  const launched = await launchEmbedded({ durable: false, ...options })
  if (!launched.ok) throw new Error(sentenceOf(launched.refusal))
  return launched.value
}

export async function ask(host: string, query: string): Promise<Record<string, unknown>> {
  const client = new pg.Client({ host, port: 5432, user: 'postgres', database: 'postgres' })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(query)).rows[0]
  } finally {
    await client.end()
  }
}

/** Waits until nobody works below that folder; gives who still does after ten seconds. */
export async function waitForNobody(folder: string): Promise<readonly string[]> {
  for (let waited = 0; waited < 10_000 && listProcessesBelow(folder).length > 0; waited += 20) await pause(20)
  return listProcessesBelow(folder)
}

function listProcessesBelow(folder: string): readonly string[] {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return processes.filter((pid) => workingFolderOf(pid).startsWith(`${folder}/`))
}

function workingFolderOf(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return ''
  }
}
