import type { Kysely } from 'kysely'
import type { CloseLeaf, OpeningLeaf } from '#kernel/ballot'
import type { DB } from '#platform/database'

export type ClosedCounts = { readonly close: CloseLeaf; readonly opening: OpeningLeaf }

/** What the log says of the close and of the opening; `undefined` before the opening. */
export async function readCounts(db: Kysely<DB>, pollId: string): Promise<ClosedCounts | undefined> {
  const rows = await db
    .selectFrom('log_leaf')
    .select(['kind', 'content'])
    .where('poll_id', '=', pollId)
    .where('kind', 'in', ['close', 'opening'])
    .execute()
  const said = new Map(rows.map(({ kind, content }) => [kind, content]))
  const [close, opening] = [said.get('close'), said.get('opening')]
  return close && opening
    ? { close: JSON.parse(close) as CloseLeaf, opening: JSON.parse(opening) as OpeningLeaf }
    : undefined
}

/** The close as the log says it, and the two people who made it; `undefined` before. */
export async function readClose(
  db: Kysely<DB>,
  pollId: string,
): Promise<{ readonly leaf: CloseLeaf; readonly people: readonly string[] } | undefined> {
  const row = await db
    .selectFrom('poll_close')
    .innerJoin('log_leaf', (join) =>
      join.onRef('log_leaf.poll_id', '=', 'poll_close.poll_id').on('log_leaf.kind', '=', 'close'),
    )
    .select(['content', 'proposed_by', 'confirmed_by'])
    .where('poll_close.poll_id', '=', pollId)
    .executeTakeFirst()
  return row && { leaf: JSON.parse(row.content) as CloseLeaf, people: [row.proposed_by, row.confirmed_by] }
}
