/** What an attachment may be: a closed list. Everything else is refused. */
export const FORMATS = {
  pdf: { label: 'PDF', extensions: ['pdf'], mediaType: 'application/pdf', family: 'pdf', alsoDeclared: [] },
  jpeg: {
    label: 'JPEG',
    extensions: ['jpg', 'jpeg'],
    mediaType: 'image/jpeg',
    family: 'picture',
    alsoDeclared: ['image/jpg', 'image/pjpeg'],
  },
  png: { label: 'PNG', extensions: ['png'], mediaType: 'image/png', family: 'picture', alsoDeclared: ['image/x-png'] },
  webp: { label: 'WebP', extensions: ['webp'], mediaType: 'image/webp', family: 'picture', alsoDeclared: [] },
  odt: {
    label: 'texte OpenDocument',
    extensions: ['odt'],
    mediaType: 'application/vnd.oasis.opendocument.text',
    family: 'office',
    alsoDeclared: [],
  },
  ods: {
    label: 'tableur OpenDocument',
    extensions: ['ods'],
    mediaType: 'application/vnd.oasis.opendocument.spreadsheet',
    family: 'office',
    alsoDeclared: [],
  },
  docx: {
    label: 'Word',
    extensions: ['docx'],
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    family: 'office',
    alsoDeclared: [],
  },
  xlsx: {
    label: 'Excel',
    extensions: ['xlsx'],
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    family: 'office',
    alsoDeclared: [],
  },
  // On a machine with Excel, browsers take a CSV for one of its files.
  csv: {
    label: 'CSV',
    extensions: ['csv'],
    mediaType: 'text/csv',
    family: 'text',
    alsoDeclared: ['text/plain', 'application/vnd.ms-excel', 'application/csv', 'text/x-csv'],
  },
  txt: { label: 'texte', extensions: ['txt'], mediaType: 'text/plain', family: 'text', alsoDeclared: [] },
} as const satisfies Readonly<Record<string, FormatFacts>>

export type Format = keyof typeof FORMATS
export type Family = 'pdf' | 'picture' | 'office' | 'text'

type FormatFacts = {
  /** As a reader is told it. */
  readonly label: string
  readonly extensions: readonly string[]
  readonly mediaType: string
  readonly family: Family
  /** Other names browsers give it. */
  readonly alsoDeclared: readonly string[]
}

/** What one kind of record takes: told before, enforced while it arrives. */
export type FileRules = {
  readonly formats: readonly Format[]
  readonly largestBytes: number
  /** How many on one record. */
  readonly most: number
}

/** What a form shows, and what the browser's chooser lets pass. */
export function limitsOf({ formats, largestBytes, most }: FileRules) {
  const facts = formats.map((format) => FORMATS[format])
  return {
    formats: facts.map(({ label }) => label),
    accept: facts.flatMap(({ extensions }) => extensions.map((each) => `.${each}`)).join(','),
    largestBytes,
    most,
  }
}

export function formatOfExtension(extension: string): Format | undefined {
  return (Object.keys(FORMATS) as Format[]).find((format) =>
    (FORMATS[format].extensions as readonly string[]).includes(extension),
  )
}

/** Whether a browser may have called a file of this format so; « application/octet-stream » is how it says it does not know. */
export function mayBeDeclared(format: Format, declared: string): boolean {
  const type = declared.split(';')[0]!.trim().toLowerCase()
  const { mediaType, alsoDeclared } = FORMATS[format]
  return ['', 'application/octet-stream', mediaType, ...alsoDeclared].includes(type)
}
