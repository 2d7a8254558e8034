import type { Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { Batch, Counts, Paper, TypedLine } from '../../sealed/paper.ts'

export type TypingToKeep = {
  readonly batchId: string
  readonly turn: 1 | 2
  readonly typedBy: string
  readonly finishedAt: Date | null
  readonly lines: readonly (TypedLine & { readonly tracker: Uint8Array })[]
}

/** Keeps one typing as it is now, in place of what was there. All here as the commission. */
export async function keepTyping(commission: Transaction<DB>, typing: TypingToKeep): Promise<void> {
  const { batchId, turn, typedBy, finishedAt, lines } = typing
  await commission
    .insertInto('paper_typing')
    .values({ batch_id: batchId, turn, typed_by: typedBy, finished_at: finishedAt })
    .onConflict((conflict) =>
      conflict.columns(['batch_id', 'turn']).doUpdateSet({ typed_by: typedBy, finished_at: finishedAt }),
    )
    .execute()
  await commission.deleteFrom('paper_line').where('batch_id', '=', batchId).where('turn', '=', turn).execute()
  if (lines.length === 0) return
  await commission
    .insertInto('paper_line')
    .values(
      lines.map(({ position, mark, choices, tracker }) => ({
        ...{ batch_id: batchId, turn, position, mark },
        choices: [...choices],
        tracker: Buffer.from(tracker),
      })),
    )
    .execute()
}

/** The second typing is to be done, or done again: the first stays. */
export async function reopenTyping(commission: Transaction<DB>, batchId: string, turn: 1 | 2): Promise<void> {
  await commission
    .updateTable('paper_typing')
    .set({ finished_at: null })
    .where('batch_id', '=', batchId)
    .where('turn', '=', turn)
    .execute()
}

/** What somebody saw on a paper; whoever saw it before is forgotten, for two must see the same. */
export async function keepSettlement(
  commission: Transaction<DB>,
  batchId: string,
  position: number,
  { mark, choices }: Paper,
  by: { readonly personId: string; readonly at: Date },
): Promise<void> {
  const seen = { mark, choices: [...choices], proposed_by: by.personId, proposed_at: by.at }
  await commission
    .insertInto('paper_settlement')
    .values({ batch_id: batchId, position, ...seen })
    .onConflict((conflict) => conflict.columns(['batch_id', 'position']).doUpdateSet(seen))
    .execute()
}

export async function confirmSettlement(
  commission: Transaction<DB>,
  batchId: string,
  position: number,
  by: { readonly personId: string; readonly at: Date },
): Promise<void> {
  await commission
    .updateTable('paper_settlement')
    .set({ confirmed_by: by.personId, confirmed_at: by.at })
    .where('batch_id', '=', batchId)
    .where('position', '=', position)
    .execute()
}

/** Closes a batch for good: its sheet, then the ballots that count. */
export async function insertClose(
  commission: Transaction<DB>,
  batch: Pick<Batch, 'id' | 'pollId'>,
  close: {
    readonly counts: Counts
    readonly sheet: string
    readonly sheetHash: Uint8Array
    readonly leafIndex: number
    readonly by: string
    readonly at: Date
  },
  lines: readonly (TypedLine & { readonly tracker: Uint8Array })[],
): Promise<void> {
  await commission
    .insertInto('paper_batch_close')
    .values({
      batch_id: batch.id,
      poll_id: batch.pollId,
      ballot_count: close.counts.ballots,
      sheet: close.sheet,
      sheet_hash: Buffer.from(close.sheetHash),
      leaf_index: BigInt(close.leafIndex),
      closed_by: close.by,
      closed_at: close.at,
    })
    .execute()
  const ballots = lines.filter(({ mark }) => mark === 'ballot')
  if (ballots.length === 0) return
  await commission
    .insertInto('paper_ballot')
    .values(
      ballots.map(({ tracker, choices }) => ({
        ...{ poll_id: batch.pollId, batch_id: batch.id },
        tracker: Buffer.from(tracker),
        choices: [...choices],
      })),
    )
    .execute()
}

/** Both typings and what was seen of their differences: the batch is typed anew. */
export async function forgetTypings(commission: Transaction<DB>, batchId: string): Promise<void> {
  await commission.deleteFrom('paper_line').where('batch_id', '=', batchId).execute()
  await commission.deleteFrom('paper_settlement').where('batch_id', '=', batchId).execute()
  await commission.deleteFrom('paper_typing').where('batch_id', '=', batchId).execute()
  await commission.updateTable('paper_batch').set({ sample: null }).where('id', '=', batchId).execute()
}
