import { buffer } from 'node:stream/consumers'
import type { Rule } from '#kernel/tally'
import { startCounting } from './counting-child.ts'

/** Longest a recount may take: the largest real elections need seconds. */
const PATIENCE_MS = 120_000

/**
 * Counts a published file in a child process: seconds of computing and hundreds of megabytes stay out of the process
 * that answers readers.
 *
 * @returns the report as JSON text, and how long it took
 * @throws  when the child fails or is not done in two minutes
 */
export function countInChild(root: string) {
  return async (file: Uint8Array, rule: Rule): Promise<{ readonly report: string; readonly ms: number }> => {
    const startedAt = performance.now()
    const child = startCounting(root, 'src/recount.child.ts', [JSON.stringify(rule)], file, {
      timeout: PATIENCE_MS,
    })
    const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
    const [status, report, complaint] = await Promise.all([ended, buffer(child.stdout), buffer(child.stderr)])
    if (status !== 0) throw new Error(`The recount ended with status ${status}: ${complaint.toString().slice(0, 2000)}`)
    return { report: report.toString(), ms: performance.now() - startedAt }
  }
}
