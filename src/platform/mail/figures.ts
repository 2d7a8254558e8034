import { type Kysely, sql } from 'kysely'
import type { DB } from '#platform/database'
import { OTHERS, sharedDomains } from './retention.ts'

/** How the mails of one day went to one domain. Domains of fewer than five people are together, as « autres ». */
export type DeliveryFigures = {
  readonly domain: string
  /** In the time of Paris. */
  readonly day: string
  readonly written: number
  readonly waiting: number
  readonly sent: number
  /** Refused, given up after two days, or kept back because the address no longer receives. */
  readonly refused: number
  /** Put off at least once by « come back later ». */
  readonly deferred: number
  /** Sent, then come back: for good or for a time. */
  readonly bounced: number
  /** Half of the mails sent took less than that, from being written to being taken; null: none was sent. */
  readonly medianSeconds: number | null
}

/** The last day first, then the largest domain. No address is read. */
export async function listDeliveryFigures(db: Kysely<DB>, since: Date): Promise<readonly DeliveryFigures[]> {
  const { rows } = await sql<DeliveryFigures>`
    WITH shared AS (${sharedDomains()})
    SELECT CASE WHEN domain IN (SELECT domain FROM shared) THEN domain ELSE ${OTHERS} END AS domain,
           to_char(written_at AT TIME ZONE 'Europe/Paris', 'YYYY-MM-DD') AS day,
           count(*)::int AS written,
           count(*) FILTER (WHERE state = 'waiting')::int AS waiting,
           count(*) FILTER (WHERE state = 'sent')::int AS sent,
           count(*) FILTER (WHERE state IN ('refused', 'given-up', 'unreachable'))::int AS refused,
           count(*) FILTER (WHERE deferral_count > 0)::int AS deferred,
           count(*) FILTER (WHERE bounce IS NOT NULL)::int AS bounced,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM ended_at - written_at)::float8)
             FILTER (WHERE state = 'sent') AS "medianSeconds"
    FROM mail WHERE written_at >= ${since} GROUP BY 1, 2 ORDER BY 2 DESC, 3 DESC, 1`.execute(db)
  return rows
}

/** Mails that failed and whose words are still kept: they may be sent again. */
export async function countFailed(db: Kysely<DB>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM mail WHERE ${isFailed()}`.execute(db)
  return rows[0]?.count ?? 0
}

/** Puts back in the queue what failed. @returns  how many */
export async function queueFailedAgain(db: Kysely<DB>, now: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    UPDATE mail SET state = 'waiting', ended_at = NULL, reply_code = NULL, due_at = ${now}
    WHERE ${isFailed()}`.execute(db)
  return Number(numAffectedRows ?? 0n)
}

function isFailed() {
  return sql`state IN ('refused', 'given-up') AND emptied_at IS NULL`
}
