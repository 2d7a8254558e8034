import { geoConicConformal, geoPath } from 'd3-geo'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import type { readAtlas } from '#modules/territory'

export type Atlas = NonNullable<Awaited<ReturnType<typeof readAtlas>>>
type Point = readonly [number, number]
type Shapes = Topology<{ communes: GeometryCollection }>

/**
 * The middle of each commune on the drawing of the territory, by its code: the projection is that of the drawing, as a
 * test checks on its own centres.
 */
export function communeCentres(atlas: Atlas): ReadonlyMap<string, Point> {
  const known = kept.get(atlas)
  if (known) return known
  const { width, height } = atlas.drawings().light
  const shapes = JSON.parse(atlas.shapes) as Shapes
  const flat = projectionOf(shapes, width, height)
  const { features } = feature(shapes, shapes.objects.communes)
  const centres = new Map(
    features.map(({ id, geometry }) => {
      const [x, y] = geoPath(null).centroid(geometry)
      const [left, top] = flat([x, y]) ?? [0, 0]
      return [String(id), [Math.round(left), Math.round(top)] as Point]
    }),
  )
  kept.set(atlas, centres)
  return centres
}

const kept = new WeakMap<Atlas, ReadonlyMap<string, Point>>()

// Room left around the drawing, in its units.
const MARGIN = 8

function projectionOf(shapes: Shapes, width: number, height: number) {
  const { features } = feature(shapes, shapes.objects.communes)
  const points = features.flatMap(({ geometry }) =>
    'coordinates' in geometry ? (geometry.coordinates.flat(Infinity) as number[]) : [],
  )
  const longitudes = points.filter((_, index) => index % 2 === 0)
  const latitudes = points.filter((_, index) => index % 2 === 1)
  const [west, east] = [least(longitudes), most(longitudes)]
  const [south, north] = [least(latitudes), most(latitudes)]
  const all = {
    type: 'MultiPoint' as const,
    coordinates: longitudes.map((longitude, index) => [longitude, latitudes[index] ?? 0]),
  }
  return geoConicConformal()
    .parallels([south + (north - south) / 4, north - (north - south) / 4])
    .rotate([-(west + east) / 2, 0])
    .fitExtent(
      [
        [MARGIN, MARGIN],
        [width - MARGIN, height],
      ],
      all,
    )
}

function least(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => Math.min(a, b))
}

function most(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => Math.max(a, b))
}
