import { Worker } from 'node:worker_threads'
import type { VoteCounter } from './commands/opening/index.ts'

/**
 * Counts what a bureau opened in a thread of its own: whoever reads a page meanwhile is answered.
 *
 * @throws  when the thread failed, or had not enough memory
 */
export const countInThread: VoteCounter = (work, packed) =>
  new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./tasks.counting.worker.ts', import.meta.url), {
      workerData: { work, packed },
      resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
    })
    thread.once('message', resolve)
    thread.once('error', (cause: unknown) => reject(new Error('The count of a vote failed', { cause })))
    thread.once('exit', (status) => reject(new Error(`The count of a vote ended with status ${status}`)))
  })

/** Far above what 100 000 ballots need. */
const MOST_HEAP_MB = 4096
