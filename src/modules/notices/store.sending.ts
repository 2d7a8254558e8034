import { type Kysely, sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import { isPeriodOpen } from '#platform/notices'
import type { Rhythm } from './choices.ts'

/** A message that is due, as a mail says it. */
export type DueMessage = {
  readonly id: string
  readonly subject: string
  readonly sentence: string
  readonly href: string
  readonly rhythm: Rhythm
  readonly isService: boolean
  /** Already read on the site: nobody needs a mail of it, unless it was to come at once. */
  readonly isRead: boolean
  /** Makes the territory known, and a period before an election has begun since it was told. */
  readonly isOutOfSeason: boolean
}

/** People with something due, in the order of their identifiers. @param after  the last one of the batch before */
export async function listDuePeople(
  db: Kysely<DB>,
  now: Date,
  after: string,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ personId: string }>`
    SELECT DISTINCT person_id AS "personId" FROM notice_message
    WHERE delivery = 'waiting' AND due_at <= ${now} AND person_id > ${after}
    ORDER BY person_id LIMIT ${limit}`.execute(db)
  return rows.map(({ personId }) => personId)
}

/** What is due to one person, locked: another process that sends leaves it alone. The first told comes first. */
export async function takeDue(
  transaction: Transaction<DB>,
  personId: string,
  now: Date,
): Promise<readonly DueMessage[]> {
  const { rows } = await sql<DueMessage>`
    SELECT id, subject, sentence, href, rhythm, is_service AS "isService", read_at IS NOT NULL AS "isRead",
      is_publicity AND ${isPeriodOpen(now)} AND approved_at IS NULL AS "isOutOfSeason"
    FROM notice_message
    WHERE person_id = ${personId} AND delivery = 'waiting' AND due_at <= ${now}
    ORDER BY told_at, id FOR UPDATE SKIP LOCKED`.execute(transaction)
  return rows
}

/** How messages left: by mail, by a letter to print, or not at all. */
export type Delivery = 'mailed' | 'letter' | 'inbox' | 'held'

export async function setDelivery(
  transaction: Transaction<DB>,
  ids: readonly string[],
  delivery: Delivery,
  now: Date,
): Promise<void> {
  if (ids.length === 0) return
  await transaction
    .updateTable('notice_message')
    .set({ delivery, delivered_at: delivery === 'mailed' ? now : null })
    .where('id', 'in', ids)
    .execute()
}
