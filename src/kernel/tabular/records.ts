/** A record of a CSV file: the line it begins on, its cells. */
export type CsvRecord = { readonly line: number; readonly cells: readonly string[] }

export type RecordReader = {
  push(text: string): readonly CsvRecord[]
  /** The last record, and whether a quote was left open. */
  end(): { readonly records: readonly CsvRecord[]; readonly isOpen: boolean }
  /** Characters of the record in progress. */
  readonly pending: () => number
}

/** Where a reading stands between two pieces of text. */
type Place = {
  cells: string[]
  cell: string
  isQuoted: boolean
  /** The cell began with a quote. */
  wasQuoted: boolean
  /** The character before closed the quotes, or doubles the next one. */
  isQuoteSeen: boolean
  line: number
  startLine: number
}

/**
 * Cuts text into records: a cell may stand between quotes, and hold there separators, line ends and doubled quotes.
 *
 * @see RFC 4180
 */
export function openRecords(separator: string): RecordReader {
  const place: Place = {
    cells: [],
    cell: '',
    isQuoted: false,
    wasQuoted: false,
    isQuoteSeen: false,
    line: 1,
    startLine: 1,
  }
  return {
    push(text) {
      const records: CsvRecord[] = []
      let at = 0
      while (at < text.length)
        at = place.isQuoted ? inQuotes(place, text, at) : outOfQuotes(place, text, at, separator, records)
      return records
    },
    pending: () => place.cell.length + place.cells.reduce((sum, { length }) => sum + length, 0),
    end() {
      const { isQuoted: isOpen } = place
      if (place.cell.endsWith('\r')) place.cell = place.cell.slice(0, -1)
      const isLeft = place.cell !== '' || place.cells.length > 0 || place.wasQuoted
      return { records: isLeft ? [endRecord(place)] : [], isOpen }
    },
  }
}

/** Reads on to the closing quote. @returns  where the next character is */
function inQuotes(place: Place, text: string, from: number): number {
  const close = text.indexOf('"', from)
  const part = text.slice(from, close === -1 ? text.length : close)
  place.cell += part
  place.line += countOf(part, '\n')
  if (close === -1) return text.length
  place.isQuoted = false
  place.isQuoteSeen = true
  return close + 1
}

/** Reads a mark, or on to the next one. @returns  where the next character is */
function outOfQuotes(place: Place, text: string, from: number, separator: string, records: CsvRecord[]): number {
  const character = text[from]
  let next = from + 1
  if (character === '"' && place.isQuoteSeen) {
    place.cell += '"'
    place.isQuoted = true
  } else if (character === '"' && place.cell === '' && !place.wasQuoted) {
    place.isQuoted = true
    place.wasQuoted = true
  } else if (character === separator) {
    endCell(place)
  } else if (character === '\n') {
    place.line += 1
    if (place.cell.endsWith('\r')) place.cell = place.cell.slice(0, -1)
    records.push(endRecord(place))
  } else {
    next = plainEnd(text, next, separator)
    place.cell += text.slice(from, next)
  }
  place.isQuoteSeen = false
  return next
}

function endCell(place: Place): void {
  place.cells.push(place.cell)
  place.cell = ''
  place.wasQuoted = false
}

function endRecord(place: Place): CsvRecord {
  endCell(place)
  const record = { line: place.startLine, cells: place.cells }
  place.cells = []
  place.startLine = place.line
  return record
}

function plainEnd(text: string, from: number, separator: string): number {
  for (let at = from; at < text.length; at += 1) {
    const character = text[at]
    if (character === separator || character === '\n' || character === '"') return at
  }
  return text.length
}

function countOf(text: string, character: string): number {
  let count = 0
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) count += 1
  return count
}

/** The separator of a header: the one of these that it holds most, the comma when it holds none. */
export function separatorOf(header: string): string {
  const counts = [',', ';', '\t', '|'].map((mark) => ({ mark, count: countOf(header, mark) }))
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).mark
}
