import { chmodSync, existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { done, type Result, refuse } from '#kernel/result'
import { runAs } from './account.ts'
import type { Binaries } from './binaries.ts'
import { syncNames } from './folders.ts'
import type { Place } from './place.ts'
import { type LaunchRefusal, refusalInWords } from './refusals.ts'

/** The superuser of the cluster; its name on every machine. */
export const SUPERUSER = 'postgres'

/** Whether the data of the place exist and are for these programs; refuses data they must not touch. */
export function examineData(place: Place, binaries: Binaries): Result<'present' | 'absent', LaunchRefusal> {
  const folder = place.data
  if (!existsSync(folder) || readdirSync(folder).length === 0) return done('absent')
  if (!existsSync(join(folder, 'PG_VERSION')) || !existsSync(join(folder, 'global/pg_control'))) {
    return refuse({ reason: 'data-damaged', folder, detail: 'PG_VERSION, global/pg_control : fichier absent' })
  }
  const major = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim()
  if (major !== String(binaries.major))
    return refuse({ reason: 'other-major', folder, detail: `${major}, et non ${binaries.major}` })
  // The server refuses data that others may read, as a copy or a chmod -R may have left them.
  chmodSync(folder, 0o700)
  return done('present')
}

/**
 * Creates the data aside, then puts them in place in one move: an interrupted first start leaves nothing that looks whole.
 *
 * @param durable  written to the disk for good before they are put in place
 */
export async function createData(
  place: Place,
  binaries: Binaries,
  durable: boolean,
): Promise<Result<void, LaunchRefusal>> {
  sweepUnfinished(place)
  const aside = `${place.data}.new-${process.pid}-${Date.now()}`
  const made = await runAs(place.account, join(binaries.bin, 'initdb'), [...INITDB, ...localeOf(binaries), '-D', aside])
  if (!made.ok) {
    rmSync(aside, { recursive: true, force: true })
    return refuse(refusalInWords(made.output, place.house))
  }
  // One syncfs(2) costs less than initdb's own thousand fsync, and binds the same bytes.
  const synced = durable ? await runAs(place.account, 'sync', ['-f', aside]) : made
  if (!synced.ok) return refuse(refusalInWords(synced.output, place.house))
  renameSync(aside, place.data)
  if (durable) syncNames(place.house)
  return done(undefined)
}

const INITDB = ['--encoding=UTF8', '--data-checksums', '--no-sync', '--auth=trust', `--username=${SUPERUSER}`]

// The builtin order of PostgreSQL ≥ 17 does not change with the system's C library, so no index breaks with an update.
function localeOf(binaries: Binaries): readonly string[] {
  return binaries.major >= 17 ? ['--locale-provider=builtin', '--locale=C.UTF-8'] : ['--locale=C.UTF-8']
}

// An initdb whose parent was killed may still be writing: its folder has another name, and goes at the next start.
function sweepUnfinished(place: Place): void {
  for (const name of readdirSync(place.house).filter((name) => name.startsWith('data.new-'))) {
    try {
      rmSync(join(place.house, name), { recursive: true, force: true, maxRetries: 3 })
    } catch {}
  }
}
