import { sql, type Transaction } from 'kysely'
import { assert } from '#kernel/result'
import type { Context } from '#platform/context'
import type { DB } from '#platform/database'

/** A mail to one person. Written in the act's transaction, sent by a job once it commits. */
export type Mail = {
  readonly to: string
  /** Whom it is for, when that is known: their copy of what is kept shows it, and their erasure empties it. */
  readonly personId?: string
  /** One line, without personal data: subjects are shown on locked screens. */
  readonly subject: string
  /** Paragraphs of plain text, in order; the HTML is made of the same. */
  readonly paragraphs: readonly MailParagraph[]
  /** What it is, as « accounts.sign-in-code »: for the queue, the figures and the retention. */
  readonly kind: string
  /** After this moment it is no use: it is not sent any more. */
  readonly usefulUntil?: Date
  /** Days after which its words and its address are erased; by default 1 for a mail that holds a code, else 30. */
  readonly keptDays?: number
}

export type MailParagraph =
  | string
  /** A code to copy, set large and in groups. */
  | { readonly code: string }
  /** A button; `href` is a path of the site. */
  | { readonly label: string; readonly href: string }

const DAY_MS = 86_400_000
const KEPT_DAYS = { code: 1, other: 30 } as const

/** Puts a mail in the post. Who waits for a code comes first. */
export async function post(transaction: Transaction<DB>, context: Context, mail: Mail): Promise<void> {
  assert(mail.paragraphs.every(staysHere), 'a mail leads to pages of the site only')
  const id = context.newId()
  const now = context.now()
  const holdsCode = mail.paragraphs.some((paragraph) => typeof paragraph === 'object' && 'code' in paragraph)
  const keptDays = mail.keptDays ?? (holdsCode ? KEPT_DAYS.code : KEPT_DAYS.other)
  await sql`
    INSERT INTO mail (id, kind, person_id, recipient, subject, paragraphs, useful_until, written_at, empty_at)
    VALUES (${id}, ${mail.kind}, ${mail.personId ?? null}, ${oneLine(mail.to)}, ${oneLine(mail.subject)},
            ${JSON.stringify(mail.paragraphs)}::jsonb, ${mail.usefulUntil ?? null}, ${now},
            ${new Date(now.getTime() + keptDays * DAY_MS)})`.execute(transaction)
  await sendLater(transaction, context, id, holdsCode)
}

/** Asks a job to send it. The key keeps one job by mail, so that nothing is sent twice by being asked for twice. */
export async function sendLater(
  transaction: Transaction<DB>,
  { enqueue }: Pick<Context, 'enqueue'>,
  mailId: string,
  isAwaited = false,
): Promise<void> {
  await enqueue(transaction, 'mail.send', { mailId }, { key: `mail ${mailId}`, priority: isAwaited ? -10 : 0 })
}

// What is written in a header stays in that header, whatever was typed into a form.
function oneLine(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ').trim()
}

function staysHere(paragraph: MailParagraph): boolean {
  return typeof paragraph === 'string' || !('href' in paragraph) || /^\/(?![/\\])/.test(paragraph.href)
}
