import { sql, type Transaction } from 'kysely'
import { assert } from '#kernel/result'
import type { Context } from '#platform/context'
import { broadcast, type DB } from '#platform/database'
import { domainOf } from './address.ts'
import { wordsInUse } from './templates/in-use.ts'

/** A mail to one person. Written in the act's transaction; senders are told once it commits. */
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
  /** What it is part of. Without, it is service mail, which one has asked for by an act. */
  readonly list?: MailList
  /** What agents may say of it, by the names of its `MailTemplate`: their words then take the place of ours. */
  readonly fields?: Readonly<Record<string, string>>
}

export type MailParagraph =
  | string
  /** A code to copy, set large and in groups. */
  | { readonly code: string }
  /** A button; `href` is a path of the site. */
  | { readonly label: string; readonly href: string }

/**
 * A list a mail belongs to.
 *
 * @see  RFC 2919 (List-Id), RFC 8058 (List-Unsubscribe-Post)
 */
export type MailList = {
  /** Stable, letters, figures and hyphens: « agenda ». */
  readonly id: string
  /** As a person reads it: « Agenda de l’ESS ». */
  readonly name: string
  /**
   * A path of the site that unsubscribes by POST alone, without signing in; opaque, it says nothing of the person. Absent
   * where nobody may leave: what concerns an account or a procedure.
   */
  readonly unsubscribePath?: string
}

/** Told to whoever sends mails, when some wait. */
export const MAIL_CHANNEL = 'mail'

const DAY_MS = 86_400_000
const KEPT_DAYS = { code: 1, other: 30 } as const

/** Puts a mail in the post. Who waits for a code comes first. */
export async function post(transaction: Transaction<DB>, context: Context, mail: Mail): Promise<void> {
  const { subject, paragraphs } = await wordsInUse(transaction, context, mail)
  assert(paragraphs.every(staysHere), 'a mail leads to pages of the site only')
  assert(!mail.list || isList(mail.list), 'a list has a plain name and leads to a page of the site')
  const id = context.newId()
  const now = context.now()
  const holdsCode = paragraphs.some((paragraph) => typeof paragraph === 'object' && 'code' in paragraph)
  const keptDays = mail.keptDays ?? (holdsCode ? KEPT_DAYS.code : KEPT_DAYS.other)
  const recipient = oneLine(mail.to)
  await sql`
    INSERT INTO mail (id, kind, person_id, recipient, domain, subject, paragraphs, useful_until, is_awaited, list, written_at,
                      due_at, empty_at)
    VALUES (${id}, ${mail.kind}, ${mail.personId ?? null}, ${recipient}, ${domainOf(recipient)}, ${oneLine(subject)},
            ${JSON.stringify(paragraphs)}::jsonb, ${mail.usefulUntil ?? null}, ${holdsCode},
            ${mail.list ? JSON.stringify(mail.list) : null}::jsonb, ${now}, ${now},
            ${new Date(now.getTime() + keptDays * DAY_MS)})`.execute(transaction)
  await broadcast(transaction, MAIL_CHANNEL, '')
}

// What is written in a header stays in that header, whatever was typed into a form.
function oneLine(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ').trim()
}

function staysHere(paragraph: MailParagraph): boolean {
  return typeof paragraph === 'string' || !('href' in paragraph) || isPath(paragraph.href)
}

function isPath(href: string): boolean {
  return /^\/(?![/\\])/.test(href)
}

function isList({ id, name, unsubscribePath }: MailList): boolean {
  const isWayOut = unsubscribePath === undefined || (isPath(unsubscribePath) && !/[\s<>]/.test(unsubscribePath))
  return /^[a-z0-9-]+$/.test(id) && !/[<>"\p{Cc}]/u.test(name) && isWayOut
}
