import type { Transaction } from 'kysely'
import { definitionFrom, definitionText, type FormDefinition } from '#kernel/forms'
import type { DB } from '#platform/database'
import type { Reader } from './schemes.ts'

export type FormPurpose = 'application' | 'report'

/** A form as agents compose it. */
export type FormDraft = {
  readonly id: string
  readonly editionId: string
  readonly purpose: FormPurpose
  readonly definition: FormDefinition
  readonly version: number
}

/** A form as it is or was live: `definition.version` is its number. */
export type LiveForm = { readonly formId: string; readonly definition: FormDefinition; readonly publishedAt: Date }

export async function findForm(db: Reader, editionId: string, purpose: FormPurpose): Promise<FormDraft | undefined> {
  const row = await db
    .selectFrom('scheme_form')
    .selectAll()
    .where('edition_id', '=', editionId)
    .where('purpose', '=', purpose)
    .executeTakeFirst()
  return row && { id: row.id, editionId, purpose, definition: definitionFrom(row.draft), version: row.version }
}

/** Held until the act ends: two agents who change a form come one after the other. */
export async function lockForm(transaction: Transaction<DB>, id: string): Promise<FormDraft | undefined> {
  const row = await transaction
    .selectFrom('scheme_form')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return undefined
  const { edition_id, purpose, version, draft } = row
  return { id, editionId: edition_id, purpose: purpose as FormPurpose, definition: definitionFrom(draft), version }
}

export async function insertForm(
  transaction: Transaction<DB>,
  { id, editionId, purpose, definition }: Omit<FormDraft, 'version'>,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('scheme_form')
    .values({ id, edition_id: editionId, purpose, draft: definitionText(definition) })
    .onConflict((conflict) => conflict.columns(['edition_id', 'purpose']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function updateForm(
  transaction: Transaction<DB>,
  { id, definition, version }: Pick<FormDraft, 'id' | 'definition' | 'version'>,
): Promise<void> {
  await transaction
    .updateTable('scheme_form')
    .set({ draft: definitionText(definition), version: version + 1 })
    .where('id', '=', id)
    .execute()
}

/** The version in force; undefined: none is live yet. */
export async function findLiveForm(db: Reader, editionId: string, purpose: FormPurpose): Promise<LiveForm | undefined> {
  const row = await versions(db)
    .where('edition_id', '=', editionId)
    .where('purpose', '=', purpose)
    .orderBy('number', 'desc')
    .executeTakeFirst()
  return row && liveOf(row)
}

/** One version, as it was asked. */
export async function findFormVersion(
  db: Reader,
  by: { readonly editionId: string; readonly purpose: FormPurpose; readonly number: number },
): Promise<LiveForm | undefined> {
  const row = await versions(db)
    .where('edition_id', '=', by.editionId)
    .where('purpose', '=', by.purpose)
    .where('number', '=', by.number)
    .executeTakeFirst()
  return row && liveOf(row)
}

export async function insertFormVersion(
  transaction: Transaction<DB>,
  version: {
    readonly formId: string
    readonly definition: FormDefinition
    readonly fingerprint: string
    readonly by: string
    readonly at: Date
  },
): Promise<void> {
  const { formId, definition, fingerprint, by, at } = version
  await transaction
    .insertInto('scheme_form_version')
    .values({
      ...{ form_id: formId, number: definition.version, content: definitionText(definition), fingerprint },
      ...{ published_by: by, published_at: at },
    })
    .execute()
}

function versions(db: Reader) {
  return db
    .selectFrom('scheme_form_version')
    .innerJoin('scheme_form', 'scheme_form.id', 'scheme_form_version.form_id')
    .select(['form_id', 'content', 'published_at'])
}

function liveOf(row: { readonly form_id: string; readonly content: string; readonly published_at: Date }): LiveForm {
  return { formId: row.form_id, definition: definitionFrom(row.content), publishedAt: row.published_at }
}
