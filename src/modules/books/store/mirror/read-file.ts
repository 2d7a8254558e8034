import { isUtf8 } from 'node:buffer'
import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { done, type Result, refuse } from '#kernel/result'
import type { Cells } from '../../mirror/read-line.ts'

/** What a file is read with: found from its bytes, never asked. */
export type FileShape = {
  readonly encoding: 'utf-8' | 'utf-16le' | 'windows-1252'
  readonly separator: ';' | ',' | '\t' | '|'
  readonly headers: readonly string[]
}

const SEPARATORS = [';', ',', '\t', '|'] as const

/**
 * The headers of a table of text, whatever its encoding and its separator: finance tools write in UTF-8, in Windows-1252 or
 * in UTF-16, which says so in its first two bytes.
 */
export function readShape(bytes: Uint8Array): Result<FileShape, 'file-empty' | 'file-not-a-table'> {
  if (bytes.length === 0) return refuse('file-empty')
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : isUtf8(bytes) ? 'utf-8' : 'windows-1252'
  const start = new TextDecoder(encoding).decode(bytes.subarray(0, HEAD))
  // A picture or a workbook: text has no such character.
  if (start.includes('\0')) return refuse('file-not-a-table')
  const first = start.split(/\r?\n/)[0] ?? ''
  const counts = SEPARATORS.map((separator) => ({ separator, count: first.split(separator).length }))
  const best = counts.reduce((one, other) => (other.count > one.count ? other : one))
  const headers = first.split(best.separator).map(unquoted)
  const isTable = best.count > 1 && new Set(headers).size === headers.length && headers.every((each) => each !== '')
  return isTable ? done({ encoding, separator: best.separator, headers }) : refuse('file-not-a-table')
}

/** A line that can be read, or undefined where its cells are not those of the headers. */
export type FileLine = { readonly number: number; readonly cells: Cells | undefined }

/**
 * The lines of a file in parts, in order: no more than a part is held at once.
 *
 * @throws  nothing: a line that cannot be parsed is given without its cells, and the reading stops there
 */
export async function* linesOf(bytes: Uint8Array, shape: FileShape): AsyncGenerator<readonly FileLine[]> {
  const parser = Readable.from(textOf(bytes, shape.encoding)).pipe(
    parse({
      delimiter: shape.separator,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      info: true,
    }),
  )
  let part: FileLine[] = []
  let last = 1
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      last = info.lines
      if (info.records === 1) continue
      part.push({ number: info.lines, cells: cellsOf(record, shape.headers) })
      if (part.length < PART) continue
      yield part
      part = []
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    part.push({ number: last + 1, cells: undefined })
  }
  if (part.length > 0) yield part
}

type Parsed = {
  readonly record: readonly string[]
  readonly info: { readonly lines: number; readonly records: number }
}

function cellsOf(record: readonly string[], headers: readonly string[]): Cells | undefined {
  if (record.length !== headers.length) return undefined
  return Object.fromEntries(headers.map((header, at) => [header, record[at] ?? '']))
}

function* textOf(bytes: Uint8Array, encoding: FileShape['encoding']): Generator<string> {
  const decoder = new TextDecoder(encoding)
  for (let at = 0; at < bytes.length; at += CHUNK)
    yield decoder.decode(bytes.subarray(at, at + CHUNK), { stream: true })
  yield decoder.decode()
}

function unquoted(header: string): string {
  return header
    .trim()
    .replace(/^\ufeff/, '')
    .replace(/^"(.*)"$/, '$1')
    .trim()
}

const HEAD = 20_000
const CHUNK = 2 ** 16
const PART = 500
