import { type Kysely, sql } from 'kysely'
import type { DB } from '#platform/database'
import type { Mail, MailParagraph } from '../post.ts'
import { type MailWords, renderWords } from './render.ts'

type Reading = { readonly db?: unknown; now(): Date }

/**
 * What a mail says: the words agents gave to its kind when there are some and the mail brings its fields, else its own.
 * Between the days of a neutral period, the neutral words; without any, the mail's own, which are neutral.
 */
export async function wordsInUse(
  db: Kysely<DB>,
  { now }: Reading,
  mail: Pick<Mail, 'kind' | 'subject' | 'paragraphs' | 'fields'>,
): Promise<{ readonly subject: string; readonly paragraphs: readonly MailParagraph[] }> {
  if (!mail.fields) return mail
  const words = await findWordsInUse(db, mail.kind, now())
  return words ? renderWords(words, mail.fields) : mail
}

async function findWordsInUse(db: Kysely<DB>, kind: string, now: Date): Promise<MailWords | undefined> {
  const { rows } = await sql<{ subject: string | null; body: string | null }>`
    SELECT CASE WHEN is_neutral THEN neutral_subject ELSE subject END AS subject,
           CASE WHEN is_neutral THEN neutral_body ELSE body END AS body
    FROM mail_template_version, LATERAL (
      SELECT EXISTS (
        SELECT FROM mail_neutral_period
        WHERE (${now}::timestamptz AT TIME ZONE 'Europe/Paris')::date BETWEEN starts_on AND ends_on) AS is_neutral) AS period
    WHERE kind = ${kind} ORDER BY number DESC LIMIT 1`.execute(db)
  const row = rows[0]
  return row?.subject == null || row.body === null ? undefined : { subject: row.subject, body: row.body }
}
