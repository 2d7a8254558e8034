import { type Kysely, sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { CheckResult, DayOfCheck, NotRunReason, Outcome, Run } from '../checking.ts'

const PARIS = sql.lit('Europe/Paris')

/** One round is written at a time: what it finds of incidents stays true until it ends. */
export async function lockRounds(transaction: Transaction<DB>): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('transparency.writing'))`.execute(transaction)
}

/** When checks were last asked; with a name, when that one was. */
export async function lastAskedAt(db: Kysely<DB>, name?: string): Promise<Date | undefined> {
  const row = await db
    .selectFrom('check_run')
    .select(({ fn }) => fn.max('asked_at').as('at'))
    .$if(name !== undefined, (query) => query.where('check_name', '=', name!))
    .executeTakeFirst()
  return row?.at ?? undefined
}

export async function insertRuns(
  transaction: Transaction<DB>,
  askedAt: Date,
  outcomes: readonly Outcome[],
): Promise<void> {
  if (outcomes.length === 0) return
  const rows = outcomes.map(({ name, sentence, severity, result, reason, rows: found, durationMs }) => ({
    check_name: name,
    asked_at: askedAt,
    sentence,
    severity,
    result,
    reason,
    row_count: found.length,
    duration_ms: durationMs,
  }))
  await transaction.insertInto('check_run').values(rows).execute()
}

/** The last run of each check that was asked since that moment, by name. */
export async function listLastRuns(db: Kysely<DB>, since: Date): Promise<readonly Run[]> {
  const rows = await db
    .selectFrom('check_run')
    .distinctOn('check_name')
    .selectAll()
    .where('asked_at', '>=', since)
    .orderBy('check_name')
    .orderBy('asked_at', 'desc')
    .execute()
  return rows.map((row) => ({
    name: row.check_name,
    askedAt: row.asked_at,
    sentence: row.sentence,
    severity: row.severity as Run['severity'],
    result: row.result as CheckResult,
    reason: row.reason as NotRunReason | null,
    rowCount: row.row_count,
    durationMs: row.duration_ms,
  }))
}

/** Each day of each check since that moment, days of Paris: it failed if it failed once. */
export async function listDays(db: Kysely<DB>, since: Date): Promise<readonly DayOfCheck[]> {
  const { rows } = await sql<DayOfCheck>`
    SELECT check_name AS name, to_char(asked_at AT TIME ZONE ${PARIS}, 'YYYY-MM-DD') AS day,
      CASE WHEN bool_or(result = 'fails') THEN 'fails' WHEN bool_or(result = 'holds') THEN 'holds' ELSE 'not-run' END
        AS result,
      count(*)::integer AS "runCount",
      (count(*) FILTER (WHERE result = 'fails'))::integer AS "failureCount",
      max(row_count) AS "mostRows"
    FROM check_run WHERE asked_at >= ${since}
    GROUP BY 1, 2 ORDER BY 1, 2`.execute(db)
  return rows
}

/**
 * Thins what held: after `detailUntil` the last run of each day and check stays, after `dailyUntil` none. Failures stay.
 *
 * @returns  how many runs went
 */
export async function thinRuns(db: Kysely<DB>, detailUntil: Date, dailyUntil: Date): Promise<bigint> {
  const { numAffectedRows } = await sql`
    DELETE FROM check_run AS run
    WHERE result <> 'fails' AND asked_at < ${detailUntil} AND (
      asked_at < ${dailyUntil}
      OR EXISTS (
        SELECT FROM check_run AS later
        WHERE later.check_name = run.check_name AND later.asked_at > run.asked_at
          AND (later.asked_at AT TIME ZONE ${PARIS})::date = (run.asked_at AT TIME ZONE ${PARIS})::date
      ))`.execute(db)
  return numAffectedRows ?? 0n
}
