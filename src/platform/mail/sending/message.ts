import { spaced } from '#kernel/french'
import { type Mailbox, sendableAddress } from '../address.ts'
import type { MailList, MailParagraph } from '../post.ts'
import { htmlOf } from './html.ts'
import type { Letterhead } from './letterhead.ts'
import { textOf } from './text.ts'

/** What a mail says. */
export type MailText = {
  readonly subject: string
  readonly paragraphs: readonly MailParagraph[]
  readonly list?: MailList | null
}

/** A message ready for a mail server, in the words of nodemailer. */
export type Message = {
  readonly messageId: string
  readonly from: Mailbox
  readonly to: Mailbox
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly date: Date
  readonly headers: Readonly<Record<string, string>>
  readonly list: {
    readonly id: { readonly url: string; readonly comment: string }
    readonly unsubscribe?: { readonly url: string }
  }
  readonly dsn: { readonly id: string; readonly return: 'headers'; readonly notify: string[] }
}

/**
 * Writes a mail out, as plain text and as HTML. The same mail always gives the same message, its Message-ID included: who
 * receives it twice, because the answer of the mail server was lost, may show it once; and what comes back names it.
 *
 * @returns  undefined when its address is none
 * @see      RFC 3834 (Auto-Submitted: no machine answers it); RFC 2919 and 8058 (lists); RFC 3461 (ENVID comes back)
 */
export function messageOf(
  mail: MailText & { readonly id: string; readonly recipient: string; readonly writtenAt: Date },
  head: Letterhead,
): Message | undefined {
  const address = sendableAddress(mail.recipient)
  if (address === undefined) return undefined
  const list = mail.list ?? SERVICE
  const way = list.unsubscribePath
  return {
    messageId: `<${mail.id}@${domainOf(head)}>`,
    from: head.from,
    to: { name: '', address },
    subject: spaced(mail.subject),
    text: textOf(mail, head),
    html: htmlOf(mail, head),
    date: mail.writtenAt,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...(way !== undefined && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
    },
    list: {
      id: { url: `${list.id}.${domainOf(head)}`, comment: list.name },
      ...(way !== undefined && { unsubscribe: { url: `${head.url}${way}` } }),
    },
    dsn: { id: mail.id, return: 'headers', notify: ['failure', 'delay'] },
  }
}

/** What no other list holds: one may file it, and not leave it. */
const SERVICE: MailList = { id: 'service', name: 'Courriels de service' }

// The identifier is ours: it says no more than the time the mail was written at.
function domainOf({ from }: Letterhead): string {
  return from.address.slice(from.address.lastIndexOf('@') + 1)
}
