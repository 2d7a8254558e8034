import type { ChildProcess } from 'node:child_process'
import { closeSync, constants, existsSync, fstatSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { assert } from '#kernel/result'
import { runAs, spawnAs } from './account.ts'
import type { Place } from './place.ts'

/**
 * Counts the users of one server, by the kernel itself. Each holds the writing end of a named pipe as long as it lives,
 * however it dies; a guard (a small shell, parent of the server) holds the reading end, and meets its end when the last
 * user is gone: it then stops the server.
 *
 * A user that comes while the guard meets that end would be unseen. So it writes its name, and is a user only when
 * the guard has answered, by an empty file of that name.
 */
export type User = { leave(): void }

/** A guard, and the user that cannot be missed by it. */
export type Guarded = { readonly user: User; readonly guard: ChildProcess }

/** Makes the pipe, its first user, and the guard that `guardOver` starts on the reading end. */
export async function openUsers(place: Place, guardOver: (readingEnd: number) => ChildProcess): Promise<Guarded> {
  const path = pipeOf(place)
  const made = await runAs(place.account, '/bin/sh', ['-c', 'rm -f "$1" "$1".*; mkfifo -m 600 "$1"', 'sh', path])
  const code = /No space|quota/.test(made.output) ? 'ENOSPC' : 'EACCES'
  if (!made.ok) throw Object.assign(new Error(made.output), { code, path })
  const guarded = reopenUsers(place, guardOver)
  assert(guarded, 'a pipe that was just made can be opened')
  return guarded
}

/** Becomes a user of the pipe that exists, with a new guard on its reading end; undefined when there is no pipe. */
export function reopenUsers(place: Place, guardOver: (readingEnd: number) => ChildProcess): Guarded | undefined {
  const path = pipeOf(place)
  // Open for both, an end never waits for the other (fifo(7)); then neither do the two ends we need.
  const both = openPipe(path, constants.O_RDWR)
  if (both === undefined) return undefined
  const readingEnd = openSync(path, constants.O_RDONLY)
  const user = userOf(openSync(path, constants.O_WRONLY))
  closeSync(both)
  const guard = guardOver(readingEnd)
  closeSync(readingEnd)
  guard.unref()
  return { user, guard }
}

/**
 * Becomes one more user of a running server.
 *
 * @param isRunning  whether the server is still there and not stopping
 * @returns          'unguarded' when no guard reads the pipe, 'stopped' when the guard had already met its end
 */
export async function joinUsers(place: Place, isRunning: () => boolean): Promise<User | 'unguarded' | 'stopped'> {
  const end = openPipe(pipeOf(place), constants.O_WRONLY | constants.O_NONBLOCK)
  if (end === undefined) return 'unguarded'
  const name = `${process.pid}-${performance.now().toFixed(3)}`
  if (!tell(end, name)) return isRunning() ? 'unguarded' : 'stopped'
  const answer = `${pipeOf(place)}.${name}`
  for (let waited = 0; isRunning(); waited += 5) {
    // On a full disk the guard may be unable to answer; a server that still runs after that time is not being stopped.
    if (existsSync(answer) || waited > PATIENCE_MS) {
      rmSync(answer, { force: true })
      return userOf(end)
    }
    await pause(5)
  }
  closeSync(end)
  return 'stopped'
}

const PATIENCE_MS = 10_000

/** Writes a name in the pipe; false, and the end closed, when the guard has just gone. */
function tell(end: number, name: string): boolean {
  try {
    writeSync(end, `${name}\n`)
    return true
  } catch {
    closeSync(end)
    return false
  }
}

/** Whether anybody still holds the writing end; asked under the lock of starts, after one has left. */
export function hasUsers(place: Place): boolean {
  const end = openPipe(pipeOf(place), constants.O_RDONLY | constants.O_NONBLOCK)
  if (end === undefined) return false
  try {
    while (readSync(end, Buffer.alloc(256)) > 0);
    return false
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return true
    throw error
  } finally {
    closeSync(end)
  }
}

/** Whether a guard reads the pipe, be it in another container that shares this folder. */
export function hasGuard(place: Place): boolean {
  const end = openPipe(pipeOf(place), constants.O_WRONLY | constants.O_NONBLOCK)
  if (end !== undefined) closeSync(end)
  return end !== undefined
}

/** Leaves a guard for the server `command` starts, as its parent. */
export function guardNew(place: Place, readingEnd: number, command: readonly string[]): ChildProcess {
  const args = ['-c', GUARD_NEW, 'filigrane-guard', pipeOf(place), place.log, ...command]
  return spawnAs(place.account, '/bin/sh', args, [readingEnd, 'ignore', 'ignore'])
}

/** Leaves a guard for a server whose own was killed. */
export function guardOrphan(place: Place, readingEnd: number, pid: number): ChildProcess {
  const args = ['-c', GUARD_ORPHAN, 'filigrane-guard', pipeOf(place), place.data, String(pid)]
  return spawnAs(place.account, '/bin/sh', args, [readingEnd, 'ignore', 'ignore'])
}

// The server must not hold the pipe; the guard holds it to the server's end, so that whoever comes meanwhile waits
// for its answer instead of taking the server for unguarded. SIGINT is PostgreSQL's fast stop: it ends the sessions and
// writes everything.
const GUARD_NEW = `
pipe=$1 log=$2
shift 2
umask 077
exec 3<&0 </dev/null >>"$log" 2>&1
"$@" 3<&- &
server=$!
trap '' INT TERM HUP
(while read -r user; do true >"$pipe.$user"; done; kill -INT $server 2>/dev/null) <&3 3<&- &
reader=$!
wait $server
kill -9 $reader 2>/dev/null
`

const GUARD_ORPHAN = `
pipe=$1 data=$2 server=$3
umask 077
trap '' INT TERM HUP
while read -r user; do true >"$pipe.$user"; done
ours() { [ "$(readlink /proc/$server/cwd)" = "$data" ]; }
ours && kill -INT $server
while ours; do sleep 0.1; done
`

function pipeOf(place: Place): string {
  return join(place.house, 'users')
}

function userOf(end: number): User {
  let here = true
  return {
    leave() {
      if (here) closeSync(end)
      here = false
    },
  }
}

// Node opens every file close-on-exec: no child of ours can count as a user after us.
function openPipe(path: string, flags: number): number | undefined {
  try {
    const end = openSync(path, flags | constants.O_NOFOLLOW)
    if (fstatSync(end).isFIFO()) return end
    closeSync(end)
  } catch (error) {
    if (!['ENXIO', 'ENOENT'].includes(String((error as NodeJS.ErrnoException).code))) throw error
  }
  return undefined
}
