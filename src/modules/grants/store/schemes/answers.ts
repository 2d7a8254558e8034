import { sql, type Transaction } from 'kysely'
import { canonicalJson, type Json } from '#kernel/canonical-json'
import type { Answers, Entry } from '#kernel/forms'
import type { DB } from '#platform/database'
import type { AskedPart } from '../../schemes/index.ts'
import type { Reader } from './schemes.ts'

/** An answer as it is kept. */
export type KeptAnswer = {
  readonly section: string
  readonly entry: string
  readonly field: string
  readonly texts: readonly string[]
  readonly version: number
  readonly writtenBy: string | null
  readonly writtenAt: Date
}

export async function listAnswers(db: Reader, dossierId: string): Promise<readonly KeptAnswer[]> {
  const rows = await db.selectFrom('dossier_answer').selectAll().where('dossier_id', '=', dossierId).execute()
  return rows.map(({ section, entry, field, texts, version, written_by, written_at }) => ({
    ...{ section, entry, field, texts, version, writtenBy: written_by, writtenAt: written_at },
  }))
}

/** Everything written in a dossier, as the kernel of forms reads it. */
export async function readAnswers(db: Reader, dossierId: string): Promise<Answers> {
  const [answers, entries] = [await listAnswers(db, dossierId), await listEntries(db, dossierId)]
  const sections = new Set([...answers.map(({ section }) => section), ...entries.map(({ section }) => section)])
  return Object.fromEntries(
    [...sections].map((section): [string, readonly Entry[]] => {
      const own = answers.filter((answer) => answer.section === section)
      const ordered = entries.filter((each) => each.section === section).map(({ entry }) => entry)
      const keys = [...new Set([...ordered, ...own.map(({ entry }) => entry)])]
      return [section, keys.map((key) => ({ key, written: writtenIn(own, key) }))]
    }),
  )
}

export async function writeAnswer(transaction: Transaction<DB>, dossierId: string, answer: KeptAnswer): Promise<void> {
  const { section, entry, field, texts, version, writtenBy, writtenAt } = answer
  const written = { texts: [...texts], version, written_by: writtenBy, written_at: writtenAt }
  await transaction
    .insertInto('dossier_answer')
    .values({ dossier_id: dossierId, section, entry, field, ...written })
    .onConflict((conflict) => conflict.columns(['dossier_id', 'section', 'entry', 'field']).doUpdateSet(written))
    .execute()
}

/** What a question that moved to another page takes along, in dossiers that are open. */
export async function moveAnswers(
  transaction: Transaction<DB>,
  move: { readonly dossierIds: readonly string[]; readonly field: string; readonly to: string },
): Promise<void> {
  const { dossierIds, field, to } = move
  if (dossierIds.length === 0) return
  await transaction
    .updateTable('dossier_answer')
    .set({ section: to })
    .where('dossier_id', 'in', dossierIds)
    .where('field', '=', field)
    .where('section', '<>', to)
    .where(
      sql<boolean>`NOT EXISTS (SELECT FROM dossier_answer AS there WHERE there.dossier_id = dossier_answer.dossier_id
        AND there.field = dossier_answer.field AND there.section = ${to})`,
    )
    .execute()
}

export async function listEntries(db: Reader, dossierId: string) {
  return await db
    .selectFrom('dossier_entry')
    .select(['section', 'entry', 'position'])
    .where('dossier_id', '=', dossierId)
    .orderBy('section')
    .orderBy('position')
    .execute()
}

