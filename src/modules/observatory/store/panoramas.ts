import { sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import { type ComposedBlock, type Draft, isBlockName } from '../reports/panorama.ts'
import type { Reader } from './editions.ts'

export type StoredDraft = Draft & { readonly version: number; readonly changedAt: Date }

/** One publication, without its texts. */
export type Publication = {
  readonly year: number
  readonly version: number
  readonly title: string
  readonly fingerprint: string
  readonly pdfSha256: string
  readonly pdfBytes: number
  readonly publishedAt: Date
}

export async function listDrafts(db: Reader): Promise<readonly StoredDraft[]> {
  const rows = await db.selectFrom('panorama').selectAll().orderBy('year', 'desc').execute()
  return rows.map(draftOf)
}

export async function findDraft(db: Reader, year: number): Promise<StoredDraft | undefined> {
  const row = await db.selectFrom('panorama').selectAll().where('year', '=', year).executeTakeFirst()
  return row && draftOf(row)
}

/** Holds the panorama of a year until the transaction ends. */
export async function lockDraft(transaction: Transaction<DB>, year: number): Promise<StoredDraft | undefined> {
  const row = await transaction
    .selectFrom('panorama')
    .selectAll()
    .where('year', '=', year)
    .forUpdate()
    .executeTakeFirst()
  return row && draftOf(row)
}

export async function insertDraft(transaction: Transaction<DB>, draft: Draft, at: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('panorama')
    .values({ ...valuesOf(draft), year: draft.year, version: 1, changed_at: at })
    .onConflict((conflict) => conflict.constraint('panorama_pkey').doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export async function updateDraft(
  transaction: Transaction<DB>,
  draft: Draft,
  version: number,
  at: Date,
): Promise<void> {
  await transaction
    .updateTable('panorama')
    .set({ ...valuesOf(draft), version, changed_at: at })
    .where('year', '=', draft.year)
    .execute()
}

/** Every publication, the last year first, then the last version. */
export async function listPublications(db: Reader, year?: number): Promise<readonly Publication[]> {
  const rows = await db
    .selectFrom('panorama_publication')
    .select(['year', 'version', 'fingerprint', 'pdf_sha256', 'published_at'])
    .select([sql<number>`length(pdf)`.as('pdf_bytes'), sql<string>`content::jsonb ->> 'title'`.as('title')])
    .$if(year !== undefined, (query) => query.where('year', '=', year!))
    .orderBy('year', 'desc')
    .orderBy('version', 'desc')
    .execute()
  return rows.map((row) => ({
    year: row.year,
    version: row.version,
    title: row.title,
    fingerprint: row.fingerprint,
    pdfSha256: row.pdf_sha256,
    pdfBytes: row.pdf_bytes,
    publishedAt: row.published_at,
  }))
}

/** The text that was frozen. */
export async function findPublishedText(db: Reader, year: number, version: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('panorama_publication')
    .select('content')
    .where('year', '=', year)
    .where('version', '=', version)
    .executeTakeFirst()
  return row?.content
}

export async function findPublishedPdf(db: Reader, year: number, version: number): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom('panorama_publication')
    .select('pdf')
    .where('year', '=', year)
    .where('version', '=', version)
    .executeTakeFirst()
  return row?.pdf
}

export async function insertPublication(
  transaction: Transaction<DB>,
  publication: {
    readonly year: number
    readonly version: number
    readonly content: string
    readonly fingerprint: string
    readonly pdf: Uint8Array
    readonly pdfSha256: string
    readonly publishedAt: Date
  },
): Promise<void> {
  const { year, version, content, fingerprint, pdf, pdfSha256, publishedAt } = publication
  await transaction
    .insertInto('panorama_publication')
    .values({
      ...{ year, version, content, fingerprint },
      pdf: Buffer.from(pdf),
      pdf_sha256: pdfSha256,
      published_at: publishedAt,
    })
    .execute()
}

/** Sites that may show the figures in a frame. */
export async function listEmbedders(db: Reader): Promise<readonly string[]> {
  return (await db.selectFrom('observatory_embedding').select('origins').executeTakeFirst())?.origins ?? []
}

export async function setEmbedders(transaction: Transaction<DB>, origins: readonly string[]): Promise<void> {
  await transaction
    .insertInto('observatory_embedding')
    .values({ is_only: true, origins: [...origins] })
    .onConflict((conflict) => conflict.constraint('observatory_embedding_pkey').doUpdateSet({ origins: [...origins] }))
    .execute()
}

type DraftRow = {
  readonly year: number
  readonly title: string
  readonly blocks: unknown
  readonly version: number
  readonly changed_at: Date
}

function draftOf({ year, title, blocks, version, changed_at }: DraftRow): StoredDraft {
  // A block that no longer exists is not shown; what was published keeps it.
  const known = (blocks as readonly ComposedBlock[]).filter(({ block }) => isBlockName(block))
  return { year, title, blocks: known, version, changedAt: changed_at }
}

function valuesOf({ title, blocks }: Draft) {
  return { title, blocks: JSON.stringify(blocks) }
}
