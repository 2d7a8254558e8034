import type { Answer, Asks, FromWorker, Kind, Progress, ToWorker } from './messages.ts'

/** A counter that works beside the page: the page stays free while it reads and counts. */
export type Counter = {
  /**
   * @param onProgress  told where long work stands
   * @throws            when the network or the browser fails; a file that cannot be read is an answer
   */
  ask<K extends Kind>(kind: K, asks: Asks<K>, onProgress?: (progress: Progress) => void): Promise<Answer<K>>
  close(): void
}

type Waiting = {
  readonly resolve: (answer: never) => void
  readonly reject: (error: Error) => void
  readonly onProgress: ((progress: Progress) => void) | undefined
}

/** @param url  public path of `count.worker.ts`, as the page's markup gives it */
export function openCounter(url: string): Counter {
  const worker = new Worker(url, { type: 'module' })
  const waiting = new Map<number, Waiting>()
  let asked = 0

  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    const one = waiting.get(data.id)
    if (!one) return
    if (data.kind === 'progress') return one.onProgress?.(data.progress)
    waiting.delete(data.id)
    if (data.kind === 'answer') one.resolve(data.answer as never)
    else one.reject(new Error(data.message))
  })
  worker.addEventListener('error', (event) => {
    for (const one of waiting.values()) one.reject(new Error(event.message || 'the counter did not start'))
    waiting.clear()
  })

  return {
    ask: (kind, asks, onProgress) =>
      new Promise((resolve, reject) => {
        const id = ++asked
        waiting.set(id, { resolve: resolve as Waiting['resolve'], reject, onProgress })
        worker.postMessage({ id, kind, asks } as ToWorker)
      }),
    close: () => worker.terminate(),
  }
}
