import { createInterface } from 'node:readline'
import { buffer } from 'node:stream/consumers'
import type { Rule } from '#kernel/tally'
import type { ExplanationPart, TellingKind } from '#modules/ballots'
import { startCounting } from './counting-child.ts'

/** Longest the computation may take: it leaves margins out after twenty minutes, and one project may be long. */
const PATIENCE_MS = 60 * 60_000

/**
 * Computes what is told of a published result in a child process, as `recount.ts` does, and gives its parts as they
 * come: what is told of a million ballots is never whole in memory.
 *
 * @param stopping  aborted when the service stops: the child ends at once, and its job is done again later
 * @throws          when the child fails, is not done in time or is stopped
 */
export function explainInChild(root: string, stopping?: AbortSignal) {
  return async function* (file: Uint8Array, rule: Rule, telling: TellingKind): AsyncGenerator<ExplanationPart> {
    const limits = { timeout: PATIENCE_MS, signal: stopping }
    const child = startCounting(root, 'src/explain.child.ts', [JSON.stringify(rule), telling], file, limits)
    const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
    ended.catch(() => {})
    const complaint = buffer(child.stderr)
    try {
      for await (const line of createInterface({ input: child.stdout })) yield JSON.parse(line) as ExplanationPart
      const status = await ended
      if (status !== 0)
        throw new Error(`The child ended with status ${status}: ${(await complaint).toString().slice(0, 2000)}`)
    } finally {
      child.kill()
    }
  }
}
