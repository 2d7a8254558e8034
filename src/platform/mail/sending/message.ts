import { spaced } from '#kernel/french'
import { type Mailbox, sendableAddress } from '../address.ts'
import type { KeptMail } from '../mails.ts'
import { htmlOf } from './html.ts'
import type { Letterhead } from './letterhead.ts'
import { textOf } from './text.ts'

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
}

/**
 * Writes a mail out, as plain text and as HTML. The same mail always gives the same message, its Message-ID included: who
 * receives it twice, because the answer of the mail server was lost, may show it once.
 *
 * @returns  undefined when its address is none
 * @see      RFC 3834 (Auto-Submitted: no machine answers it)
 */
export function messageOf(mail: KeptMail, head: Letterhead): Message | undefined {
  const address = sendableAddress(mail.recipient)
  if (address === undefined) return undefined
  return {
    messageId: `<${mail.id}@${domainOf(head)}>`,
    from: head.from,
    to: { name: '', address },
    subject: spaced(mail.subject),
    text: textOf(mail, head),
    html: htmlOf(mail, head),
    date: mail.writtenAt,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  }
}

// The identifier is ours: it says no more than the time the mail was written at.
function domainOf({ from }: Letterhead): string {
  return from.address.slice(from.address.lastIndexOf('@') + 1)
}
