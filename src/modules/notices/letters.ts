/** Where a letter is: written, printed with others, in the box; or never sent. */
export type LetterState = 'waiting' | 'printed' | 'posted' | 'cancelled'

export type LetterParagraph = string | { readonly code: string } | { readonly label: string; readonly href: string }

/** A letter to somebody without e-mail. */
export type NewLetter = {
  /** As « agenda.reminder ». */
  readonly kind: string
  readonly personId: string | null
  readonly recipientName: string
  /** A line each, without the name; empty when nobody knows it: an agent is asked. */
  readonly addressLines: readonly string[]
  readonly subject: string
  readonly paragraphs: readonly LetterParagraph[]
}

export type StoredLetter = NewLetter & {
  readonly id: string
  /** As « 2026-0001 ». */
  readonly chrono: string
  readonly state: LetterState
  readonly batchNumber: number | null
  readonly writtenAt: Date
}

export type LetterBatch = {
  readonly id: string
  readonly number: number
  readonly madeAt: Date
  readonly printedAt: Date | null
  readonly postedAt: Date | null
  readonly letterCount: number
  /** Letters whose words are gone: the batch cannot be printed again whole. */
  readonly emptiedCount: number
}

const [MOST_LINES, LONGEST_LINE] = [5, 38]

/**
 * Reads an address as it is typed: a line each.
 *
 * @returns  undefined when it does not fit the window of an envelope
 * @see      NF Z 10-011: six lines of 38 characters, the name being the first
 */
export function readAddress(text: string): readonly string[] | undefined {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.replaceAll(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
  const fits = lines.length > 0 && lines.length <= MOST_LINES && lines.every((line) => line.length <= LONGEST_LINE)
  return fits && lines.some((line) => /\b\d{5}\b/.test(line)) ? lines : undefined
}
