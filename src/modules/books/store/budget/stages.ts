import { type Kysely, sql, type Transaction } from 'kysely'
import { cents } from '#kernel/money'
import type { DB } from '#platform/database'
import type { BudgetStage, StageKind } from '../../budget/stage.ts'

type Reader = Kysely<DB>

/** Takes the next number of its kind in the year, and writes the stage with its amounts. */
export async function insertStage(
  transaction: Transaction<DB>,
  { id, year, kind, title, source, proposedBy, amounts }: Omit<BudgetStage, 'number' | 'openedAt'>,
  proposedAt: Date,
): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    INSERT INTO budget_stage (id, year, kind, number, title, source, proposed_by, proposed_at)
    SELECT ${id}, ${year}, ${kind}, 1 + coalesce(max(number), 0), ${title}, ${source}::text, ${proposedBy}::uuid, ${proposedAt}
    FROM budget_stage WHERE year = ${year} AND kind = ${kind} RETURNING number`.execute(transaction)
  if (amounts.length > 0) {
    const values = amounts.map(({ lineId, amountCents }) => ({
      stage_id: id,
      line_id: lineId,
      amount_cents: amountCents,
    }))
    await transaction.insertInto('budget_stage_line').values(values).execute()
  }
  return rows[0]!.number
}

export async function lockStage(transaction: Transaction<DB>, id: string): Promise<BudgetStage | undefined> {
  await sql`SELECT FROM budget_stage WHERE id = ${id} FOR UPDATE`.execute(transaction)
  return findStage(transaction, id)
}

export async function findStage(db: Reader, id: string): Promise<BudgetStage | undefined> {
  return (await read(db, sql`stage.id = ${id}`))[0]
}

/** Stages of a year, in the order they were proposed. */
export function listStages(db: Reader, year: number): Promise<readonly BudgetStage[]> {
  return read(db, sql`stage.year = ${year}`)
}

export async function updateOpened(
  transaction: Transaction<DB>,
  id: string,
  opened: { readonly at: Date; readonly by: string | null },
): Promise<void> {
  await transaction
    .updateTable('budget_stage')
    .set({ opened_at: opened.at, opened_by: opened.by })
    .where('id', '=', id)
    .execute()
}

async function read(db: Reader, where: ReturnType<typeof sql>): Promise<readonly BudgetStage[]> {
  const { rows } = await sql<{
    id: string
    year: number
    kind: StageKind
    number: number
    title: string
    source: string | null
    proposed_by: string | null
    opened_at: Date | null
    amounts: readonly { line: string; cents: string }[]
  }>`
    SELECT stage.id, stage.year, stage.kind, stage.number, stage.title, stage.source, stage.proposed_by, stage.opened_at,
           coalesce((SELECT jsonb_agg(jsonb_build_object('line', amount.line_id, 'cents', amount.amount_cents::text)
                                      ORDER BY amount.line_id)
                     FROM budget_stage_line AS amount WHERE amount.stage_id = stage.id), '[]') AS amounts
    FROM budget_stage AS stage WHERE ${where} ORDER BY stage.proposed_at, stage.id`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    year: row.year,
    kind: row.kind,
    number: row.number,
    title: row.title,
    source: row.source,
    proposedBy: row.proposed_by,
    openedAt: row.opened_at,
    amounts: row.amounts.map(({ line, cents: amount }) => ({ lineId: line, amountCents: cents(BigInt(amount)) })),
  }))
}
