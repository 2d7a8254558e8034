import { done, type Result, refuse } from '#kernel/result'
import { fault, type ReadingFault } from './faults.ts'
import { openReading, type Reading } from './rows.ts'

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf]
const CHUNK = 1 << 20

/** Opens a file that is text in UTF-8, not larger than `limit` bytes; a byte order mark is passed over. */
export function openFile(bytes: Uint8Array, limit: number): Result<Reading, ReadingFault> {
  if (bytes.length > limit) return refuse(fault('file-too-large', 0, megabytes(bytes.length), megabytes(limit)))
  const start = BYTE_ORDER_MARK.every((byte, index) => bytes[index] === byte) ? BYTE_ORDER_MARK.length : 0
  if (bytes.length === start) return refuse(fault('file-empty', 1))

  // UTF-16 is full of zeros too, but what to do about it is to save the file in UTF-8.
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (isUtf16) return refuse(fault('not-utf8', 1))
  const zero = bytes.indexOf(0)
  if (zero >= 0) return refuse(fault('file-binary', lineAt(bytes, zero)))
  const wrong = firstByteNotUtf8(bytes)
  if (wrong >= 0) return refuse(fault('not-utf8', lineAt(bytes, wrong)))
  return done(openReading(bytes, start))
}

/** Position of a byte that is not UTF-8, or of one on the same line; -1 when there is none. */
function firstByteNotUtf8(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for (let start = 0; start < bytes.length; start += CHUNK) {
    const end = Math.min(start + CHUNK, bytes.length)
    if (!decodes(decoder, bytes.subarray(start, end), end < bytes.length)) return firstLineNotUtf8(bytes, start)
  }
  return -1
}

/** From the line where the chunk starts, since a character may lie across two chunks. */
function firstLineNotUtf8(bytes: Uint8Array, chunk: number): number {
  let start = chunk === 0 ? 0 : bytes.lastIndexOf(0x0a, chunk - 1) + 1
  for (;;) {
    const lineEnd = bytes.indexOf(0x0a, start)
    if (lineEnd < 0) return start
    if (!decodes(new TextDecoder('utf-8', { fatal: true }), bytes.subarray(start, lineEnd), false)) return start
    start = lineEnd + 1
  }
}

function decodes(decoder: TextDecoder, bytes: Uint8Array, stream: boolean): boolean {
  try {
    decoder.decode(bytes, { stream })
    return true
  } catch {
    return false
  }
}

function lineAt(bytes: Uint8Array, position: number): number {
  let line = 1
  for (let at = 0; at < position; at++) {
    if (bytes[at] === 0x0a || (bytes[at] === 0x0d && bytes[at + 1] !== 0x0a)) line++
  }
  return line
}

function megabytes(bytes: number): string {
  return String(Math.ceil(bytes / (1 << 20)))
}
