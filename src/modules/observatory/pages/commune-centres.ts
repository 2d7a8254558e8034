import { geoPath } from 'd3-geo'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import type { readAtlas } from '#modules/territory'

export type Atlas = NonNullable<Awaited<ReturnType<typeof readAtlas>>>
type Point = readonly [number, number]
type Shapes = Topology<{ communes: GeometryCollection }>

/** The middle of each commune on the drawing of the territory, by its code: made once for an atlas, that is an edition. */
export function communeCentres(atlas: Atlas): ReadonlyMap<string, Point> {
  const known = kept.get(atlas)
  if (known) return known
  const { project } = atlas.drawings().light
  const shapes = JSON.parse(atlas.shapes) as Shapes
  const centres = new Map(
    feature(shapes, shapes.objects.communes).features.map(({ id, geometry }) => {
      const [left, top] = project(geoPath(null).centroid(geometry))
      return [String(id), [Math.round(left), Math.round(top)] as Point]
    }),
  )
  kept.set(atlas, centres)
  return centres
}

const kept = new WeakMap<Atlas, ReadonlyMap<string, Point>>()
