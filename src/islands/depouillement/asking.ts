import type { Answer, Asks, FromWorker, Kind, Progress, ToWorker } from './messages.ts'

/** The worker, asked one thing after another. */
export type Asking = {
  /** @throws `StoppedError` when `stop` was called meanwhile, another error when the worker fails */
  ask<K extends Kind>(kind: K, asks: Asks<K>): Promise<Answer<K>>
  /** Gives up what is under way. The file and the count are brought back when something is asked again. */
  stop(): void
}

export class StoppedError extends Error {}

type Waiting = { readonly resolve: (answer: never) => void; readonly reject: (error: Error) => void }

/**
 * @param url         address of the worker's script; it is loaded at the first question
 * @param onProgress  told where long work stands
 */
export function askingWorker(url: string, onProgress: (progress: Progress) => void): Asking {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let restored: Promise<unknown> = Promise.resolve()
  let opened: Asks<'open'> | undefined
  let counted: Asks<'count'> | undefined
  let lastId = 0

  function end(error: Error): void {
    worker?.terminate()
    worker = undefined
    const left = [...waiting.values()]
    waiting.clear()
    for (const { reject } of left) reject(error)
  }

  function receive({ data }: MessageEvent<FromWorker>): void {
    const one = waiting.get(data.id)
    if (!one) return
    if (data.kind !== 'progress') waiting.delete(data.id)
    if (data.kind === 'progress') onProgress(data.progress)
    else if (data.kind === 'answer') one.resolve(data.answer as never)
    else one.reject(new Error(data.message))
  }

  function start(): void {
    worker = new Worker(url, { type: 'module' })
    worker.addEventListener('message', receive)
    worker.addEventListener('error', (event) => end(new Error(event.message || 'the worker did not start')))
  }

  function send<K extends Kind>(kind: K, asks: Asks<K>): Promise<Answer<K>> {
    return new Promise((resolve, reject) => {
      const id = ++lastId
      waiting.set(id, { resolve: resolve as Waiting['resolve'], reject })
      worker?.postMessage({ id, kind, asks } as ToWorker)
    })
  }

  /** A new worker knows nothing: what the question is about comes first. */
  async function restore(kind: Kind): Promise<void> {
    if (kind === 'open' || !opened) return
    await send('open', opened)
    if (kind !== 'count' && counted) await send('count', counted)
  }

  return {
    ask: async (kind, asks) => {
      if (kind === 'open') opened = asks as Asks<'open'>
      if (kind === 'count') counted = asks as Asks<'count'>
      if (!worker) {
        start()
        restored = restore(kind)
      }
      await restored
      return send(kind, asks)
    },
    stop: () => end(new StoppedError('stopped by the person')),
  }
}
