import type { Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { Remark } from '../../sealed/paper-places.ts'

/** All here as the commission. */
export async function listRemarks(commission: Transaction<DB>, pollId: string): Promise<readonly Remark[]> {
  const rows = await commission
    .selectFrom('paper_remark')
    .select(['place', 'remark', 'paper_count', 'mark_count'])
    .where('poll_id', '=', pollId)
    .execute()
  return rows.map(({ place, remark, paper_count: paperCount, mark_count: markCount }) => ({
    ...{ place, remark, paperCount, markCount },
  }))
}

export async function keepRemark(
  commission: Transaction<DB>,
  pollId: string,
  { place, remark, paperCount, markCount }: Remark,
  by: { readonly personId: string; readonly at: Date },
): Promise<void> {
  const written = {
    ...{ remark, paper_count: paperCount, mark_count: markCount },
    ...{ written_by: by.personId, written_at: by.at },
  }
  await commission
    .insertInto('paper_remark')
    .values({ poll_id: pollId, place, ...written })
    .onConflict((conflict) => conflict.columns(['poll_id', 'place']).doUpdateSet(written))
    .execute()
}
