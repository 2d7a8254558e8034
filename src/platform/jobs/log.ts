import { type Job, Logger, type WorkerEvents } from 'graphile-worker'

/** Where the jobs say what happens: pino's own shape. Task names, numbers and places in the code; never a payload. */
export type JobLog = {
  debug(details: object, message: string): void
  info(details: object, message: string): void
  warn(details: object, message: string): void
  error(details: object, message: string): void
}

/** Logs how each job ended. */
export function logEvents(events: WorkerEvents, log: JobLog): void {
  events.on('job:success', ({ job }) => log.debug(nameOf(job), 'job done'))
  events.on('job:error', ({ job, error }) => {
    const details = { ...nameOf(job), fault: error instanceof Error ? error.message : '' }
    if (job.attempts < job.max_attempts) log.warn(details, 'job failed, it will be tried again')
    else log.error(details, 'job failed for good')
  })
}

/** graphile-worker's own words: its warnings and errors, but for the failures of tasks, which `logEvents` says. */
export function quietLogger(log: JobLog): Logger {
  return new Logger(() => (level, message, meta) => {
    if (meta && 'failure' in meta) return
    if (level === 'error') log.error({}, message)
    if (level === 'warning') log.warn({}, message)
  })
}

function nameOf(job: Job): object {
  return { task: job.task_identifier, job: job.id, attempt: job.attempts, attempts: job.max_attempts }
}
