import { advancePlace, tableOf, unitsPerEm } from './truetype.ts'

/** What a line of text needs to know of a face, in parts of its em. */
export type FontMetrics = {
  readonly ascent: number
  readonly descent: number
  /** Mean advance of a letter of French text. */
  readonly width: number
}

/** Values of the CSS descriptors of a fallback face, in per cent. */
export type Adjustment = { readonly size: number; readonly ascent: number; readonly descent: number }

/**
 * Makes a system face take the room of ours: same width of text, same height of line.
 *
 * @see  CSS Fonts Module Level 5, size-adjust, ascent-override
 */
export function adjust(ours: FontMetrics, fallbackWidth: number): Adjustment {
  const size = ours.width / fallbackWidth
  return { size: percent(size), ascent: percent(ours.ascent / size), descent: percent(ours.descent / size) }
}

/**
 * Reads the metrics of a TrueType file whose variation axes are pinned.
 *
 * @throws  when a table is missing: the file is not one
 * @see     OpenType 1.9, tables head, hhea, hmtx
 */
export function readMetrics(font: Buffer): FontMetrics {
  const em = unitsPerEm(font)
  const hhea = tableOf(font, 'hhea')
  return {
    ascent: font.readInt16BE(hhea + 4) / em,
    descent: -font.readInt16BE(hhea + 6) / em,
    width: meanWidth((letter) => font.readUInt16BE(advancePlace(font, letter.charCodeAt(0))) / em),
  }
}

/** Mean advance of a letter of French text, in ems, when each letter is as wide as `widthOf` says. */
export function meanWidth(widthOf: (letter: string) => number): number {
  const letters = Object.entries(FREQUENCIES)
  const total = letters.reduce((sum, [, frequency]) => sum + frequency, 0)
  return letters.reduce((sum, [letter, frequency]) => sum + frequency * widthOf(letter), 0) / total
}

// Per thousand characters of French prose, space included; rare letters left out.
// biome-ignore format: a table reads better dense
const FREQUENCIES: Readonly<Record<string, number>> = {
  ' ': 165, e: 121, a: 63, s: 66, i: 62, t: 60, n: 59, r: 55, u: 52, l: 45, o: 45, d: 31, c: 26, p: 25, m: 25, é: 16,
  v: 14, q: 11, f: 9, b: 8, g: 8, h: 7, à: 4, x: 3, è: 3, j: 4, y: 2, z: 1, '.': 9, ',': 10,
}

/** Advance widths of Arial (those of Helvetica), in thousandths of an em. */
export const ARIAL: Readonly<Record<'regular' | 'bold', (letter: string) => number>> = {
  regular: (letter) => (ARIAL_REGULAR[plain(letter)] ?? 556) / 1000,
  bold: (letter) => (ARIAL_BOLD[plain(letter)] ?? 611) / 1000,
}

const ARIAL_REGULAR: Readonly<Record<string, number>> = {
  ...{ ' ': 278, '.': 278, ',': 278, f: 278, t: 278, i: 222, j: 222, l: 222, r: 333, m: 833 },
  ...{ c: 500, s: 500, v: 500, x: 500, y: 500, z: 500 },
}

const ARIAL_BOLD: Readonly<Record<string, number>> = {
  ...{ ' ': 278, '.': 278, ',': 278, f: 333, t: 333, i: 278, j: 278, l: 278, r: 389, m: 889 },
  ...{ a: 556, c: 556, e: 556, s: 556, v: 556, x: 556, y: 556, z: 500 },
}

function plain(letter: string): string {
  return letter.normalize('NFD').charAt(0)
}

function percent(ratio: number): number {
  return Math.round(ratio * 10_000) / 100
}
