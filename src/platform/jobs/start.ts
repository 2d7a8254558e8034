import { parseCronItems, type Runner, run, type WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import { type Connection, createPool } from '#platform/database'
import { holdPresence, releaseAbandoned } from './abandoned.ts'
import { type CronItem, cronItemOf } from './cron.ts'
import { type JobLog, logEvents, quietLogger } from './log.ts'
import { keepRunning } from './supervise.ts'
import { type Task, taskListOf } from './task.ts'

export type JobsOptions<Context> = {
  /** How the app login connects: the jobs hold connections of their own. */
  readonly connection: Connection
  /** What each task does, by name. */
  readonly tasks: Readonly<Record<string, Task<Context>>>
  /** What runs by itself. Each moment is run once, however many processes there are. */
  readonly crontab?: readonly CronItem[]
  /** Handed to each task. */
  readonly context: Context
  readonly log: JobLog
  /** Jobs at once in this process; 4 by default. */
  readonly concurrency?: number
  /** Milliseconds between two looks at the table, for what notifications may miss; 2 000 by default. */
  readonly pollMs?: number
}

export type Jobs = {
  /** Takes no more jobs, and waits for those under way, 10 s at most; what is not done then is tried again later. */
  stop(): Promise<void>
}

/**
 * Starts to do the jobs of this database, together with any other process that does. Goes on after PostgreSQL was away.
 *
 * A task that throws is tried again, after about 3 s, then 7, 20, 55… up to the job's `attempts`; then it stays in the
 * table for `failedJobs`.
 *
 * @throws  when the database cannot be reached at the start
 */
export async function startJobs<Context>(options: JobsOptions<Context>): Promise<Jobs> {
  const { log, concurrency = 4 } = options
  const pool = createPool(options.connection, {
    applicationName: 'filigrane-jobs',
    size: concurrency + 2,
    reading: 'driver',
  })
  const running = keepRunning((events) => runOn(options, pool, events), log)
  const watch = setInterval(() => void releaseAbandoned(pool, log), ABANDONED_EVERY_MS)
  const stop = async (): Promise<void> => {
    clearInterval(watch)
    await running.stop()
    await pool.end()
  }
  try {
    await running.started
    return { stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const ABANDONED_EVERY_MS = 60_000

// By itself graphile-worker does not wait, when it stops, until « done » is written: the job would be done again.
const SAYING_DONE_BEFORE_STOPPING = { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } }

function runOn<Context>(options: JobsOptions<Context>, pool: pg.Pool, events: WorkerEvents): Promise<Runner> {
  logEvents(events, options.log)
  holdPresence(events)
  return run({
    pgPool: pool,
    events,
    logger: quietLogger(options.log),
    taskList: taskListOf(options.tasks, options.context),
    parsedCronItems: parseCronItems((options.crontab ?? []).map(cronItemOf)),
    concurrency: options.concurrency ?? 4,
    pollInterval: options.pollMs ?? 2_000,
    noHandleSignals: true,
    preset: SAYING_DONE_BEFORE_STOPPING,
  })
}
