import { spaced } from '#kernel/french'
import { grouped } from '../code.ts'
import type { KeptMail } from '../mails.ts'
import type { MailParagraph } from '../post.ts'
import { footerOf, type Letterhead } from './letterhead.ts'

/** A mail as plain text: what every reader can show. */
export function textOf(mail: KeptMail, head: Omit<Letterhead, 'from'>): string {
  const body = mail.paragraphs.map((paragraph) => lineOf(paragraph, head.url))
  return spaced(`${[...body, `-- \n${footerOf(head).join('\n')}`].join('\n\n')}\n`)
}

function lineOf(paragraph: MailParagraph, url: string): string {
  if (typeof paragraph === 'string') return paragraph
  return 'code' in paragraph ? `    ${grouped(paragraph.code)}` : `${paragraph.label} :\n${url}${paragraph.href}`
}
