import { sql, type Transaction } from 'kysely'
import type { Context } from '#platform/context'
import type { DB } from '#platform/database'

/** A mail to one person. Written in the act's transaction, sent by a job once it commits. */
export type Mail = {
  readonly to: string
  /** One line, without personal data: subjects are shown on locked screens. */
  readonly subject: string
  /** Paragraphs of plain text, in order; the HTML is made of the same. */
  readonly paragraphs: readonly MailParagraph[]
  /** What it is, as « accounts.sign-in-code »: for the queue, the figures and the retention. */
  readonly kind: string
  /** After this moment it is no use: it is not sent any more. */
  readonly usefulUntil?: Date
}

export type MailParagraph =
  | string
  /** A code to copy, set large and in groups. */
  | { readonly code: string }
  /** A button; `href` is a path of the site. */
  | { readonly label: string; readonly href: string }

/** Puts a mail in the post. */
export async function post(transaction: Transaction<DB>, context: Context, mail: Mail): Promise<void> {
  const id = context.newId()
  await sql`
    INSERT INTO mail (id, recipient, subject, paragraphs, kind, useful_until, written_at)
    VALUES (${id}, ${mail.to}, ${mail.subject}, ${JSON.stringify(mail.paragraphs)}::jsonb, ${mail.kind},
            ${mail.usefulUntil ?? null}, ${context.now()})`.execute(transaction)
  await context.enqueue(transaction, 'mail.send', { mailId: id })
}
