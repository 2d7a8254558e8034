import type { Oddity, OddityKind } from '../model.ts'
import { fault, type ReadingFault, shortened } from './faults.ts'

/** Where a reading is in its file, and the row under its eyes. One object for the whole file: rows are not copied. */
export type Reading = {
  readonly bytes: Uint8Array
  /** First byte not yet read. */
  at: number
  /** Line where the row starts, and where the next one will, from 1. */
  line: number
  nextLine: number
  /** Byte where the row starts. */
  rowStart: number
  /** Cells of the row: `bytes[starts[i]] … bytes[ends[i] - 1]`, without their quotes. */
  cellCount: number
  readonly starts: number[]
  readonly ends: number[]
  /** Whether the cell holds doubled quotes, to be read as single ones. */
  readonly doubled: boolean[]
  /** Set when `nextRow` answers 'fault'. */
  fault: ReadingFault | undefined
  readonly oddities: Oddity[]
  /** Met beyond those that are kept. */
  odditiesPassed: number
}

export type Section = 'META' | 'PROJECTS' | 'VOTES'

const [QUOTE, SEPARATOR, LINE_FEED, CARRIAGE_RETURN] = [0x22, 0x3b, 0x0a, 0x0d]
const MOST_CELLS = 1000
/** Beyond, they are counted: a file of blank lines would fill the memory with them. */
const MOST_ODDITIES = 20_000
const NOWHERE = -1

export function openReading(bytes: Uint8Array, at: number): Reading {
  const cells = { cellCount: 0, starts: [], ends: [], doubled: [] }
  return { bytes, at, line: 0, nextLine: 1, rowStart: at, ...cells, fault: undefined, oddities: [], odditiesPassed: 0 }
}

/**
 * Reads the next row that is not blank: cells separated by `;`, quoted as in RFC 4180 when they hold `;`, a quote
 * (doubled) or a line end. Lines end with LF, CRLF or CR.
 */
export function nextRow(reading: Reading): 'cells' | Section | 'end' | 'fault' {
  for (;;) {
    if (reading.at >= reading.bytes.length) return 'end'
    if (!readCells(reading)) return 'fault'
    if (!isBlank(reading)) return sectionOf(reading) ?? 'cells'
    if (reading.at < reading.bytes.length) note(reading, 'line-blank')
  }
}

/** The text of a cell of the row, as written; '' beyond the last. */
export function textOf(reading: Reading, cell: number): string {
  if (cell >= reading.cellCount) return ''
  const text = decoder.decode(reading.bytes.subarray(reading.starts[cell], reading.ends[cell]))
  return reading.doubled[cell] ? text.replaceAll('""', '"') : text
}

export function textsOf(reading: Reading): string[] {
  return Array.from({ length: reading.cellCount }, (_, cell) => textOf(reading, cell))
}

export function note(reading: Reading, kind: OddityKind, detail = '', line = reading.line): void {
  if (reading.oddities.length < MOST_ODDITIES) reading.oddities.push({ line, kind, detail: shortened(detail) })
  else reading.odditiesPassed++
}

/**
 * Brings the row to `width` cells: empty ones in excess are dropped and noted (spreadsheets write them).
 *
 * @returns  the fault when a cell is missing, or one too many holds something
 */
