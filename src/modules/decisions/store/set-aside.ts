import type { Kysely, Transaction } from 'kysely'
import type { DB } from '#platform/database'

/** A text somebody wrote while another saved theirs, and that was not kept. */
export type SetAside = { readonly label: string; readonly content: string; readonly setAsideAt: Date }

export async function insertSetAside(
  transaction: Transaction<DB>,
  decisionId: string,
  texts: readonly (SetAside & { readonly id: string })[],
): Promise<void> {
  if (texts.length === 0) return
  const values = texts.map(({ id, label, content, setAsideAt }) => {
    return { id, decision_id: decisionId, label, content, set_aside_at: setAsideAt }
  })
  await transaction.insertInto('decision_set_aside').values(values).execute()
}

/** The last first. */
export async function listSetAside(db: Kysely<DB>, decisionId: string): Promise<readonly SetAside[]> {
  const rows = await db
    .selectFrom('decision_set_aside')
    .select(['label', 'content', 'set_aside_at'])
    .where('decision_id', '=', decisionId)
    .orderBy('set_aside_at', 'desc')
    .limit(200)
    .execute()
  return rows.map(({ label, content, set_aside_at }) => ({ label, content, setAsideAt: set_aside_at }))
}
