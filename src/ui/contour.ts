/** A height for every place of a sheet. */
export type Relief = (x: number, y: number) => number

export type Sheet = {
  readonly width: number
  readonly height: number /** Side of a square of the grid. */
  readonly step: number
}

type Point = readonly [number, number]
/** Where a contour crosses the grid: each crossing has a key, a place, and the crossings beside it on the same line. */
type Crossings = Map<string, { readonly point: Point; readonly beside: string[] }>

/** The same relief, measured once at the corners of the grid: the only places where contours ask for it. */
export function measure(relief: Relief, { width, height, step }: Sheet): Relief {
  const columns = Math.ceil(width / step) + 1
  const rows = Math.ceil(height / step) + 1
  const heights = Float64Array.from({ length: columns * rows }, (_, index) =>
    relief((index % columns) * step, Math.floor(index / columns) * step),
  )
  return (x, y) => heights[(y / step) * columns + x / step] ?? 0
}

/**
 * The lines of a relief at one level, as smooth SVG path data.
 *
 * @see  marching squares: Lorensen & Cline, Marching Cubes, 1987, in two dimensions
 */
export function drawContour(relief: Relief, level: number, sheet: Sheet): string {
  const crossings: Crossings = new Map()
  for (let y = 0; y < sheet.height; y += sheet.step) {
    for (let x = 0; x < sheet.width; x += sheet.step) crossSquare(crossings, relief, level, [x, y], sheet.step)
  }
  return followLines(crossings)
    .map((line) => smooth(soften(soften(line))))
    .join('')
}

function crossSquare(crossings: Crossings, relief: Relief, level: number, [x, y]: Point, step: number): void {
  const corners: readonly Point[] = [
    [x, y],
    [x + step, y],
    [x + step, y + step],
    [x, y + step],
  ]
  const crossed = corners.flatMap((from, side) => {
    const to = corners[(side + 1) % 4] as Point
    const [before, after] = [relief(...from) - level, relief(...to) - level]
    if (before < 0 === after < 0) return []
    return [meet(crossings, from, to, before / (before - after))]
  })
  // Two sides crossed is one line; four is a pass between two summits, and which way it is read does not show.
  for (let index = 0; index + 1 < crossed.length; index += 2) {
    const [one, other] = [crossed[index] as string, crossed[index + 1] as string]
    crossings.get(one)?.beside.push(other)
    crossings.get(other)?.beside.push(one)
  }
}

/** The crossing of one side of a square, shared with the square on the other side of it. */
function meet(crossings: Crossings, from: Point, to: Point, part: number): string {
  const key = [from, to].map(String).sort().join(' ')
  if (!crossings.has(key)) {
    const point: Point = [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part]
    crossings.set(key, { point, beside: [] })
  }
  return key
}

function followLines(crossings: Crossings): readonly (readonly Point[])[] {
  // Lines that leave the sheet are taken from their ends; what is left then are closed loops.
  const ends = [...crossings.keys()].filter((key) => crossings.get(key)?.beside.length === 1)
  const seen = new Set<string>()
  return [...ends, ...crossings.keys()]
    .map((key) => (seen.has(key) ? [] : follow(crossings, key, seen)))
    .filter((line) => line.length > 3)
}

function follow(crossings: Crossings, start: string, seen: Set<string>): readonly Point[] {
  const line: Point[] = []
  let key: string | undefined = start
  while (key !== undefined) {
    seen.add(key)
    const crossing = crossings.get(key)
    if (crossing === undefined) break
    line.push(crossing.point)
    key = crossing.beside.find((next) => !seen.has(next))
    if (key === undefined && line.length > 2 && crossing.beside.includes(start)) line.push(line[0] as Point)
  }
  return line
}

/** Each crossing goes halfway to the middle of its neighbours: the grid no longer shows. Open ends stay. */
function soften(line: readonly Point[]): readonly Point[] {
  const last = line.length - 1
  const isLoop = line[0] === line[last]
  const softened = line.map((point, index) => {
    const before = line[index - 1] ?? (isLoop ? line[last - 1] : undefined)
    const after = line[index + 1] ?? (isLoop ? line[1] : undefined)
    if (before === undefined || after === undefined) return point
    return [(before[0] + 2 * point[0] + after[0]) / 4, (before[1] + 2 * point[1] + after[1]) / 4] as const
  })
  return isLoop ? [...softened.slice(0, last), softened[0] as Point] : softened
}

/** Curves through the middles of the segments, the crossings pulling them: no corner shows. Whole units, relative. */
function smooth(line: readonly Point[]): string {
  const points = line.map(([x, y]) => [Math.round(x), Math.round(y)] as const)
  const isLoop = line[0] === line.at(-1)
  const pulls = points.slice(1)
  let [x, y] = isLoop ? middle(points[0] as Point, points[1] as Point) : (points[0] as Point)
  let path = `M${x} ${y}`
  for (const [index, pull] of pulls.entries()) {
    const next = pulls[index + 1] ?? (isLoop ? (pulls[0] as Point) : pull)
    const end = middle(pull, next)
    path += `q${pull[0] - x} ${pull[1] - y} ${end[0] - x} ${end[1] - y}`.replaceAll(' -', '-')
    ;[x, y] = end
  }
  return path
}

function middle(one: Point, other: Point): Point {
  return [Math.round((one[0] + other[0]) / 2), Math.round((one[1] + other[1]) / 2)]
}
