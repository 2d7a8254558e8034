import { inflateRawSync } from 'node:zlib'
import { done, type Result, refuse } from '#kernel/result'
import type { FileRefusal } from '../refusals.ts'

export type OfficeFormat = 'odt' | 'ods' | 'docx' | 'xlsx'

/** Bytes all entries may hold together once unfolded; and how many times the file's own size beyond a first measure. */
const MOST_UNFOLDED = 100_000_000
const MOST_RATIO = 100
const UNFOLDED_WITHOUT_RATIO = 10_000_000
const MOST_ENTRIES = 5_000

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50

type Entry = {
  readonly name: string
  readonly start: number
  readonly end: number
  readonly method: number
  readonly isLocked: boolean
}

/**
 * Opens a document made of a zip archive without writing anything: its table, the place of each entry, what each unfolds
 * to, and that none is a program. Declared sizes are not believed: every entry is unfolded, within a bound.
 *
 * @see PKWARE APPNOTE 6.3.10, sections 4.3 and 4.4; Fifield, A better zip bomb, 2019 (entries that overlap)
 */
export function inspectArchive(bytes: Buffer, format: OfficeFormat): Result<void, FileRefusal> {
  const listed = listEntries(bytes)
  if (!listed.ok) return listed
  const entries = listed.value
  if (entries.some(({ name }) => escapes(name))) return refuse('escapes-its-folder')
  if (entries.some(({ isLocked }) => isLocked)) return refuse('locked')
  if (entries.some(({ name }) => PROGRAM.test(name))) return refuse('holds-a-program')

  const unfolded = unfold(bytes, entries)
  if (!unfolded.ok) return unfolded
  const parts = unfolded.value
  if (!isOf(format, entries, parts)) return refuse('not-its-type')
  return [...parts].some(([name, text]) => callsProgram(name, text)) ? refuse('holds-a-program') : done(undefined)
}

function listEntries(bytes: Buffer): Result<readonly Entry[], FileRefusal> {
  const end = findEnd(bytes)
  if (end === undefined) return refuse('unreadable')
  const count = bytes.readUInt16LE(end + 10)
  const [size, start] = [bytes.readUInt32LE(end + 12), bytes.readUInt32LE(end + 16)]
  if (count > MOST_ENTRIES) return refuse('unfolds-too-large')
  // Something before the first entry, after the table or after the end: another file is glued on.
  if (end + 22 + bytes.readUInt16LE(end + 20) !== bytes.length || start + size !== end) return refuse('two-natures')

  const entries: Entry[] = []
  let at = start
  for (let read = 0; read < count; read += 1) {
    const entry = readEntry(bytes, at, start)
    if (entry === undefined) return refuse('unreadable')
    entries.push(entry.entry)
    at = entry.next
  }
  const inOrder = entries.toSorted((a, b) => a.start - b.start)
  if (inOrder.some(({ start: from }, rank) => rank > 0 && from < inOrder[rank - 1]!.end)) {
    return refuse('unfolds-too-large')
  }
  return bytes.readUInt32LE(0) === LOCAL ? done(entries) : refuse('two-natures')
}

function findEnd(bytes: Buffer): number | undefined {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 22 - 0xffff); at -= 1) {
    if (bytes.readUInt32LE(at) === END) return at
  }
  return undefined
}

function readEntry(bytes: Buffer, at: number, tableStart: number) {
  if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY) return undefined
  const [nameLength, extraLength] = [bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30)]
  const next = at + 46 + nameLength + extraLength + bytes.readUInt16LE(at + 32)
  const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
  const local = bytes.readUInt32LE(at + 42)
  if (local + 30 > tableStart || bytes.readUInt32LE(local) !== LOCAL) return undefined
  const localNameLength = bytes.readUInt16LE(local + 26)
  const start = local + 30 + localNameLength + bytes.readUInt16LE(local + 28)
  const end = start + bytes.readUInt32LE(at + 20)
  // Two names for one entry: one program would read what the other did not check.
  const isSame = bytes.toString('utf8', local + 30, local + 30 + localNameLength) === name
  if (!isSame || end > tableStart) return undefined
  const isLocked = (bytes.readUInt16LE(at + 8) & 1) === 1
  return { next, entry: { name, start, end, method: bytes.readUInt16LE(at + 10), isLocked } satisfies Entry }
}

function escapes(name: string): boolean {
  return /[\\\0]|^\/|^[a-z]:/i.test(name) || name.split('/').includes('..')
}

const KEPT = /(^mimetype$|\[Content_Types\]\.xml$|\.rels$|(^|\/)(content|manifest|settings)\.xml$)/

function unfold(bytes: Buffer, entries: readonly Entry[]): Result<ReadonlyMap<string, string>, FileRefusal> {
  const most = Math.min(MOST_UNFOLDED, Math.max(UNFOLDED_WITHOUT_RATIO, bytes.length * MOST_RATIO))
  const parts = new Map<string, string>()
  let left = most
  for (const { name, start, end, method } of entries) {
    const packed = bytes.subarray(start, end)
    const content = method === 0 ? packed : method === 8 ? inflated(packed, left) : 'unreadable'
    if (typeof content === 'string') return refuse(content)
    left -= content.length
    if (left <= 0) return refuse('unfolds-too-large')
    if (KEPT.test(name)) parts.set(name, content.toString('utf8'))
  }
  return done(parts)
}

function inflated(packed: Buffer, most: number): Buffer | FileRefusal {
  if (packed.length === 0) return packed
  try {
    return inflateRawSync(packed, { maxOutputLength: most })
  } catch (error) {
    return (error as { readonly code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'unfolds-too-large' : 'unreadable'
  }
}

function isOf(format: OfficeFormat, entries: readonly Entry[], parts: ReadonlyMap<string, string>): boolean {
  const has = (name: string) => entries.some((entry) => entry.name === name)
  if (format === 'docx') return parts.has('[Content_Types].xml') && has('word/document.xml')
  if (format === 'xlsx') return parts.has('[Content_Types].xml') && has('xl/workbook.xml')
  const kind = format === 'odt' ? 'text' : 'spreadsheet'
  return parts.get('mimetype') === `application/vnd.oasis.opendocument.${kind}` && has('content.xml')
}

const PROGRAM =
  /vba(Project|Data)|(^|\/)(activeX|macrosheets)\/|oleObject[^/]*\.bin$|^(Basic|Scripts)\/.|\.(exe|dll|com|scr|bat|cmd|js|jse|vbs|vbe|wsf|hta|ps1|jar|class|lnk|sh|py)$/i

// A macro by its declared type, an event that starts one, a template or an object fetched from elsewhere.
function callsProgram(name: string, text: string): boolean {
  if (name.endsWith('.rels')) {
    return [...text.matchAll(/<Relationship\b[^>]*>/g)].some(
      ([link]) =>
        /TargetMode\s*=\s*["']External["']/i.test(link) &&
        /\/(attachedTemplate|oleObject|frame|subDocument)["']/.test(link),
    )
  }
  return /macroEnabled|ms-office\.vbaProject|ms-office\.activeX|<script:event-listener\b/.test(text)
}
