import { assert } from '#kernel/result'

const [END, ENTRY] = [0x06054b50, 0x02014b50]
/** 1 January 1980, the first day a zip knows. */
const FIRST_DAY = 0x0021

/**
 * Writes the same date on every entry of a zip of ours, in place, so that the same content always gives the same bytes.
 *
 * @param zip  without a comment, below 4 GB, as our libraries write it
 * @see        PKWARE APPNOTE 6.3.10, sections 4.3.7 and 4.3.12
 */
export function fixZipDates(zip: Buffer): Buffer {
  const end = zip.length - 22
  assert(zip.readUInt32LE(end) === END, 'a zip of ours ends with its table')
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    assert(zip.readUInt32LE(at) === ENTRY, 'an entry stands in the table')
    const local = zip.readUInt32LE(at + 42)
    for (const place of [at + 12, local + 10]) {
      zip.writeUInt16LE(0, place)
      zip.writeUInt16LE(FIRST_DAY, place + 2)
    }
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return zip
}
