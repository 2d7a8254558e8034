import { shapesOf } from '../folder/shapes.ts'
import { layFlat, type Point, simplified } from './planar.ts'

/** A sheet to draw on, in its own units. */
export type Sheet = { readonly width: number; readonly height: number }

/**
 * Draws the outlines of the communes around the middle of the territory, close enough to fill a sheet, in lines that
 * weigh little: the motif behind the headers.
 *
 * @param heaviest  length of the path data, at most, in characters
 * @returns         SVG path data, in relative lines
 */
export function drawOutlines(shapes: string, sheet: Sheet, heaviest: number): string {
  const read = shapesOf(shapes)
  // The closer one looks, the fewer lines: the widest view that is light enough.
  for (let zoom = 1; zoom < 40; zoom *= 1.15) {
    const path = drawAt(read, sheet, zoom)
    if (path.length <= heaviest) return path
  }
  return ''
}

function drawAt(read: ReturnType<typeof shapesOf>, sheet: Sheet, zoom: number): string {
  const flat = simplified(layFlat(read, sheet.width * zoom), 3)
  const [left, top] = [(flat.width - sheet.width) / 2, (flat.height - sheet.height) / 2]
  const isOn = ([x, y]: Point) =>
    x > left - 40 && x < left + sheet.width + 40 && y > top - 40 && y < top + sheet.height + 40
  const lines = flat.arcs.filter((arc) => arc.some(isOn))
  return lines.map((arc) => writeLine(arc.map(([x, y]) => [Math.round(x - left), Math.round(y - top)]))).join('')
}

function writeLine(points: readonly Point[]): string {
  const [first, ...rest] = points as readonly [Point, ...Point[]]
  let [x, y] = first
  const steps = rest.map((point) => {
    const step = `${point[0] - x} ${point[1] - y}`
    ;[x, y] = point
    return step
  })
  // The sign is a separator already.
  return `M${first[0]} ${first[1]}l${steps.join(' ')}`.replaceAll(' -', '-')
}
