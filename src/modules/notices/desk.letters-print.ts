import type { Settings } from '#platform/context'
import type { LettersData } from '#platform/documents'
import { grouped } from '#platform/mail'
import type { LetterBatch, LetterParagraph, StoredLetter } from './letters.ts'

/** What is printed of a batch: the same letters always give the same pages. */
export function pagesOf(
  batch: LetterBatch,
  letters: readonly StoredLetter[],
  settings: Settings,
  url: string,
): LettersData {
  const { serviceName, territoryName, contact, logo } = settings
  const lines = [contact.postalAddress, contact.telephone, contact.email].filter((line) => line !== null)
  return {
    title: `Lettres, lot ${batch.number}`,
    letterhead: { territoryName, serviceName, logo, contact: lines.flatMap((line) => line.split('\n')) },
    date: new Intl.DateTimeFormat('fr-CA', { timeZone: 'Europe/Paris' }).format(batch.madeAt) as LettersData['date'],
    reference: `Lot ${batch.number}`,
    mark: null,
    letters: letters.map((letter) => ({
      recipient: [letter.recipientName, ...letter.addressLines],
      subject: letter.subject,
      references: [{ label: 'Nos réf.', text: letter.chrono }],
      place: null,
      body: letter.paragraphs.map((paragraph) => ({ type: 'paragraph', text: textOf(paragraph, url) })),
      signature: [serviceName],
      attachments: [],
    })),
  }
}

// On paper nobody presses a button: the address is typed.
function textOf(paragraph: LetterParagraph, url: string): string {
  if (typeof paragraph === 'string') return paragraph
  return 'code' in paragraph
    ? grouped(paragraph.code)
    : `${paragraph.label} : ${url.replace(/^https?:\/\//, '')}${paragraph.href}`
}
