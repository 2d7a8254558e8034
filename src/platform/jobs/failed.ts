import { type Kysely, sql } from 'kysely'
import type { DB } from '#platform/database'

/** A job that was tried for the last time and did not pass. */
export type FailedJob = {
  readonly id: bigint
  readonly task: string
  readonly attempts: number
  /** Where it failed, as `describeFault` says it. */
  readonly fault: string
  readonly enqueuedAt: Date
  readonly failedAt: Date
}

/** The jobs given up, latest first, a hundred at most: somebody must look at them. */
export async function failedJobs(db: Kysely<DB>): Promise<readonly FailedJob[]> {
  const { rows } = await sql<FailedJob>`
    SELECT id, task_identifier AS task, attempts, coalesce(last_error, '') AS fault,
           created_at AS "enqueuedAt", updated_at AS "failedAt"
    FROM graphile_worker.jobs
    WHERE attempts >= max_attempts AND locked_at IS NULL
    ORDER BY updated_at DESC, id DESC
    LIMIT 100`.execute(db)
  return rows
}
