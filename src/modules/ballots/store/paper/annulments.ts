import type { Transaction } from 'kysely'
import type { PaperReason } from '#kernel/ballot'
import type { DB } from '#platform/database'

/** A first person says that a closed batch should not count. All here as the commission. */
export async function insertAnnulment(
  commission: Transaction<DB>,
  annulment: {
    readonly batchId: string
    readonly pollId: string
    readonly reason: PaperReason
    readonly proposedBy: string
    readonly proposingSeat: string
    readonly proposedAt: Date
  },
): Promise<void> {
  await commission
    .insertInto('paper_annulment')
    .values({
      batch_id: annulment.batchId,
      poll_id: annulment.pollId,
      reason: annulment.reason,
      proposed_by: annulment.proposedBy,
      proposing_seat: annulment.proposingSeat,
      proposed_at: annulment.proposedAt,
    })
    .execute()
}

export async function confirmAnnulment(
  commission: Transaction<DB>,
  batchId: string,
  by: { readonly personId: string; readonly leafIndex: number },
): Promise<void> {
  await commission
    .updateTable('paper_annulment')
    .set({ confirmed_by: by.personId, leaf_index: BigInt(by.leafIndex) })
    .where('batch_id', '=', batchId)
    .execute()
}

/** Takes a proposal back; one that was confirmed stays. */
export async function deleteAnnulment(commission: Transaction<DB>, batchId: string): Promise<void> {
  await commission
    .deleteFrom('paper_annulment')
    .where('batch_id', '=', batchId)
    .where('confirmed_by', 'is', null)
    .execute()
}
