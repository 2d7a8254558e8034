import { sql } from 'kysely'
import type { Context } from '#platform/context'
import { markDead } from '../dead-addresses.ts'
import { type Bounce, isAddressGone } from './read.ts'

/** How long after a mail left a report about it is believed. */
const BELIEVED_DAYS = 10

/**
 * Writes beside the mail that it came back. A report about a mail we never sent, or that speaks of somebody else's address,
 * closes nobody's: it may be forged.
 *
 * @returns  whether a mail of ours was concerned
 */
export async function noteBounce(
  context: Pick<Context, 'db' | 'keyFor' | 'now'>,
  { mailId, kind, status, recipients }: Bounce,
): Promise<boolean> {
  const now = context.now()
  const { rows } = await sql<{ recipient: string; personId: string | null }>`
    UPDATE mail SET bounce = ${kind}, bounce_status = ${status}, bounced_at = ${now}
    WHERE id = ${mailId} AND state = 'sent' AND bounce IS DISTINCT FROM 'hard'
      AND ended_at > ${now}::timestamptz - make_interval(days => ${BELIEVED_DAYS})
    RETURNING recipient, person_id AS "personId"`.execute(context.db)
  const mail = rows[0]
  if (!mail) return false
  const isOfThem = mail.recipient !== '' && recipients.includes(mail.recipient.toLowerCase())
  if (kind === 'hard' && isAddressGone(status) && isOfThem) {
    await markDead(context.db, context, mail.recipient, { personId: mail.personId, at: now })
  }
  return true
}
