/** Place of a table in a TrueType file. See OpenType 1.9, « Table directory ». */
export function tableOf(font: Buffer, tag: string): number {
  const count = font.readUInt16BE(4)
  for (let index = 0; index < count; index++) {
    const record = 12 + 16 * index
    if (font.toString('latin1', record, record + 4) === tag) return font.readUInt32BE(record + 8)
  }
  throw new Error(`The font has no table ${tag}`)
}

export function unitsPerEm(font: Buffer): number {
  return font.readUInt16BE(tableOf(font, 'head') + 18)
}

/** Place of the advance width of a character's glyph, in the table `hmtx`. */
export function advancePlace(font: Buffer, code: number): number {
  const count = font.readUInt16BE(tableOf(font, 'hhea') + 34)
  return tableOf(font, 'hmtx') + 4 * Math.min(glyphOf(font, code), count - 1)
}

/**
 * Makes the narrow no-break space a character of the font, of a given width. It takes the glyph of the thin space and,
 * in the character map, the room of `⁄`, which our sentences do not use: the file keeps its size and its order.
 *
 * @param font   TrueType file with U+2009 and U+2044, and no character between U+2026 and U+2044; changed in place
 * @param width  in ems
 */
export function addNarrowSpace(font: Buffer, width: number): void {
  const glyph = glyphOf(font, THIN_SPACE)
  font.writeUInt16BE(Math.round(width * unitsPerEm(font)), advancePlace(font, THIN_SPACE))
  const { ends, size, at } = segmentOf(font, SPARE)
  const [end, start, delta, offset] = [
    ends + at,
    ends + 2 + size + at,
    ends + 2 + 2 * size + at,
    ends + 2 + 3 * size + at,
  ]
  // A font without the spare would give up the character that follows it: it was once the euro sign.
  if (font.readUInt16BE(start) !== SPARE || font.readUInt16BE(end) !== SPARE)
    throw new Error('The spare character has no segment of its own')
  font.writeUInt16BE(NARROW_SPACE, end)
  font.writeUInt16BE(NARROW_SPACE, start)
  font.writeUInt16BE((glyph - NARROW_SPACE + 65536) % 65536, delta)
  font.writeUInt16BE(0, offset)
}

/** Whether the font draws this character. */
export function hasGlyph(font: Buffer, code: number): boolean {
  return glyphOf(font, code) !== 0
}

const THIN_SPACE = 0x2009
const NARROW_SPACE = 0x202f
const SPARE = 0x2044

type Segment = {
  /** Place of the list of last codes. */ readonly ends: number
  readonly size: number
  readonly at: number
}

function glyphOf(font: Buffer, code: number): number {
  const { ends, size, at } = segmentOf(font, code)
  const start = font.readUInt16BE(ends + 2 + size + at)
  if (code < start) return 0
  const delta = font.readUInt16BE(ends + 2 + 2 * size + at)
  const place = ends + 2 + 3 * size + at
  const offset = font.readUInt16BE(place)
  if (offset === 0) return (code + delta) % 65536
  return font.readUInt16BE(place + offset + 2 * (code - start))
}

/** The first segment of the character map that ends at this code or after. See OpenType 1.9, cmap format 4. */
function segmentOf(font: Buffer, code: number): Segment {
  const map = unicodeMap(font)
  const [ends, size] = [map + 14, font.readUInt16BE(map + 6)]
  for (let at = 0; at < size; at += 2) {
    if (font.readUInt16BE(ends + at) >= code) return { ends, size, at }
  }
  throw new Error('The character map has no last segment')
}

function unicodeMap(font: Buffer): number {
  const cmap = tableOf(font, 'cmap')
  const count = font.readUInt16BE(cmap + 2)
  for (let index = 0; index < count; index++) {
    const place = cmap + font.readUInt32BE(cmap + 8 + 8 * index)
    if (font.readUInt16BE(place) === 4) return place
  }
  throw new Error('The font has no character map of format 4')
}
