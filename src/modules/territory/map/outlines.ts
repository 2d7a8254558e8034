import { shapesOf } from '../folder/shapes.ts'
import { layFlat, type PlanarShapes, type Point, simplified } from './planar.ts'

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
  const flat = layFlat(shapesOf(shapes), sheet.width)
  // The closer one looks, the fewer lines: the widest view that is light enough.
  for (let zoom = 1; zoom < 40; zoom *= 1.15) {
    const path = drawAt(flat, sheet, zoom)
    if (path.length <= heaviest) return path
  }
  return ''
}

const AROUND = 40

function drawAt(flat: PlanarShapes, { width, height }: Sheet, zoom: number): string {
  const [left, top] = [(flat.width * zoom - width) / 2, (flat.height * zoom - height) / 2]
  const near = flat.arcs.flatMap((arc) => {
    const placed = arc.map(([x, y]): Point => [x * zoom - left, y * zoom - top])
    const isOn = placed.some(([x, y]) => x > -AROUND && x < width + AROUND && y > -AROUND && y < height + AROUND)
    return isOn ? [placed] : []
  })
  const { arcs } = simplified({ ...flat, arcs: near }, 3)
  return arcs.map((arc) => writeLine(arc.map(([x, y]) => [Math.round(x), Math.round(y)]))).join('')
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
