import { spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { buffer } from 'node:stream/consumers'
import type { ExtractionEvent, ExtractionRequest } from '#modules/directory'

/** Longest a file may take: the whole of France on a slow disk. */
const PATIENCE_MS = 60 * 60_000

/**
 * Reads files of open data in a child process, and gives what comes out as it comes: the memory DuckDB takes goes with
 * the child.
 *
 * @param stopping  aborted when the service stops: the child ends at once, and its job is done again later
 * @throws          when the child fails, is not done in time or is stopped
 */
export function extractInChild(root: string, stopping?: AbortSignal) {
  return async function* (request: ExtractionRequest): AsyncGenerator<ExtractionEvent> {
    const child = spawn(process.execPath, [join(root, 'src/extract.child.ts')], {
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout: PATIENCE_MS,
      ...(stopping && { signal: stopping }),
      env: { PATH: process.env.PATH },
    })
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW)
    const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
    ended.catch(() => {})
    child.stdin.on('error', () => {}) // It ended before it had read all: its status tells why.
    child.stdin.end(JSON.stringify(request))
    const complaint = buffer(child.stderr)
    try {
      for await (const line of createInterface({ input: child.stdout })) yield JSON.parse(line) as ExtractionEvent
      const status = await ended
      if (status !== 0)
        throw new Error(`The child ended with status ${status}: ${(await complaint).toString().slice(0, 2000)}`)
    } finally {
      child.kill()
    }
  }
}
