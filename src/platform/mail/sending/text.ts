import { spaced } from '#kernel/french'
import { grouped } from '../code.ts'
import type { MailParagraph } from '../post.ts'
import { footerOf, type Letterhead } from './letterhead.ts'
import type { MailText } from './message.ts'

/** A mail as plain text: what every reader can show. */
export function textOf(mail: MailText, head: Omit<Letterhead, 'from'>): string {
  const body = mail.paragraphs.map((paragraph) => lineOf(paragraph, head.url))
  const { list } = mail
  const way = list?.unsubscribePath
  const leave = list && way !== undefined ? [`Ne plus recevoir « ${list.name} » :\n${head.url}${way}`] : []
  return spaced(`${[...body, `-- \n${[...footerOf(head), ...leave].join('\n')}`].join('\n\n')}\n`)
}

function lineOf(paragraph: MailParagraph, url: string): string {
  if (typeof paragraph === 'string') return paragraph
  return 'code' in paragraph ? `    ${grouped(paragraph.code)}` : `${paragraph.label} :\n${url}${paragraph.href}`
}
