import { type Decoder, openDecoder } from './decode.ts'
import { type Header, readHeader } from './header.ts'
import type { Fault, Line, TableSchema } from './model.ts'
import { type CsvRecord, openRecords, type RecordReader, separatorOf } from './records.ts'
import { judgeOf } from './rows.ts'

/** A file being read against a schema, in memory that does not grow with it. */
export type Validation = {
  /** The lines these bytes complete, each with its faults; the header is the first. */
  push(bytes: Uint8Array): readonly Line[]
  /** The last ones. After it the file is read. */
  end(): readonly Line[]
}

type Reading = { readonly records: RecordReader; readonly separator: string; header: Header | undefined }

// No line of a table is that long: a quote was left open, or this is no CSV.
const LONGEST_LINE = 1_000_000

/** Reads a CSV file against a schema as its bytes come. */
export function openValidation(schema: TableSchema): Validation {
  const decoder = openDecoder()
  const judge = judgeOf(schema)
  let reading: Reading | undefined
  let isOver = false
  let isLatinTold = false

  function take(text: string): readonly Line[] {
    if (text === '' || isOver) return []
    if (decoder.seen.isUtf16) return stop('utf-16')
    reading ??= openReading(text)
    return told(reading.records.push(text))
  }

  function told(records: readonly CsvRecord[]): readonly Line[] {
    const lines = records.map(lineOf)
    if (decoder.seen.isLatin && !isLatinTold) {
      isLatinTold = true
      const line = records[0]?.line ?? 1
      return [{ line, values: undefined, faults: [{ ...WHOLE, kind: 'encoding', line }] }, ...lines]
    }
    return reading!.records.pending() > LONGEST_LINE ? [...lines, ...stop('line-endless')] : lines
  }

  function lineOf(record: CsvRecord): Line {
    const { header } = reading!
    if (header) return judge.line(record, header)
    const read = readHeader(
      record.cells.map((cell) => cell.trim()),
      schema.fields,
    )
    reading!.header = read
    const own = fileFaults(decoder, reading!.separator)
    return { line: 1, values: undefined, faults: [...own, ...judge.unknownChecks, ...read.faults] }
  }

  function stop(kind: 'utf-16' | 'line-endless' | 'empty-file'): readonly Line[] {
    isOver = true
    return [{ line: 1, values: undefined, faults: [{ ...WHOLE, kind }] }]
  }

  return {
    push: (bytes) => take(decoder.push(bytes)),
    end() {
      const lines = take(decoder.end())
      if (isOver) return lines
      const { records, isOpen } = reading?.records.end() ?? { records: [], isOpen: false }
      const last = [...lines, ...(reading ? told(records) : [])]
      if (!reading?.header && last.length === 0) return stop('empty-file')
      if (!isOpen) return last
      const line = records.at(-1)?.line ?? 1
      return [...last, { line, values: undefined, faults: [{ ...WHOLE, kind: 'quote-open', line }] }]
    },
  }
}

const WHOLE = { line: 1, column: null, value: '', expected: '' } as const satisfies Omit<Fault, 'kind'>

function fileFaults({ seen }: Decoder, separator: string): readonly Fault[] {
  const faults: Fault[] = []
  if (seen.hasMark) faults.push({ ...WHOLE, kind: 'byte-order-mark' })
  if (separator !== ',')
    faults.push({ ...WHOLE, kind: 'separator', value: separator === '\t' ? 'tabulation' : separator })
  return faults
}

function openReading(text: string): Reading {
  const end = text.indexOf('\n')
  const separator = separatorOf(end === -1 ? text : text.slice(0, end))
  return { records: openRecords(separator), separator, header: undefined }
}
