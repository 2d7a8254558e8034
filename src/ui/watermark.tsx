import { drawContour, measure, type Relief } from './contour.ts'

/** The fine-line motif behind the headers. Decoration only: hidden from screen readers, left out of print. */
export function Watermark({ path }: { readonly path: string }) {
  return (
    <svg
      class="watermark"
      viewBox={`0 0 ${SHEET.width} ${SHEET.height}`}
      preserveAspectRatio="xMaxYMin slice"
      aria-hidden="true"
      focusable="false"
    >
      <path d={path} />
    </svg>
  )
}

/**
 * Draws the contour lines of an invented relief, the same for the same seed: every territory has its own. Some ten
 * milliseconds of work: draw it once for a site.
 *
 * @param seed  as the territory's name
 * @returns     SVG path data
 */
export function drawWatermark(seed: string): string {
  const relief = measure(inventRelief(chanceFrom(seed)), SHEET)
  return LEVELS.map((level) => drawContour(relief, level, SHEET)).join('')
}

const SHEET = { width: 1200, height: 420, step: 30 }
const HILLS = 11
const LEVELS = Array.from({ length: 14 }, (_, index) => 0.1 + index * 0.1)

/** Hills of unequal height and breadth, more of them to the right: titles stand on the left. */
function inventRelief(chance: () => number): Relief {
  const hills = Array.from({ length: HILLS }, () => ({
    x: SHEET.width * (1.05 - 1.05 * chance() ** 1.4),
    y: SHEET.height * (chance() * 1.1 - 0.1),
    height: 0.45 + 0.65 * chance(),
    breadth: 70 + 110 * chance(),
    stretch: 0.6 + 0.9 * chance(),
  }))
  return (x, y) =>
    hills.reduce((sum, hill) => {
      const distance = ((x - hill.x) / hill.breadth) ** 2 + ((y - hill.y) / (hill.breadth * hill.stretch)) ** 2
      return sum + hill.height * Math.exp(-distance / 2)
    }, 0)
}

/** Chance that is the same for the same seed: nothing here must be hard to guess. See Vigna's and Steele's mulberry32. */
function chanceFrom(seed: string): () => number {
  let state = [...seed].reduce((sum, letter) => (Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0)) | 0, 7)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
