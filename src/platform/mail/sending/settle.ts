import { type Kysely, sql } from 'kysely'
import type { DB } from '#platform/database'
import type { MailState } from '../mails.ts'
import type { MailInHand } from './claim.ts'
import { domainRestMs, officeRestMs } from './pace.ts'

type Reader = Kysely<DB>

export type MailEnd = { readonly state: Exclude<MailState, 'waiting'>; readonly replyCode?: number | null }

/**
 * Writes how it ended, once: a sender whose lease ran out changes nothing. One statement by itself, as soon as the server has
 * answered: a mail leaves twice only when the sender dies between the two.
 */
export async function endMail(db: Reader, mailId: string, senderId: string, end: MailEnd, now: Date): Promise<void> {
  await sql`
    UPDATE mail SET state = ${end.state}, reply_code = ${end.replyCode ?? null}, ended_at = ${now},
      leased_by = NULL, leased_until = NULL
    WHERE id = ${mailId} AND state = 'waiting' AND leased_by = ${senderId}`.execute(db)
}

/** Puts it back in the queue, not before a moment. `isDeferred`: the server said « come back later », and it is counted. */
export async function putBack(
  db: Reader,
  mail: MailInHand,
  senderId: string,
  back: { readonly dueAt: Date; readonly isDeferred: boolean; readonly replyCode?: number | null },
): Promise<void> {
  await sql`
    UPDATE mail SET due_at = ${back.dueAt}, deferral_count = deferral_count + ${back.isDeferred ? 1 : 0},
      reply_code = ${back.replyCode ?? null}, leased_by = NULL, leased_until = NULL
    WHERE id = ${mail.id} AND state = 'waiting' AND leased_by = ${senderId}`.execute(db)
}

/** Keeps what is in hand a while longer: said again and again while the sender lives. */
export async function extendLeases(db: Reader, senderId: string, until: Date): Promise<void> {
  await sql`UPDATE mail SET leased_until = ${until} WHERE leased_by = ${senderId}`.execute(db)
}

/** A domain that answers well, and how long it took. */
export async function noteDomainWell(db: Reader, domain: string, isSlow: boolean): Promise<void> {
  await sql`
    UPDATE mail_domain SET failure_count = 0, resting_until = NULL, is_slow = ${isSlow}
    WHERE domain = ${domain} AND (failure_count > 0 OR is_slow <> ${isSlow})`.execute(db)
}

/** A domain that asks us to come back later: after three times in a row it rests, longer each time. */
export async function noteDomainDeferred(db: Reader, domain: string, isSlow: boolean, now: Date): Promise<void> {
  const { rows } = await sql<{ count: number }>`
    UPDATE mail_domain SET failure_count = failure_count + 1, is_slow = ${isSlow}
    WHERE domain = ${domain} RETURNING failure_count AS count`.execute(db)
  const restMs = domainRestMs(rows[0]?.count ?? 0)
  if (restMs === 0) return
  await sql`UPDATE mail_domain SET resting_until = ${new Date(now.getTime() + restMs)} WHERE domain = ${domain}`.execute(
    db,
  )
}

/** Our own server answers. @returns  true when it had been away */
export async function noteOfficeWell(db: Reader): Promise<boolean> {
  const { numAffectedRows } = await sql`
    UPDATE mail_office SET failure_count = 0, resting_until = NULL, resting_since = NULL WHERE failure_count > 0`.execute(
    db,
  )
  return (numAffectedRows ?? 0n) > 0n
}

/**
 * Our own server is away: everything rests, longer each time.
 *
 * @returns  until when
 */
export async function noteOfficeAway(db: Reader, now: Date, chance: number): Promise<Date> {
  const { rows } = await sql<{ count: number }>`
    UPDATE mail_office SET failure_count = failure_count + 1, resting_since = coalesce(resting_since, ${now})
    RETURNING failure_count AS count`.execute(db)
  const until = new Date(now.getTime() + officeRestMs(rows[0]?.count ?? 1, chance))
  await sql`UPDATE mail_office SET resting_until = ${until}`.execute(db)
  return until
}
