import type { Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { Reader } from './rows.ts'

/** A text somebody wrote while another saved theirs, and that was not kept. */
export type SetAside = { readonly label: string; readonly content: string; readonly setAsideAt: Date }

export async function insertSetAside(
  transaction: Transaction<DB>,
  eventId: string,
  texts: readonly (SetAside & { readonly id: string })[],
): Promise<void> {
  if (texts.length === 0) return
  const rows = texts.map(({ id, label, content, setAsideAt }) => {
    return { id, event_id: eventId, label, content, set_aside_at: setAsideAt }
  })
  await transaction.insertInto('agenda_set_aside').values(rows).execute()
}

/** The last first. */
export async function listSetAside(db: Reader, eventId: string): Promise<readonly SetAside[]> {
  const rows = await db
    .selectFrom('agenda_set_aside')
    .select(['label', 'content', 'set_aside_at'])
    .where('event_id', '=', eventId)
    .orderBy('set_aside_at', 'desc')
    .limit(200)
    .execute()
  return rows.map(({ label, content, set_aside_at }) => ({ label, content, setAsideAt: set_aside_at }))
}
