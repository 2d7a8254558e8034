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
    .map((line) => smooth(soften(line)))
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

/** Each crossing goes halfway to the middle of its neighbours: the grid no longer shows. The ends stay. */
function soften(line: readonly Point[]): readonly Point[] {
  return line.map((point, index) => {
    const [before, after] = [line[index - 1], line[index + 1]]
    if (before === undefined || after === undefined) return point
    return [(before[0] + 2 * point[0] + after[0]) / 4, (before[1] + 2 * point[1] + after[1]) / 4]
  })
}

/** Curves through the middles of the segments, the crossings pulling them: no corner shows. Whole units, relative. */
function smooth(line: readonly Point[]): string {
  const points = line.map(([x, y]) => [Math.round(x), Math.round(y)] as const)
  let [x, y] = points[0] as Point
  let path = `M${x} ${y}`
  for (let index = 1; index < points.length; index++) {
    const [pullX, pullY] = points[index] as Point
    const [nextX, nextY] = points[index + 1] ?? (points[index] as Point)
    const [endX, endY] = [Math.round((pullX + nextX) / 2), Math.round((pullY + nextY) / 2)]
    path += `q${pullX - x} ${pullY - y} ${endX - x} ${endY - y}`.replaceAll(' -', '-')
    ;[x, y] = [endX, endY]
  }
  return path
}
