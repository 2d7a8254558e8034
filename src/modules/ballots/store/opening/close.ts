import { type Kysely, sql, type Transaction } from 'kysely'
import type { CloseLeaf } from '#kernel/ballot'
import type { DB } from '#platform/database'
import type { CloseProposal } from '../../sealed/close.ts'

export async function findCloseProposal(db: Kysely<DB>, pollId: string): Promise<CloseProposal | undefined> {
  const row = await db
    .selectFrom('close_proposal')
    .select(['proposed_by', 'proposed_at'])
    .where('poll_id', '=', pollId)
    .executeTakeFirst()
  return row && { proposedBy: row.proposed_by, proposedAt: row.proposed_at }
}

export async function insertCloseProposal(
  transaction: Transaction<DB>,
  pollId: string,
  { proposedBy, proposedAt }: CloseProposal,
): Promise<void> {
  await transaction
    .insertInto('close_proposal')
    .values({ poll_id: pollId, proposed_by: proposedBy, proposed_at: proposedAt })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function deleteCloseProposal(transaction: Transaction<DB>, pollId: string): Promise<void> {
  await transaction.deleteFrom('close_proposal').where('poll_id', '=', pollId).execute()
}

export async function insertClose(
  transaction: Transaction<DB>,
  pollId: string,
  close: { readonly proposedBy: string; readonly confirmedBy: string; readonly closedAt: Date },
): Promise<void> {
  await transaction
    .insertInto('poll_close')
    .values({
      poll_id: pollId,
      proposed_by: close.proposedBy,
      confirmed_by: close.confirmedBy,
      closed_at: close.closedAt,
    })
    .execute()
}

/** As the opener. */
export async function insertMilestone(
  opener: Transaction<DB>,
  pollId: string,
  kind: 'closed' | 'opened' | 'result',
  at: Date,
): Promise<void> {
  await opener.insertInto('poll_milestone').values({ poll_id: pollId, kind, at }).execute()
}

/** How many ballots will be opened, by how their voters were recognised: only the roll knows. As the commission. */
export async function countClasses(commission: Transaction<DB>, pollId: string): Promise<CloseLeaf['classes']> {
  const { rows } = await sql<{ evidence: string; count: bigint }>`
    SELECT mark.evidence, count(*) AS count
    FROM envelope_link AS link
    JOIN envelope ON envelope.id = link.envelope_id
    JOIN roll_entry AS mark ON mark.id = link.roll_id
    WHERE link.poll_id = ${pollId} AND ${isLive('envelope')}
    GROUP BY mark.evidence ORDER BY mark.evidence`.execute(commission)
  return Object.fromEntries(rows.map(({ evidence, count }) => [evidence, Number(count)]))
}

/** That no leaf superseded or annulled this envelope. */
export function isLive(envelope: string) {
  const of = sql.ref(envelope)
  return sql`NOT EXISTS (SELECT FROM log_leaf AS leaf WHERE leaf.poll_id = ${of}.poll_id
    AND leaf.about = ${of}.leaf_index AND leaf.kind IN ('superseded', 'annulled'))`
}
