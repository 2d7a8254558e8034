import { existsSync, readFileSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { done, type Result, refuse } from '#kernel/result'
import type { Binaries } from './binaries.ts'
import type { Place } from './place.ts'
import { findProcess, isAlive, listProcessesIn, type ProcessId, worksIn } from './processes.ts'
import { type LaunchRefusal, refusalInWords } from './refusals.ts'
import { settingsOf } from './settings.ts'
import { guardNew, hasGuard, openUsers, type User } from './users.ts'

/** A server that accepts connections. */
export type Server = { readonly id: ProcessId; readonly sockets: string }

/** The server and the user this process became. */
export type Joined = { readonly server: Server; readonly user: User; readonly adopted: boolean }

/**
 * Finds the server of these data, waiting for one that starts or stops; leaves no stale `postmaster.pid`.
 * To be asked under the lock of starts.
 */
export async function findServer(
  place: Place,
  onStep: (step: string) => void,
): Promise<Result<Server | undefined, LaunchRefusal>> {
  for (let paper = readPaper(place); paper; paper = readPaper(place)) {
    const id = worksIn(paper.pid, place.data, place.account.uid) ? findProcess(paper.pid) : undefined
    if (!id) return sweepDead(place, onStep)
    if (paper.status === 'ready') return done({ id, sockets: paper.sockets })
    await pause(10)
  }
  return (await isGuardedElsewhere(place)) ? refuse(usedElsewhere(place)) : done(undefined)
}

/** Starts the server, with a guard that stops it when its last user is gone. To be asked under the lock of starts. */
export async function startServer(
  place: Place,
  binaries: Binaries,
  durable: boolean,
  onStep: (step: string) => void,
): Promise<Result<Joined, LaunchRefusal>> {
  rotateLog(place.log)
  const logStart = sizeOf(place.log)
  const command = [join(binaries.bin, 'postgres'), '-D', place.data, ...settingsOf(place.sockets, durable)]
  const { user, guard } = await openUsers(place, (readingEnd) => guardNew(place, readingEnd, command))
  let ended = false
  const end = () => {
    ended = true
  }
  guard.once('exit', end).once('error', end)

  for (let waited = 0; !ended; waited += 10) {
    const paper = readPaper(place)
    const id = paper?.status === 'ready' ? findProcess(paper.pid) : undefined
    if (paper && id) return done({ server: { id, sockets: paper.sockets }, user, adopted: false })
    if (waited === 3000) onStep('PostgreSQL remet ses données en ordre, comme après un arrêt brutal ; cela peut durer')
    await pause(10)
  }
  user.leave()
  return refuse(refusalInWords(hasRoom(place) ? readFrom(place.log, logStart) : NO_ROOM, place.house))
}

/** Stops the server by PostgreSQL's fast stop, as its guard would, and waits a minute at most for its end. */
export async function stopServer(place: Place, server: Server): Promise<void> {
  try {
    if (worksIn(server.id.pid, place.data, place.account.uid)) process.kill(server.id.pid, 'SIGINT')
  } catch (error) {
    // The guard may have been faster.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
  for (let waited = 0; waited < 60_000 && isAlive(server.id); waited += 5) await pause(5)
}

/** Whether the server runs and nobody has asked it to stop. */
export function isServing(place: Place, server: Server): boolean {
  return isAlive(server.id) && readPaper(place)?.status === 'ready'
}

type Paper = { readonly pid: number; readonly status: string; readonly sockets: string }

/** The server's own paper: process, data, start, port, socket folder, address, shared memory, status; one a line. */
function readPaper(place: Place): Paper | undefined {
  try {
    const lines = readFileSync(join(place.data, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), status: (lines[7] ?? '').trim(), sockets: (lines[4] ?? '').trim() }
  } catch {
    return undefined
  }
}

// After a kill -9 of the server its other processes end by themselves; to start before would destroy the data.
async function sweepDead(place: Place, onStep: (step: string) => void): Promise<Result<undefined, LaunchRefusal>> {
  for (let waited = 0; ; waited += 50) {
    const left = listProcessesIn(place.data, place.account.uid)
    if (left.length === 0) break
    if (waited === 1000) onStep('Des processus d’un PostgreSQL arrêté brutalement finissent, attente')
    if (waited > 20_000) return refuse({ reason: 'processes-left', folder: place.data, detail: left.join(', ') })
    await pause(50)
  }
  if (await isGuardedElsewhere(place)) return refuse(usedElsewhere(place))
  rmSync(join(place.data, 'postmaster.pid'), { force: true })
  return done(undefined)
}

// The guard of a server that has just ended lives a moment longer than it.
async function isGuardedElsewhere(place: Place): Promise<boolean> {
  for (let waited = 0; hasGuard(place); waited += 20) {
    if (waited > 2000) return true
    await pause(20)
  }
  return false
}

function usedElsewhere(place: Place): LaunchRefusal {
  return { reason: 'used-elsewhere', folder: place.data, detail: '' }
}

// On a full disk even the reason of the failure may not be in the log.
const NO_ROOM = 'No space left on device'

function hasRoom(place: Place): boolean {
  const disk = statfsSync(place.house)
  return disk.bavail * disk.bsize > 1 << 20
}

const LOG_LIMIT_BYTES = 5 << 20

function rotateLog(path: string): void {
  if (sizeOf(path) > LOG_LIMIT_BYTES) renameSync(path, `${path}.1`)
}

function sizeOf(path: string): number {
  return existsSync(path) ? statSync(path).size : 0
}

function readFrom(path: string, start: number): string {
  return existsSync(path) ? readFileSync(path).subarray(start).toString() : ''
}
