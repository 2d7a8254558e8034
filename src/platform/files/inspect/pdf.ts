import { inflateSync } from 'node:zlib'
import { done, type Result, refuse } from '#kernel/result'
import type { FileRefusal } from '../refusals.ts'

export type PdfFindings = {
  /** It acts by itself, carries another file, or is locked so that nobody can tell: it is downloaded, never shown in place. */
  readonly isActive: boolean
}

const ZIP_END = Buffer.from('PK\u0005\u0006', 'latin1')
const TAIL = 0xffff + 22
/** Bytes its compressed objects may unfold to. */
const MOST_UNFOLDED = 50_000_000

// PDF 32000-1:2008, 12.6.4 (actions), 7.11.4 (embedded files), 7.6 (encryption).
const ACTS = /\/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToE|XFA|Encrypt)(?![A-Za-z])/

/** Reads the outline of a PDF: that it is one and nothing else, and whether it acts by itself. */
export function inspectPdf(bytes: Buffer): Result<PdfFindings, FileRefusal> {
  if (bytes.toString('latin1', 0, 5) !== '%PDF-') return refuse('not-its-type')
  if (bytes.subarray(-TAIL).includes(ZIP_END)) return refuse('two-natures')
  if (/<(!doctype|html|script|svg|\?php)/i.test(bytes.toString('latin1', 0, 1024))) return refuse('two-natures')
  if (!bytes.subarray(-2048).includes('%%EOF')) return refuse('unreadable')

  const text = bytes.toString('latin1')
  const outline: string[] = []
  let left = MOST_UNFOLDED
  let at = 0
  // What lies inside a stream is letters of a picture or of a font: only objects packed together are opened.
  for (const { index, 0: opening } of text.matchAll(/(?<!end)stream\r?\n/g)) {
    if (index < at) continue
    const start = index + opening.length
    const before = text.slice(at, index)
    outline.push(before)
    const end = text.indexOf('endstream', start)
    at = end === -1 ? text.length : end
    if (!/\/ObjStm(?![A-Za-z])/.test(plainNames(before.slice(-2048)))) continue
    const packed = unfolded(bytes.subarray(start, at), left)
    if (packed === 'too-large') return refuse('unfolds-too-large')
    left -= packed.length
    outline.push(packed)
  }
  outline.push(text.slice(at))
  return done({ isActive: outline.some((part) => ACTS.test(plainNames(part))) })
}

// « /J#61vaScript » is « /JavaScript » (7.3.5).
function plainNames(text: string): string {
  return text.replaceAll(/#([0-9a-f]{2})/gi, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

function unfolded(packed: Buffer, most: number): string {
  try {
    return inflateSync(packed, { maxOutputLength: Math.max(1, most), finishFlush: 2 }).toString('latin1')
  } catch (error) {
    // Packed in another way, or broken: read as it is.
    return (error as { readonly code?: string }).code === 'ERR_BUFFER_TOO_LARGE'
      ? 'too-large'
      : packed.toString('latin1')
  }
}