export function checkWidth(reading: Reading, width: number): ReadingFault | undefined {
  const { cellCount, line } = reading
  if (cellCount < width) return fault('cells-missing', line, String(width), String(cellCount))
  if (cellCount === width) return undefined
  for (let cell = width; cell < cellCount; cell++) {
    if (!isEmpty(reading, cell)) return fault('cells-in-excess', line, String(width), String(cellCount))
  }
  note(reading, 'separator-trailing')
  reading.cellCount = width
  return undefined
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Fills the cells of one line (or more, when quotes hold line ends). False when the quotes are wrong. */
function readCells(reading: Reading): boolean {
  const { bytes, starts, ends, doubled } = reading
  reading.line = reading.nextLine
  reading.rowStart = reading.at
  let at = reading.at
  let count = 0
  for (;;) {
    if (count === MOST_CELLS) {
      failed(reading, fault('cells-in-excess', reading.line, '', String(count)))
      return false
    }
    doubled[count] = false
    if (bytes[at] === QUOTE) {
      at = readQuoted(reading, at, count)
      if (at === NOWHERE) return false
    } else {
      starts[count] = at
      at = endOfCell(bytes, at)
      ends[count] = at
    }
    count++
    if (bytes[at] !== SEPARATOR) break
    at++
  }
  reading.cellCount = count
  if (bytes[at] === CARRIAGE_RETURN && bytes[at + 1] === LINE_FEED) at++
  reading.at = at + 1
  reading.nextLine++
  return true
}

/** Reads a quoted cell that opens at `open`; returns the byte after it, or nowhere. */
function readQuoted(reading: Reading, open: number, cell: number): number {
  const { bytes, nextLine: lineOfQuote } = reading
  let holdsEnd = false
  let at = open + 1
  for (; ; at++) {
    if (at >= bytes.length) return failed(reading, fault('quote-unclosed', lineOfQuote))
    const byte = bytes[at]!
    if (endsCell(byte)) holdsEnd = true
    if (byte === LINE_FEED || (byte === CARRIAGE_RETURN && bytes[at + 1] !== LINE_FEED)) reading.nextLine++
    if (byte !== QUOTE) continue
    if (bytes[at + 1] !== QUOTE) break
    reading.doubled[cell] = true
    at++
  }
  reading.starts[cell] = open + 1
  reading.ends[cell] = at
  if (at + 1 === bytes.length || endsCell(bytes[at + 1]!)) return at + 1
  if (holdsEnd) return failed(reading, fault('text-after-quote', reading.nextLine))
  return readLiteral(reading, open, cell)
}

/**
 * « "Zielony" park »: the quotes belong to the text. Whoever reads them otherwise still sees the cell end at the same
 * place, since nothing that ends a cell lies between them.
 */
function readLiteral(reading: Reading, open: number, cell: number): number {
  note(reading, 'quote-literal')
  reading.doubled[cell] = false
  reading.starts[cell] = open
  reading.ends[cell] = endOfCell(reading.bytes, open)
  return reading.ends[cell]
}

function endOfCell(bytes: Uint8Array, start: number): number {
  let at = start
  while (at < bytes.length && !endsCell(bytes[at]!)) at++
  return at
}

function endsCell(byte: number): boolean {
  return byte === SEPARATOR || byte === LINE_FEED || byte === CARRIAGE_RETURN
}

function failed(reading: Reading, found: ReadingFault): typeof NOWHERE {
  reading.fault = found
  return NOWHERE
}

function isBlank(reading: Reading): boolean {
  for (let cell = 0; cell < reading.cellCount; cell++) if (!isEmpty(reading, cell)) return false
  return true
}

function isEmpty({ bytes, starts, ends }: Reading, cell: number): boolean {
  for (let at = starts[cell]!; at < ends[cell]!; at++) if (bytes[at] !== 0x20 && bytes[at] !== 0x09) return false
  return true
}

const SECTIONS: readonly Section[] = ['META', 'PROJECTS', 'VOTES']

/** A row that only says META, PROJECTS or VOTES, in capitals or not, opens a section. */
function sectionOf(reading: Reading): Section | undefined {
  const { bytes, starts, ends } = reading
  const initial = bytes[starts[0]!]! & 0xdf
  if (initial !== 0x4d && initial !== 0x50 && initial !== 0x56) return undefined
  if (ends[0]! - starts[0]! > 16) return undefined
  for (let cell = 1; cell < reading.cellCount; cell++) if (!isEmpty(reading, cell)) return undefined
  const word = textOf(reading, 0).trim().toUpperCase()
  const section = SECTIONS.find((name) => name === word)
  if (section && reading.cellCount > 1) note(reading, 'separator-trailing')
  return section
}
