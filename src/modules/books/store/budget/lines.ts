import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { DB, BudgetLine as Row } from '#platform/database'
import type { BudgetLine, BudgetYear, Direction, Perimeter, Section } from '../../budget/line.ts'

type Reader = Kysely<DB>

export async function insertYear(transaction: Transaction<DB>, year: BudgetYear, createdAt: Date): Promise<void> {
  await transaction
    .insertInto('budget_year')
    .values({
      year: year.year,
      nomenclature_id: year.nomenclatureId,
      source_account: year.sourceAccount,
      created_at: createdAt,
    })
    .execute()
}

export async function findYear(db: Reader, year: number): Promise<BudgetYear | undefined> {
  return (await listYears(db)).find((each) => each.year === year)
}

/** Holds the year until the end of the transaction: nobody closes it meanwhile. */
export async function lockYear(transaction: Transaction<DB>, year: number): Promise<void> {
  await sql`SELECT FROM budget_year WHERE year = ${year} FOR UPDATE`.execute(transaction)
}

/** Whether a year is closed; nobody closes it before the end of the act. */
export async function isYearClosed(transaction: Transaction<DB>, year: number): Promise<boolean> {
  const { rows } = await sql<{ closed_at: Date | null }>`
    SELECT closed_at FROM budget_year WHERE year = ${year} FOR SHARE`.execute(transaction)
  return rows[0]?.closed_at != null
}

/** Budgets there are, the latest first. */
export async function listYears(db: Reader): Promise<readonly BudgetYear[]> {
  const rows = await db.selectFrom('budget_year').selectAll().orderBy('year', 'desc').execute()
  return rows.map((row) => ({
    year: row.year,
    nomenclatureId: row.nomenclature_id,
    sourceAccount: row.source_account,
    closedAt: row.closed_at,
  }))
}

export async function updateClosed(transaction: Transaction<DB>, year: number, closedAt: Date): Promise<void> {
  await transaction.updateTable('budget_year').set({ closed_at: closedAt }).where('year', '=', year).execute()
}

export async function insertLine(transaction: Transaction<DB>, line: BudgetLine, createdAt: Date): Promise<void> {
  const { isFictitious, ...words } = line
  await transaction
    .insertInto('budget_line')
    .values({ ...words, is_fictitious: isFictitious, created_at: createdAt })
    .execute()
}

/** Holds a line until the end of the transaction. */
export async function lockLine(transaction: Transaction<DB>, id: string): Promise<BudgetLine | undefined> {
  await sql`SELECT FROM budget_line WHERE id = ${id} FOR NO KEY UPDATE`.execute(transaction)
  return findLine(transaction, id)
}

export async function updateLine(
  transaction: Transaction<DB>,
  id: string,
  change: Pick<BudgetLine, 'label' | 'perimeter'>,
): Promise<void> {
  await transaction.updateTable('budget_line').set(change).where('id', '=', id).execute()
}

/** Lines of a year: operating then investment, expenses then receipts, in the order of their codes. */
export async function listLines(db: Reader, year: number): Promise<readonly BudgetLine[]> {
  const rows = await db
    .selectFrom('budget_line')
    .selectAll()
    .where('year', '=', year)
    .orderBy('section')
    .orderBy('direction')
    .orderBy('code')
    .execute()
  return rows.map(lineOf)
}

export async function findLine(db: Reader, id: string): Promise<BudgetLine | undefined> {
  const row = await db.selectFrom('budget_line').selectAll().where('id', '=', id).executeTakeFirst()
  return row && lineOf(row)
}

/** The line of a year that bears this code: codes are the same from one year to the next. */
export async function findLineByCode(db: Reader, year: number, code: string): Promise<BudgetLine | undefined> {
  const row = await db
    .selectFrom('budget_line')
    .selectAll()
    .where('year', '=', year)
    .where('code', '=', code)
    .executeTakeFirst()
  return row && lineOf(row)
}

function lineOf(row: Selectable<Row>): BudgetLine {
  return {
    id: row.id,
    year: row.year,
    code: row.code,
    section: row.section as Section,
    direction: row.direction as Direction,
    chapter: row.chapter,
    nature: row.nature,
    function: row.function,
    label: row.label,
    perimeter: row.perimeter as Perimeter,
    isFictitious: row.is_fictitious,
  }
}
