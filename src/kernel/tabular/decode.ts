/** Text of a file as it comes, a few lines at a time. */
export type Decoder = {
  /** The whole lines that these bytes complete. */
  push(bytes: Uint8Array): string
  /** What was left without a line end. */
  end(): string
  readonly seen: Seen
}

/** What the bytes say of their own writing. */
export type Seen = { hasMark: boolean; isUtf16: boolean /** A line of it is not UTF-8. */; isLatin: boolean }

const NEW_LINE = 0x0a
const MARK = '\ufeff'
// A file without line ends is no table: it is handed on as it is, so that memory stays bounded.
const LONGEST_HELD = 2_000_000

/**
 * Reads bytes as UTF-8, block of lines by block of lines. A block that is not UTF-8 is read as Windows-1252, the Latin-1 of
 * spreadsheets, so that its other faults can be told too.
 */
export function openDecoder(): Decoder {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  const latin = new TextDecoder('windows-1252')
  const seen: Seen = { hasMark: false, isUtf16: false, isLatin: false }
  let rest = new Uint8Array(0)
  let isFirst = true

  function read(bytes: Uint8Array): string {
    if (isFirst && bytes.length > 0) {
      isFirst = false
      seen.isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
      const text = decode(bytes)
      seen.hasMark = text.startsWith(MARK)
      return seen.hasMark ? text.slice(1) : text
    }
    return decode(bytes)
  }

  function decode(bytes: Uint8Array): string {
    try {
      return strict.decode(bytes)
    } catch {
      seen.isLatin = true
      return latin.decode(bytes)
    }
  }

  return {
    seen,
    push(bytes) {
      const all = rest.length === 0 ? bytes : joined(rest, bytes)
      const last = all.lastIndexOf(NEW_LINE) + 1
      const end = last === 0 && all.length > LONGEST_HELD ? all.length : last
      rest = all.slice(end)
      return end === 0 ? '' : read(all.subarray(0, end))
    },
    end() {
      const last = rest
      rest = new Uint8Array(0)
      return read(last)
    },
  }
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length)
  both.set(one)
  both.set(other, one.length)
  return both
}
