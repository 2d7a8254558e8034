import { type Kysely, sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { DocumentKindName } from '../documents/index.ts'

type Reader = Kysely<DB>

/** A version of a model, without its bytes. */
export type TemplateVersion = {
  readonly id: string
  readonly kind: DocumentKindName
  readonly version: number
  readonly sha256: string
  readonly sizeBytes: number
  /** null: the house's own. */
  readonly addedBy: string | null
  readonly addedAt: Date
  readonly isInUse: boolean
}

const VERSIONS = sql`
  SELECT t.id, t.kind, t.version, encode(t.sha256, 'hex') AS sha256, octet_length(t.bytes) AS "sizeBytes",
    person.display_name AS "addedBy", t.added_at AS "addedAt",
    t.id = (SELECT u.template_id FROM document_template_use u WHERE u.kind = t.kind ORDER BY u.position DESC LIMIT 1)
      AS "isInUse"
  FROM document_template t LEFT JOIN person ON person.id = t.added_by`

/** Every version of a kind, the last first. */
export async function listTemplates(db: Reader, kind: DocumentKindName): Promise<readonly TemplateVersion[]> {
  const { rows } = await sql<TemplateVersion>`
    ${VERSIONS} WHERE t.kind = ${kind} ORDER BY t.version DESC LIMIT 200`.execute(db)
  return rows
}

/** The version in use of each kind that has one. */
export async function listTemplatesInUse(db: Reader): Promise<readonly TemplateVersion[]> {
  const { rows } = await sql<TemplateVersion>`
    SELECT * FROM (${VERSIONS}) AS known WHERE "isInUse" ORDER BY kind`.execute(db)
  return rows
}

export async function findTemplateBytes(db: Reader, id: string): Promise<Uint8Array | undefined> {
  const row = await db.selectFrom('document_template').select('bytes').where('id', '=', id).executeTakeFirst()
  return row?.bytes
}

export async function findTemplateInUse(db: Reader, kind: DocumentKindName): Promise<TemplateVersion | undefined> {
  return (await listTemplatesInUse(db)).find((template) => template.kind === kind)
}

/** Holds the models of a kind until the end of the transaction: versions and choices follow one another. */
export async function lockTemplates(transaction: Transaction<DB>, kind: DocumentKindName): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`document templates ${kind}`}, 0))`.execute(transaction)
}

/** Adds the next version. */
export async function insertTemplate(
  transaction: Transaction<DB>,
  template: {
    readonly id: string
    readonly kind: DocumentKindName
    readonly bytes: Uint8Array
    readonly addedBy: string | null
    readonly addedAt: Date
  },
): Promise<void> {
  const bytes = Buffer.from(template.bytes)
  await sql`
    INSERT INTO document_template (id, kind, version, bytes, sha256, added_by, added_at)
    SELECT ${template.id}, ${template.kind}, 1 + coalesce(max(version), 0), ${bytes}, sha256(${bytes}),
      ${template.addedBy}::uuid, ${template.addedAt}::timestamptz
    FROM document_template WHERE kind = ${template.kind}`.execute(transaction)
}

export async function insertTemplateUse(
  transaction: Transaction<DB>,
  use: {
    readonly id: string
    readonly kind: DocumentKindName
    readonly templateId: string
    readonly chosenBy: string | null
    readonly chosenAt: Date
  },
): Promise<void> {
  await sql`
    INSERT INTO document_template_use (id, kind, position, template_id, chosen_by, chosen_at)
    SELECT ${use.id}, ${use.kind}, 1 + coalesce(max(position), 0), ${use.templateId}::uuid, ${use.chosenBy}::uuid,
      ${use.chosenAt}::timestamptz
    FROM document_template_use WHERE kind = ${use.kind}`.execute(transaction)
}
