import { feature, merge } from 'topojson-client'
import type { GeometryCollection, MultiPolygon, Polygon, Topology } from 'topojson-specification'
import { shapesOf } from '../folder/shapes.ts'
import type { Commune } from '../model.ts'
import { arcsInDegrees } from './planar.ts'

type Properties = Readonly<Record<string, unknown>>

/** Shapes in degrees (longitude, latitude), as GeoJSON. */
export type GeoJson = {
  readonly type: 'FeatureCollection'
  readonly features: readonly {
    readonly type: 'Feature'
    readonly id: string
    readonly properties: Properties
    readonly geometry: { readonly type: string; readonly coordinates: unknown }
  }[]
}

/** West, south, east, north. */
export function boundsOf(text: string): readonly [number, number, number, number] {
  const points = arcsInDegrees(shapesOf(text)).flat()
  const [longitudes, latitudes] = [points.map(([x]) => x), points.map(([, y]) => y)]
  const least = (numbers: readonly number[]) => rounded(numbers.reduce((a, b) => Math.min(a, b)))
  const most = (numbers: readonly number[]) => rounded(numbers.reduce((a, b) => Math.max(a, b)))
  return [least(longitudes), least(latitudes), most(longitudes), most(latitudes)]
}

/** The communes' shapes, each with what `propertiesOf` says of it. */
export function communesGeoJson(text: string, propertiesOf: (code: string) => Properties): GeoJson {
  const topology = topologyOf(text)
  const { features } = feature(topology, topology.objects.communes)
  return collection(features.map(({ id, geometry }) => featureOf(String(id), propertiesOf(String(id)), geometry)))
}

/** The shapes of groups of communes: what each has of this territory. */
export function groupsGeoJson(
  text: string,
  communes: readonly Commune[],
  propertiesOf: (code: string) => Properties,
): GeoJson {
  const topology = topologyOf(text)
  const groupOf = new Map(communes.map(({ code, epciCode }) => [code, epciCode]))
  const groups = [...new Set(communes.flatMap(({ epciCode }) => epciCode ?? []))].sort()
  return collection(
    groups.map((group) => {
      const members = topology.objects.communes.geometries.filter(({ id }) => groupOf.get(String(id)) === group)
      return featureOf(group, propertiesOf(group), merge(topology, members as (Polygon | MultiPolygon)[]))
    }),
  )
}

function topologyOf(text: string): Topology<{ communes: GeometryCollection }> {
  return shapesOf(text) as unknown as Topology<{ communes: GeometryCollection }>
}

function collection(features: GeoJson['features']): GeoJson {
  return { type: 'FeatureCollection', features }
}

function featureOf(
  id: string,
  properties: Properties,
  geometry: { readonly type: string },
): GeoJson['features'][number] {
  const { type, coordinates } = geometry as { readonly type: string; readonly coordinates: unknown }
  return { type: 'Feature', id, properties, geometry: { type, coordinates: roundedAll(coordinates) } }
}

function roundedAll(value: unknown): unknown {
  return Array.isArray(value) ? value.map(roundedAll) : rounded(value as number)
}

// Five decimals of a degree are about a metre.
function rounded(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5
}
