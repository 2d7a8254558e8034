import { type Selectable, sql, type Transaction } from 'kysely'
import type { DB, PaperBatch } from '#platform/database'
import type { Batch, PaperMark, Sheet } from '../../sealed/paper.ts'

/** One batch with everything typed of it, as the commission; undefined: unknown, or of another poll. */
export async function findBatch(
  commission: Transaction<DB>,
  pollId: string,
  number: number,
): Promise<Batch | undefined> {
  const rows = await batchRows(commission, pollId).where('number', '=', number).execute()
  return (await assembled(commission, rows))[0]
}

/** Every batch of a poll, by number. */
export async function listBatches(commission: Transaction<DB>, pollId: string): Promise<readonly Batch[]> {
  return assembled(commission, await batchRows(commission, pollId).orderBy('number').execute())
}

/** Others who work on the same batch wait until this act is over. */
export async function lockBatch(commission: Transaction<DB>, pollId: string, number: number): Promise<void> {
  await batchRows(commission, pollId).where('number', '=', number).forUpdate().execute()
}

export type NewBatch = {
  readonly id: string
  readonly pollId: string
  readonly sheet: Sheet
  readonly recordedBy: string
  readonly recordedAt: Date
}

/** @returns  its number: the next of the poll */
export async function insertBatch(commission: Transaction<DB>, batch: NewBatch): Promise<number> {
  const row = await commission
    .insertInto('paper_batch')
    .values((values) => ({
      id: batch.id,
      poll_id: batch.pollId,
      number: values
        .selectFrom('paper_batch')
        .select(sql<number>`coalesce(max(number), 0) + 1`.as('next'))
        .where('poll_id', '=', batch.pollId),
      ...rowOf(batch.sheet),
      recorded_by: batch.recordedBy,
      recorded_at: batch.recordedAt,
    }))
    .returning('number')
    .executeTakeFirstOrThrow()
  return row.number
}

/** Corrects the sheet, if it is still at that version. @returns  whether it was */
export async function updateSheet(
  commission: Transaction<DB>,
  batchId: string,
  sheet: Sheet,
  version: number,
): Promise<boolean> {
  const updated = await commission
    .updateTable('paper_batch')
    .set({ ...rowOf(sheet), version: version + 1 })
    .where('id', '=', batchId)
    .where('version', '=', version)
    .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}

/** The papers to type a second time; null: all. */
export async function updateSample(
  commission: Transaction<DB>,
  batchId: string,
  sample: readonly number[] | null,
): Promise<void> {
  await commission
    .updateTable('paper_batch')
    .set({ sample: sample === null ? null : [...sample] })
    .where('id', '=', batchId)
    .execute()
}

function rowOf(sheet: Sheet) {
  return {
    place: sheet.place,
    urn: sheet.urn,
    seals: sheet.seals,
    paper_count: sheet.paperCount,
    blank_count: sheet.blankCount,
    void_count: sheet.voidCount,
  }
}

function batchRows(commission: Transaction<DB>, pollId: string) {
  return commission.selectFrom('paper_batch').selectAll('paper_batch').where('poll_id', '=', pollId)
}

async function assembled(
  commission: Transaction<DB>,
  rows: readonly Selectable<PaperBatch>[],
): Promise<readonly Batch[]> {
  if (rows.length === 0) return []
  const parts = await partsOf(
    commission,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => batchOf(row, parts))
}

type Parts = Awaited<ReturnType<typeof partsOf>>

async function partsOf(commission: Transaction<DB>, ids: readonly string[]) {
  return {
    typings: await commission
      .selectFrom('paper_typing')
      .selectAll()
      .where('batch_id', 'in', ids)
      .orderBy('turn')
      .execute(),
    lines: await commission
      .selectFrom('paper_line')
      .selectAll()
      .where('batch_id', 'in', ids)
      .orderBy('position')
      .execute(),
    settlements: await commission.selectFrom('paper_settlement').selectAll().where('batch_id', 'in', ids).execute(),
    closes: await commission.selectFrom('paper_batch_close').selectAll().where('batch_id', 'in', ids).execute(),
    annulments: await commission.selectFrom('paper_annulment').selectAll().where('batch_id', 'in', ids).execute(),
  }
}

function batchOf(row: Selectable<PaperBatch>, parts: Parts): Batch {
  const isOfIt = (part: { readonly batch_id: string }) => part.batch_id === row.id
  const close = parts.closes.find(isOfIt)
  const annulment = parts.annulments.find(isOfIt)
  return {
    id: row.id,
    pollId: row.poll_id,
    number: row.number,
    version: row.version,
    sample: row.sample,
    recordedAt: row.recorded_at,
    sheet: sheetOf(row),
    typings: parts.typings.filter(isOfIt).map(({ turn, typed_by: typedBy, finished_at: finishedAt }) => ({
      ...{ turn: turn as 1 | 2, typedBy, finishedAt },
      lines: parts.lines.filter((line) => isOfIt(line) && line.turn === turn).map(lineOf),
    })),
    settlements: parts.settlements.filter(isOfIt).map(({ proposed_by, confirmed_by, position, mark, choices }) => ({
      ...{ position, mark: mark as PaperMark, choices, proposedBy: proposed_by, confirmedBy: confirmed_by },
    })),
    close: close
      ? {
          ballotCount: close.ballot_count,
          sheetHash: close.sheet_hash.toString('hex'),
          leafIndex: Number(close.leaf_index),
        }
      : null,
    annulment: annulment
      ? {
          reason: annulment.reason,
          proposedBy: annulment.proposed_by,
          proposingSeat: annulment.proposing_seat,
          isConfirmed: annulment.confirmed_by !== null,
        }
      : null,
  }
}

function sheetOf(row: Selectable<PaperBatch>): Sheet {
  return {
    place: row.place,
    urn: row.urn,
    seals: row.seals,
    paperCount: row.paper_count,
    blankCount: row.blank_count,
    voidCount: row.void_count,
  }
}

function lineOf({ position, mark, choices, tracker }: Parts['lines'][number]) {
  return { position, mark: mark as PaperMark, choices, tracker: new Uint8Array(tracker) }
}
