import { parentPort, workerData } from 'node:worker_threads'
import { gunzipSync } from 'node:zlib'
import { refuse } from '#kernel/result'
import { type CountWork, countVote } from './sealed/count.ts'
import type { OpeningRefusal } from './sealed/opening.ts'

// A thread of its own, started by tasks.counting.ts.

/** Far above what a million ballots weigh: a small body may not unfold into a memory full. */
const MOST_BYTES = 300_000_000

const { work, packed } = workerData as { readonly work: Omit<CountWork, 'bytes'>; readonly packed: Uint8Array }
const bytes = unpacked(packed)
parentPort?.postMessage(bytes ? countVote({ ...work, bytes }) : refuse<OpeningRefusal>('unreadable'))

function unpacked(content: Uint8Array): Uint8Array | undefined {
  try {
    return new Uint8Array(gunzipSync(content, { maxOutputLength: MOST_BYTES }))
  } catch {
    return undefined
  }
}
