import { type Kysely, sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import { type InboxFilter, type InboxMessage, type InboxPage, MESSAGES_A_PAGE } from './inbox.ts'

type Reader = Kysely<DB> | Transaction<DB>

/** Messages of one person, those not read first, then the last told first. What is held back is not shown. */
export async function listInbox(db: Reader, personId: string, filter: InboxFilter, page: number): Promise<InboxPage> {
  const { rows } = await sql<{ total: bigint; unread: bigint }>`
    SELECT count(*) AS total, count(*) FILTER (WHERE read_at IS NULL) AS unread
    FROM notice_message WHERE ${shown(personId, filter)}`.execute(db)
  const [total, unread] = [Number(rows[0]?.total ?? 0n), Number(rows[0]?.unread ?? 0n)]
  const pageCount = Math.max(1, Math.ceil(total / MESSAGES_A_PAGE))
  const at = Math.min(Math.max(1, page), pageCount)
  const messages = await sql<InboxMessage>`
    SELECT id, subject, sentence, href, told_at AS "toldAt", read_at IS NOT NULL AS "isRead",
      put_away_at IS NOT NULL AS "isPutAway"
    FROM notice_message WHERE ${shown(personId, filter)}
    ORDER BY read_at IS NOT NULL, told_at DESC, id DESC
    LIMIT ${MESSAGES_A_PAGE} OFFSET ${(at - 1) * MESSAGES_A_PAGE}`.execute(db)
  return { messages: messages.rows, total, unread, page: at, pageCount }
}

export async function countUnread(db: Reader, personId: string): Promise<number> {
  const { rows } = await sql<{ unread: bigint }>`
    SELECT count(*) AS unread FROM notice_message
    WHERE ${shown(personId, { isPutAway: false })} AND read_at IS NULL`.execute(db)
  return Number(rows[0]?.unread ?? 0n)
}

/** @returns  where the message leads; undefined when it is not theirs, or gone */
export async function changeMessage(
  transaction: Transaction<DB>,
  message: { readonly id: string; readonly personId: string },
  change: { readonly readAt?: Date; readonly putAwayAt?: Date | null },
): Promise<string | undefined> {
  const { rows } = await sql<{ href: string }>`
    UPDATE notice_message SET
      read_at = coalesce(read_at, ${change.readAt ?? null}::timestamptz),
      put_away_at = CASE WHEN ${change.putAwayAt === undefined} THEN put_away_at
        ELSE ${change.putAwayAt ?? null}::timestamptz END
    WHERE id = ${message.id} AND person_id = ${message.personId} AND delivery <> 'held'
    RETURNING href`.execute(transaction)
  return rows[0]?.href
}

/** Marks as read what was told until then: what came since the page was shown is not. */
export async function readAll(transaction: Transaction<DB>, personId: string, until: Date, now: Date): Promise<void> {
  await sql`
    UPDATE notice_message SET read_at = ${now}
    WHERE ${shown(personId, { isPutAway: false })} AND read_at IS NULL AND told_at <= ${until}`.execute(transaction)
}

/** Everything one person was told, the first first. */
export async function listToldTo(db: Reader, personId: string) {
  return db
    .selectFrom('notice_message')
    .select(['subject', 'sentence', 'told_at as toldAt', 'read_at as readAt', 'delivered_at as deliveredAt'])
    .where('person_id', '=', personId)
    .orderBy('told_at')
    .orderBy('id')
    .execute()
}

/** Erases everything notices keep of one person. @returns how many messages went */
export async function deleteNoticesOf(transaction: Transaction<DB>, personId: string): Promise<bigint> {
  for (const table of ['notice_rhythm', 'notice_schedule', 'notice_place', 'notice_way_out'] as const) {
    await transaction.deleteFrom(table).where('person_id', '=', personId).execute()
  }
  const gone = await transaction.deleteFrom('notice_message').where('person_id', '=', personId).executeTakeFirst()
  return gone.numDeletedRows
}

/** How long messages are kept when the territory has said nothing: two years. */
export const USUAL_MONTHS = 24

/** Messages older than what the territory keeps. @returns how many went */
export async function purgeOldMessages(db: Kysely<DB>, now: Date): Promise<bigint> {
  const tooOld = sql`told_at < ${now}::timestamptz
    - make_interval(months => coalesce((SELECT kept_months FROM notice_setting), ${USUAL_MONTHS})::integer)`
  await sql`DELETE FROM notice_telling WHERE ${tooOld}`.execute(db)
  const { numAffectedRows } = await sql`DELETE FROM notice_message WHERE ${tooOld}`.execute(db)
  return numAffectedRows ?? 0n
}

function shown(personId: string, { subject, isPutAway }: InboxFilter) {
  return sql`person_id = ${personId} AND delivery <> 'held' AND (put_away_at IS NOT NULL) = ${isPutAway}
    AND (${subject ?? null}::text IS NULL OR subject = ${subject ?? null})`
}
