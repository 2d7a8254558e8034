import type { Kysely, Transaction } from 'kysely'
import type { DB } from '#platform/database'
import { programmeText, readProgramme } from '../document.ts'
import type { Programme, Publication } from '../model.ts'

export type Reader = Kysely<DB> | Transaction<DB>

/** The version being written. */
export type Draft = {
  readonly programme: Programme
  readonly edition: number
  readonly askedBy: string | null
  readonly changedAt: Date
}

export async function findDraft(db: Reader): Promise<Draft | undefined> {
  const row = await db.selectFrom('programme_draft').selectAll().executeTakeFirst()
  return row && draftOf(row)
}

/** Holds the draft until the transaction ends. */
export async function lockDraft(transaction: Transaction<DB>): Promise<Draft | undefined> {
  const row = await transaction.selectFrom('programme_draft').selectAll().forUpdate().executeTakeFirst()
  return row && draftOf(row)
}

/** @returns  false when a draft is there already */
export async function insertDraft(transaction: Transaction<DB>, programme: Programme, at: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('programme_draft')
    .values({ is_only: true, content: programmeText(programme), edition: 1, changed_at: at })
    .onConflict((conflict) => conflict.constraint('programme_draft_pkey').doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** Writes the draft anew; whoever asked to publish it must ask again. */
export async function updateDraft(
  transaction: Transaction<DB>,
  { programme, edition, at }: { readonly programme: Programme; readonly edition: number; readonly at: Date },
): Promise<void> {
  await transaction
    .updateTable('programme_draft')
    .set({ content: programmeText(programme), edition, asked_by: null, changed_at: at })
    .execute()
}

export async function askPublication(transaction: Transaction<DB>, askedBy: string): Promise<void> {
  await transaction.updateTable('programme_draft').set({ asked_by: askedBy }).execute()
}

export async function deleteDraft(transaction: Transaction<DB>): Promise<void> {
  await transaction.deleteFrom('programme_draft').execute()
}

/** Every version, the last first. */
export async function listPublications(db: Reader): Promise<readonly Publication[]> {
  const rows = await publications(db).execute()
  return rows.map(publicationOf)
}

/** The version in force: the last one. */
export async function findLastPublication(db: Reader): Promise<Publication | undefined> {
  const row = await publications(db).limit(1).executeTakeFirst()
  return row && publicationOf(row)
}

export async function findPublication(db: Reader, number: number): Promise<Publication | undefined> {
  const row = await publications(db).where('number', '=', number).executeTakeFirst()
  return row && publicationOf(row)
}

export async function insertPublication(
  transaction: Transaction<DB>,
  publication: Publication & { readonly content: string; readonly askedBy: string; readonly publishedBy: string },
): Promise<void> {
  const { number, content, fingerprint, askedBy, publishedBy, publishedAt } = publication
  await transaction
    .insertInto('programme_publication')
    .values({ number, content, fingerprint, asked_by: askedBy, published_by: publishedBy, published_at: publishedAt })
    .execute()
}

function publications(db: Reader) {
  return db
    .selectFrom('programme_publication')
    .select(['number', 'content', 'fingerprint', 'published_at'])
    .orderBy('number', 'desc')
}

function publicationOf(row: {
  readonly number: number
  readonly content: string
  readonly fingerprint: string
  readonly published_at: Date
}): Publication {
  const { number, content, fingerprint, published_at: publishedAt } = row
  return { number, programme: readProgramme(content), fingerprint, publishedAt }
}

function draftOf(row: {
  readonly content: string
  readonly edition: number
  readonly asked_by: string | null
  readonly changed_at: Date
}): Draft {
  const { content, edition, asked_by: askedBy, changed_at: changedAt } = row
  return { programme: readProgramme(content), edition, askedBy, changedAt }
}
