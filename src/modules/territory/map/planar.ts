import { geoConicConformal, geoPath } from 'd3-geo'
import type { Shapes } from '../folder/shapes.ts'

export type Point = readonly [number, number]

/** Shapes on a flat sheet, in its units: x to the right, y down. Borders are shared: what is simplified stays joined. */
export type PlanarShapes = {
  readonly width: number
  readonly height: number
  readonly arcs: readonly (readonly Point[])[]
  readonly geometries: Shapes['objects']['communes']['geometries']
  /** Where a place lies on the sheet, from its longitude and latitude. */
  readonly project: (place: Point) => Point
}

/** Arcs in degrees, longitude then latitude. */
export function arcsInDegrees({ arcs, transform }: Shapes): readonly (readonly Point[])[] {
  if (!transform) return arcs
  const { scale, translate } = transform
  return arcs.map((arc) => {
    let [x, y] = [0, 0]
    return arc.map(([dx, dy]): Point => {
      x += dx
      y += dy
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]]
    })
  })
}

/**
 * Lays the shapes on a sheet of that width, by a conic conformal projection whose parallels frame the territory, as
 * Lambert-93 does for France. Points are projected one by one: no polygon is handed to the sphere, so that the way its
 * rings turn, which files disagree on, cannot turn it inside out.
 */
export function layFlat(shapes: Shapes, width: number, margin = 0): PlanarShapes {
  const degrees = arcsInDegrees(shapes)
  const all = { type: 'MultiPoint' as const, coordinates: degrees.flat().map(([x, y]) => [x, y]) }
  const longitudes = all.coordinates.map(([x]) => x!)
  const latitudes = all.coordinates.map(([, y]) => y!)
  const [south, north] = [least(latitudes), most(latitudes)]
  const projection = geoConicConformal()
    .parallels([south + (north - south) / 4, north - (north - south) / 4])
    .rotate([-(least(longitudes) + most(longitudes)) / 2, 0])
    .fitWidth(width - 2 * margin, all)
  const [[, top], [, bottom]] = geoPath(projection).bounds(all)
  const [x0, y0] = projection.translate()
  projection.translate([x0 + margin, y0 + margin - top])
  const project = (place: Point) => projection([place[0], place[1]]) as [number, number]
  return {
    width,
    height: Math.ceil(bottom - top + 2 * margin),
    arcs: degrees.map((arc) => arc.map(project)),
    geometries: shapes.objects.communes.geometries,
    project,
  }
}

/**
 * Leaves out the points that a straight line replaces within `tolerance`, border by border.
 *
 * @see  Douglas & Peucker, 1973
 */
export function simplified(shapes: PlanarShapes, tolerance: number): PlanarShapes {
  return { ...shapes, arcs: shapes.arcs.map((arc) => simplifiedArc(arc, tolerance)) }
}

function simplifiedArc(arc: readonly Point[], tolerance: number): readonly Point[] {
  const last = arc.length - 1
  if (last < 2) return arc
  const kept = new Set([0, last])
  const isRing = distance(arc[0]!, arc[last]!) === 0
  const middle = isRing ? farthest(arc, 0, last).at : last
  kept.add(middle)
  const spans: [number, number][] = isRing
    ? [
        [0, middle],
        [middle, last],
      ]
    : [[0, last]]
  for (let span = spans.pop(); span; span = spans.pop()) {
    const { at, away } = farthest(arc, ...span)
    if (away <= tolerance) continue
    kept.add(at)
    spans.push([span[0], at], [at, span[1]])
  }
  return arc.filter((_, index) => kept.has(index))
}

function farthest(arc: readonly Point[], from: number, to: number): { readonly at: number; readonly away: number } {
  let found = { at: from, away: -1 }
  for (let at = from + 1; at < to; at += 1) {
    const away = distanceToLine(arc[at]!, arc[from]!, arc[to]!)
    if (away > found.away) found = { at, away }
  }
  return found
}

function distanceToLine(point: Point, from: Point, to: Point): number {
  const length = distance(from, to)
  if (length === 0) return distance(point, from)
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  return Math.abs((point[0] - from[0]) * dy - (point[1] - from[1]) * dx) / length
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one[0] - other[0], one[1] - other[1])
}

function least(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => Math.min(a, b))
}

function most(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => Math.max(a, b))
}
