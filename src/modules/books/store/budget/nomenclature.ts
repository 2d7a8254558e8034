import type { Kysely, Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { BudgetCode, CodeKind, Nomenclature } from '../../budget/nomenclature.ts'

type Reader = Kysely<DB>

export async function insertNomenclature(
  transaction: Transaction<DB>,
  { id, name, yearFrom, yearTo, source, licence, status }: Nomenclature,
  importedAt: Date,
): Promise<void> {
  await transaction
    .insertInto('budget_nomenclature')
    .values({ id, name, year_from: yearFrom, year_to: yearTo, source, licence, status, imported_at: importedAt })
    .execute()
}

/** Thousands of codes in a few statements. */
export async function insertCodes(
  transaction: Transaction<DB>,
  nomenclatureId: string,
  codes: readonly BudgetCode[],
): Promise<void> {
  for (let start = 0; start < codes.length; start += 1000) {
    const values = codes.slice(start, start + 1000).map((each) => ({
      nomenclature_id: nomenclatureId,
      kind: each.kind,
      code: each.code,
      label: each.label,
      section: each.section,
      expense_chapter: each.expenseChapter,
      receipt_chapter: each.receiptChapter,
    }))
    await transaction.insertInto('budget_code').values(values).execute()
  }
}

/** All versions, the latest first. */
export async function listNomenclatures(db: Reader): Promise<readonly Nomenclature[]> {
  const rows = await db
    .selectFrom('budget_nomenclature')
    .selectAll()
    .orderBy('year_from', 'desc')
    .orderBy('name')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    yearFrom: row.year_from,
    yearTo: row.year_to,
    source: row.source,
    licence: row.licence,
    status: row.status as Nomenclature['status'],
  }))
}

/** Chapters, articles or functions of a version, in the order of their codes. */
export async function listCodes(db: Reader, nomenclatureId: string, kind?: CodeKind): Promise<readonly BudgetCode[]> {
  const rows = await db
    .selectFrom('budget_code')
    .selectAll()
    .where('nomenclature_id', '=', nomenclatureId)
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind!))
    .orderBy('kind')
    .orderBy('code')
    .execute()
  return rows.map((row) => ({
    kind: row.kind as CodeKind,
    code: row.code,
    label: row.label,
    section: row.section as BudgetCode['section'],
    expenseChapter: row.expense_chapter,
    receiptChapter: row.receipt_chapter,
  }))
}