export async function insertEntry(
  transaction: Transaction<DB>,
  entry: { readonly dossierId: string; readonly section: string; readonly entry: string; readonly position: number },
): Promise<void> {
  const { dossierId, section, position } = entry
  await transaction
    .insertInto('dossier_entry')
    .values({ dossier_id: dossierId, section, entry: entry.entry, position })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Takes away an entry and what was written there. */
export async function deleteEntry(
  transaction: Transaction<DB>,
  { dossierId, section, entry }: { readonly dossierId: string; readonly section: string; readonly entry: string },
): Promise<void> {
  for (const table of ['dossier_entry', 'dossier_answer'] as const) {
    await transaction
      .deleteFrom(table)
      .where('dossier_id', '=', dossierId)
      .where('section', '=', section)
      .where('entry', '=', entry)
      .execute()
  }
}

/** A dossier as it is filed. */
export async function insertFiling(
  transaction: Transaction<DB>,
  filing: {
    readonly id: string
    readonly dossierId: string
    readonly formVersion: number
    readonly answers: Answers
    readonly by: string
    readonly at: Date
  },
): Promise<void> {
  const { id, dossierId, formVersion, answers, by, at } = filing
  await transaction
    .insertInto('dossier_filing')
    .values({
      ...{ id, dossier_id: dossierId, form_version: formVersion, filed_by: by, filed_at: at },
      content: canonicalJson(answers as unknown as Json),
      number: sql`(SELECT coalesce(max(number), 0) + 1 FROM dossier_filing WHERE dossier_id = ${dossierId})`,
    })
    .execute()
}

export type Filing = {
  readonly id: string
  readonly number: number
  readonly formVersion: number
  readonly answers: Answers
  readonly filedAt: Date
}

/** What is instructed: the dossier as it was filed last, or on that occasion. */
export async function findFiling(db: Reader, dossierId: string, id?: string): Promise<Filing | undefined> {
  const row = await db
    .selectFrom('dossier_filing')
    .selectAll()
    .where('dossier_id', '=', dossierId)
    .$if(id !== undefined, (query) => query.where('id', '=', id!))
    .orderBy('number', 'desc')
    .executeTakeFirst()
  if (!row) return undefined
  const { number, form_version, content, filed_at } = row
  return { id: row.id, number, formVersion: form_version, answers: JSON.parse(content) as Answers, filedAt: filed_at }
}

/** What may be written again after a request: its parts. */
export async function listAskedParts(db: Reader, factId: string): Promise<readonly AskedPart[]> {
  return await db.selectFrom('dossier_asked_part').select(['section', 'field']).where('fact_id', '=', factId).execute()
}

export async function insertAskedParts(
  transaction: Transaction<DB>,
  {
    factId,
    dossierId,
    parts,
  }: { readonly factId: string; readonly dossierId: string; readonly parts: readonly AskedPart[] },
): Promise<void> {
  if (parts.length === 0) return
  const rows = parts.map(({ section, field }) => ({ fact_id: factId, dossier_id: dossierId, section, field }))
  await transaction
    .insertInto('dossier_asked_part')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export type DossierWords = {
  readonly id: string
  readonly factId: string | null
  readonly reader: 'applicant' | 'desk'
  readonly words: string
  readonly writtenBy: string
  readonly writtenAt: Date
}

/** What was said of a dossier, in its order. */
export async function listWords(db: Reader, dossierId: string): Promise<readonly DossierWords[]> {
  const rows = await db
    .selectFrom('dossier_words')
    .selectAll()
    .where('dossier_id', '=', dossierId)
    .orderBy('written_at')
    .orderBy('id')
    .execute()
  return rows.map(({ id, fact_id, reader, words, written_by, written_at }) => ({
    ...{ id, factId: fact_id, words, writtenBy: written_by, writtenAt: written_at },
    reader: reader as DossierWords['reader'],
  }))
}

export async function insertWords(transaction: Transaction<DB>, dossierId: string, said: DossierWords): Promise<void> {
  const { id, factId, reader, words, writtenBy, writtenAt } = said
  await transaction
    .insertInto('dossier_words')
    .values({ id, dossier_id: dossierId, fact_id: factId, reader, words, written_by: writtenBy, written_at: writtenAt })
    .execute()
}

function writtenIn(answers: readonly KeptAnswer[], key: string) {
  return Object.fromEntries(answers.filter(({ entry }) => entry === key).map(({ field, texts }) => [field, texts]))
}
