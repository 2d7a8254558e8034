import type { Kysely } from 'kysely'
import type { Context } from '#platform/context'
import type { DB } from '#platform/database'
import type { Mail, MailParagraph } from '../post.ts'
import { renderWords } from './render.ts'
import { findVersionInUse } from './versions.ts'

/**
 * What a mail says: the words agents gave to its kind when there are some and the mail brings its fields, else its own.
 * In a period before an election, the neutral words; without any, the mail's own, which are neutral.
 */
export async function wordsInUse(
  db: Kysely<DB>,
  { now, contributions }: Pick<Context, 'now' | 'contributions'>,
  mail: Pick<Mail, 'kind' | 'subject' | 'paragraphs' | 'fields'>,
): Promise<{ readonly subject: string; readonly paragraphs: readonly MailParagraph[] }> {
  if (!mail.fields) return mail
  const version = await findVersionInUse(db, mail.kind)
  if (!version) return mail
  const periods = await Promise.all(contributions.map(({ isNeutralAt }) => isNeutralAt?.(db, now()) ?? false))
  const words = periods.includes(true) ? version.neutral : version.words
  return words ? renderWords(words, mail.fields) : mail
}
