/** Why a file cannot be read: one plain reading is missing, so nothing is counted. Gravest first. */
export type FaultKind =
  | 'file-too-large'
  | 'file-empty'
  | 'file-binary'
  | 'not-utf8'
  | 'file-truncated'
  | 'quote-unclosed'
  | 'text-after-quote'
  | 'cells-missing'
  | 'cells-in-excess'
  | 'section-missing'
  | 'section-misplaced'
  | 'header-missing'
  | 'column-missing'
  | 'column-repeated'
  | 'key-missing'
  | 'key-contradicted'
  | 'vote-type-unknown'
  | 'number-missing'
  | 'number-negative'
  | 'number-zero'
  | 'number-has-comma'
  | 'number-has-separators'
  | 'number-too-long'
  | 'number-unreadable'
  | 'project-id-missing'
  | 'project-id-has-comma'
  | 'project-repeated'
  | 'project-missing'
  | 'projects-in-excess'
  | 'votes-missing'
  | 'project-unknown'
  | 'choice-missing'
  | 'choices-in-excess'
  | 'points-mismatched'
  | 'points-contradicted'

/** `sentenceOf` says it in French. */
export type ReadingFault = {
  readonly kind: FaultKind
  /** Line of the file, from 1; 0 when it is about the whole file. */
  readonly line: number
  /** What it is about: a section, a column, a key, a project… Empty when the kind says it all. */
  readonly subject: string
  /** What was found there, as written (the first characters of it), or what was expected; empty when nothing. */
  readonly found: string
}

const LONGEST_QUOTATION = 60

export function fault(kind: FaultKind, line: number, subject = '', found = ''): ReadingFault {
  return { kind, line, subject: shortened(subject), found: shortened(found) }
}

/** The first characters of what is quoted: enough to find it. */
export function shortened(text: string): string {
  return text.length > LONGEST_QUOTATION ? `${text.slice(0, LONGEST_QUOTATION)}…` : text
}
