import { sql, type Transaction } from 'kysely'
import { type DB, toStoredJson } from '#platform/database'

export type Enqueue = (
  transaction: Transaction<DB>,
  task: string,
  payload: JobPayload,
  options?: JobOptions,
) => Promise<void>

/** What the task needs to find its work: opaque identifiers. Names, addresses and texts stay in their tables. */
export type JobPayload = Readonly<Record<string, unknown>>

export type JobOptions = {
  /** Not before this moment; at once by default. */
  readonly runAt?: Date
  /** Jobs of one queue run one after the other, among all processes. */
  readonly queue?: string
  /** A waiting job with the same key is replaced: the work is done once. */
  readonly key?: string
  /** Tries in all, with growing pauses; 25 by default, about three days. */
  readonly attempts?: number
  /** Smaller runs first; 0 by default. */
  readonly priority?: number
}

/** Adds a job in the act's own transaction: it runs if, and only if, the transaction commits. */
export async function enqueue(
  transaction: Transaction<DB>,
  task: string,
  payload: JobPayload,
  options: JobOptions = {},
): Promise<void> {
  await sql`
    SELECT FROM graphile_worker.add_job(
      identifier => ${task}::text,
      payload => ${toStoredJson(payload)}::json,
      queue_name => ${options.queue ?? null}::text,
      run_at => ${options.runAt ?? null}::timestamptz,
      max_attempts => ${options.attempts ?? null}::integer,
      job_key => ${options.key ?? null}::text,
      priority => ${options.priority ?? null}::integer
    )`.execute(transaction)
}
