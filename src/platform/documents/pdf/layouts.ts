import type { Day } from '#kernel/calendar'

/** What each layout of ours draws. */
export type LayoutData = {
  readonly letter: LettersData
  readonly report: ReportData
  readonly certificate: CertificateData
  readonly list: ListData
  readonly ballots: BallotsData
  readonly poster: PosterData
  readonly codes: CodesData
}

export type Layout = keyof LayoutData

/** What stands at the top of everything that leaves the house: from the settings. */
export type Letterhead = {
  /** As « Pas-de-Calais ». */
  readonly territoryName: string
  readonly serviceName: string
  /** SVG made of shapes only; null: the name is enough. */
  readonly logo: string | null
  /** Lines under the name: postal address, telephone, e-mail. */
  readonly contact: readonly string[]
}

type Document = {
  /** Title of the file, shown by readers in their title bar. */
  readonly title: string
  readonly letterhead: Letterhead
  /** The document's own date: the file holds no other. */
  readonly date: Day
  /** Chrono number or other reference, shown in the footer; null: none. */
  readonly reference: string | null
  /** Across the page, as « Brouillon » or « Exemple »; null: the document is final. */
  readonly mark: string | null
}

/** One letter or a batch to print: each begins a page of its own, its recipient in the window of the envelope. */
export type LettersData = Document & { readonly letters: readonly Letter[] }

export type Letter = {
  /** Name and address, at most six lines of 38 characters (NF Z 10-011). */
  readonly recipient: readonly string[]
  readonly subject: string
  /** As « Vos réf. »: label and text, one line each. */
  readonly references: readonly Line[]
  /** As « Arras ». */
  readonly place: string | null
  readonly body: readonly Block[]
  readonly signature: readonly string[]
  /** Titles of what is joined. */
  readonly attachments: readonly string[]
}

export type Line = { readonly label: string; readonly text: string }

/** Title, what it is about, its text, then tables of annex, each on a page of its own, across when wide. */
export type ReportData = Document & {
  readonly kicker: string | null
  readonly lines: readonly Line[]
  readonly body: readonly Block[]
  readonly annexes: readonly { readonly title: string; readonly isWide: boolean; readonly body: readonly Block[] }[]
  readonly signature: readonly string[]
}

export type CertificateData = Document & {
  readonly kicker: string
  /** As « certifie que ». */
  readonly body: readonly Block[]
  readonly place: string | null
  readonly signature: readonly string[]
  /** How its truth can be checked; null: nothing is said. */
  readonly proof: string | null
}

/** A list to print: of presence, of déports, of things to bring. */
export type ListData = Document & {
  readonly isWide: boolean
  readonly lines: readonly Line[]
  readonly before: readonly Block[]
  readonly table: TableBlock
  readonly after: readonly Block[]
}

/** One sheet for a wall: a question, where and until when to answer, and how to check later that nothing changed. */
export type PosterData = Document & {
  readonly kicker: string
  readonly question: string
  /** As « Du 1er au 20 septembre 2026 à 20 h ». */
  readonly period: string
  /** Where it leads, in full; and the same as a code to scan, an SVG of shapes. */
  readonly address: string
  readonly code: string
  /** Sentences: who may vote, how to be helped, what the vote decides. */
  readonly said: readonly string[]
  /** What lets anybody check, in groups that two people can read to each other, and why it is there. */
  readonly fingerprint: readonly string[]
  readonly fingerprintWords: string
}

/** Ballots to print and cut: one face, as many on a sheet as told, the same each time. */
export type BallotsData = Document & {
  readonly perSheet: 1 | 2 | 4
  /** For eyes that need it: 18 points at least. */
  readonly isLarge: boolean
  readonly question: string
  /** How to fill it, in a sentence. */
  readonly rule: string
  /** What the vote decides and what it does not. */
  readonly advisory: string
  /** In the order of their numbers, from 1. */
  readonly options: readonly { readonly name: string; readonly place: string | null }[]
}

/** Printed codes to cut and hand out, after sheets about them, one page or more each. */
export type CodesData = Document & {
  readonly sheets: readonly { readonly kicker: string; readonly title: string; readonly body: readonly Block[] }[]
  /** Four on a sheet of A4 to cut, or one alone. */
  readonly perSheet: 1 | 4
  /** What the codes are for. */
  readonly poll: string
  /** Above the code. */
  readonly label: string
  /** What to do, in order, on each. */
  readonly steps: readonly string[]
  readonly validity: string
  readonly note: string
  /** As they are read, each with its QR: SVG made of shapes only. */
  readonly codes: readonly { readonly code: string; readonly qr: string }[]
}

/** What a text is made of. Headings go down one level at a time: level 1 first. */
export type Block =
  | { readonly type: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly type: 'paragraph'; readonly text: string; readonly isStrong?: boolean }
  | { readonly type: 'items'; readonly items: readonly string[]; readonly isNumbered?: boolean }
  | { readonly type: 'picture'; readonly svg: string; readonly alt: string; readonly caption: string | null }
  | TableBlock

export type TableBlock = {
  readonly type: 'table'
  readonly caption: string | null
  readonly columns: readonly { readonly label: string; readonly align?: 'start' | 'end'; readonly width?: number }[]
  /** Texts as they are read; an empty text is an empty cell. */
  readonly rows: readonly (readonly string[])[]
  readonly total?: readonly string[]
  /** Room to write by hand in each row, in millimetres, as in a list of presence; none when not told. */
  readonly rowHeightMm?: number
}
