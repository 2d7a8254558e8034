import { type Kysely, sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { MailWords } from './render.ts'

/** Words agents gave to a kind of mail. Without `words`: back to ours. Without `neutral`: ours during a neutral period. */
export type TemplateVersion = {
  readonly number: number
  readonly words: MailWords | null
  readonly neutral: MailWords | null
  readonly writtenAt: Date
}

/** The last version of each kind that has one. */
export async function listVersionsInUse(db: Kysely<DB>): Promise<ReadonlyMap<string, TemplateVersion>> {
  const rows = await db
    .selectFrom('mail_template_version')
    .distinctOn('kind')
    .selectAll()
    .orderBy('kind')
    .orderBy('number', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.kind, versionOf(row)]))
}

export async function findVersionInUse(db: Kysely<DB>, kind: string): Promise<TemplateVersion | undefined> {
  return (await listVersionsInUse(db)).get(kind)
}

/** @returns  false when another version came in between: the number is given once */
export async function insertVersion(
  transaction: Transaction<DB>,
  version: TemplateVersion & {
    readonly id: string
    readonly kind: string
    readonly writtenBy: string | null
  },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    INSERT INTO mail_template_version (id, kind, number, subject, body, neutral_subject, neutral_body, written_at, written_by)
    VALUES (${version.id}, ${version.kind}, ${version.number}, ${version.words?.subject ?? null},
            ${version.words?.body ?? null}, ${version.neutral?.subject ?? null}, ${version.neutral?.body ?? null},
            ${version.writtenAt}, ${version.writtenBy})
    ON CONFLICT (kind, number) DO NOTHING`.execute(transaction)
  return (numAffectedRows ?? 0n) > 0n
}

function versionOf(row: {
  readonly number: number
  readonly subject: string | null
  readonly body: string | null
  readonly neutral_subject: string | null
  readonly neutral_body: string | null
  readonly written_at: Date
}): TemplateVersion {
  return {
    number: row.number,
    words: wordsOf(row.subject, row.body),
    neutral: wordsOf(row.neutral_subject, row.neutral_body),
    writtenAt: row.written_at,
  }
}

function wordsOf(subject: string | null, body: string | null): MailWords | null {
  return subject === null || body === null ? null : { subject, body }
}
