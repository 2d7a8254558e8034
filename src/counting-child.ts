import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'

/**
 * Starts a program of the project that counts a published file, sent on its stdin. It has the lowest priority: readers
 * come first, and what is counted again can wait.
 *
 * @param script  its path from the project's folder
 * @param limits  longest it may last, and what ends it before
 */
export function startCounting(
  root: string,
  script: string,
  words: readonly string[],
  file: Uint8Array,
  limits: { readonly timeout: number; readonly signal?: AbortSignal | undefined },
): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [join(root, script), ...words], {
    stdio: ['pipe', 'pipe', 'pipe'],
    timeout: limits.timeout,
    ...(limits.signal && { signal: limits.signal }),
    env: { PATH: process.env.PATH },
  })
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW)
  child.stdin.on('error', () => {}) // It ended before it had read all: its status tells why.
  child.stdin.end(file)
  return child
}
