import { EventEmitter } from 'node:events'
import type { Runner, WorkerEvents } from 'graphile-worker'
import type { JobLog } from './log.ts'

export type Supervised = {
  /** The first runner runs, or the reason why it could not. */
  readonly started: Promise<void>
  stop(): Promise<void>
}

const STOP_WITHIN_MS = 10_000
const RESTART_AFTER_MS = 1_000
// Each worker looks every two seconds: with four of them, six seconds.
const FAILURES_IN_A_ROW = 12

/**
 * Keeps a runner of graphile-worker running: another one is begun when it stops by itself, which it does when it cannot
 * say that a job is done, and when it cannot take jobs any more, which it does not notice (where its first look at the
 * names of the tasks fails, it keeps that failure for ever).
 */
export function keepRunning(run: (events: WorkerEvents) => Promise<Runner>, log: JobLog): Supervised {
  let runner: Runner | undefined
  let timer: NodeJS.Timeout | undefined
  let isStopping = false

  const begin = async (): Promise<void> => {
    const events: WorkerEvents = new EventEmitter()
    const begun = await run(events)
    runner = begun
    const replace = once(() => {
      if (isStopping) return
      log.warn({}, 'jobs stopped by themselves, starting again')
      void begun.stop().catch(() => {})
      again()
    })
    begun.promise.then(replace, replace)
    onFailuresInARow(events, replace)
    if (isStopping) await stopWithin(begun, STOP_WITHIN_MS)
  }
  const again = (): void => {
    timer = setTimeout(() => void begin().catch(() => isStopping || again()), RESTART_AFTER_MS)
  }
  const stop = async (): Promise<void> => {
    isStopping = true
    clearTimeout(timer)
    if (runner) await stopWithin(runner, STOP_WITHIN_MS)
  }
  return { started: begin(), stop }
}

function onFailuresInARow(events: WorkerEvents, tell: () => void): void {
  let failures = 0
  const forget = (): void => {
    failures = 0
  }
  events.on('worker:getJob:empty', forget)
  events.on('job:start', forget)
  events.on('worker:getJob:error', () => {
    failures += 1
    if (failures === FAILURES_IN_A_ROW) tell()
  })
}

async function stopWithin(runner: Runner, milliseconds: number): Promise<void> {
  const timer = setTimeout(() => void runner.kill('not done in time').catch(() => {}), milliseconds)
  await runner.stop().catch(() => {}) // It had stopped by itself.
  clearTimeout(timer)
}

function once(run: () => void): () => void {
  let isDone = false
  return () => {
    if (isDone) return
    isDone = true
    run()
  }
}
