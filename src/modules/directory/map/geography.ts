import { geoPath } from 'd3-geo'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { fold } from '#kernel/search'
import type { readAtlas } from '#modules/territory'
import type { Nearness } from '../narrowing.ts'

/** The territory, whole. */
export type Atlas = NonNullable<Awaited<ReturnType<typeof readAtlas>>>
export type Drawing = ReturnType<Atlas['drawings']>['epcis']

/** What the directory needs to know of places. Made once for an edition of the territory. */
export type Geography = {
  /** All communes from one of them, the nearest first, in metres as the crow flies, centre to centre. */
  readonly nearnessFrom: (code: string) => Nearness | undefined
  /** Where the middle of a commune is in the drawing of the whole territory. */
  readonly centreOf: (code: string) => readonly [number, number] | undefined
  /** The communes of an EPCI close up, drawn once. */
  readonly closeUp: (epciCode: string) => Drawing
  /** West, south, east, north of a commune or of an EPCI, in degrees; of the territory when the code is neither. */
  readonly boundsOf: (code: string) => Bounds
  /** Communes that bear a word in their name, or bore it before, or have it as postcode. */
  readonly communesNamed: (word: string) => readonly string[]
}

type Bounds = readonly [west: number, south: number, east: number, north: number]

/** @returns the same for the same edition */
export function geographyOf(atlas: Atlas): Geography {
  const known = made.get(atlas)
  if (known) return known
  const geography = makeGeography(atlas)
  made.set(atlas, geography)
  return geography
}

const made = new WeakMap<Atlas, Geography>()

function makeGeography(atlas: Atlas): Geography {
  const topology = JSON.parse(atlas.shapes) as Topology<{ communes: GeometryCollection }>
  const { features } = feature(topology, topology.objects.communes)
  // Degrees taken as a flat sheet: over a commune the difference is a few metres.
  const flat = geoPath(null)
  const centres = new Map(features.map(({ id, geometry }) => [String(id), flat.centroid(geometry) as [number, number]]))
  const names = indexOfNames(atlas)
  const closeUps = new Map<string, Drawing>()
  const nearness = new Map<string, Nearness>()
  return {
    boundsOf: (code) => {
      const isIn = ({ id }: { readonly id?: string | number | undefined }) =>
        id === code || atlas.communeByCode.get(String(id))?.epciCode === code
      const own = features.filter(isIn)
      const [[west, south], [east, north]] = flat.bounds({
        type: 'FeatureCollection',
        features: own.length === 0 ? features : own,
      })
      return [west, south, east, north].map((degrees) => Math.round(degrees * 1e4) / 1e4) as unknown as Bounds
    },
    communesNamed: (word) => names.get(word) ?? [],
    centreOf: (code) => {
      const centre = centres.get(code)
      return centre && atlas.drawings().light.project(centre)
    },
    closeUp: (epciCode) => {
      const drawn = closeUps.get(epciCode) ?? atlas.drawings().closeUp(epciCode)
      closeUps.set(epciCode, drawn)
      return drawn
    },
    nearnessFrom: (code) => {
      const from = centres.get(code)
      if (!from) return undefined
      const found = nearness.get(code) ?? nearnessOf(from, centres)
      nearness.set(code, found)
      return found
    },
  }
}

function nearnessOf(
  from: readonly [number, number],
  centres: ReadonlyMap<string, readonly [number, number]>,
): Nearness {
  const all = [...centres].map(([code, to]) => ({ code, metres: metresBetween(from, to) }))
  all.sort((one, other) => one.metres - other.metres || (one.code < other.code ? -1 : 1))
  return { codes: all.map(({ code }) => code), metres: all.map(({ metres }) => metres) }
}

function indexOfNames(atlas: Atlas): ReadonlyMap<string, readonly string[]> {
  const told = [
    ...atlas.communes.flatMap(({ code, name, postcodes }) => [name, ...postcodes].map((text) => ({ code, text }))),
    ...atlas.aliases.map(({ communeCode, name }) => ({ code: communeCode, text: name })),
  ]
  const index = new Map<string, Set<string>>()
  for (const { code, text } of told) {
    for (const word of fold(text).split(' ')) index.set(word, (index.get(word) ?? new Set()).add(code))
  }
  return new Map([...index].map(([word, codes]) => [word, [...codes]]))
}

const EARTH_METRES = 6_371_000

/** As the crow flies, on a round earth: right to half a per cent. Longitude, then latitude, in degrees. */
export function metresBetween(one: readonly [number, number], other: readonly [number, number]): number {
  const radians = Math.PI / 180
  const [x1, y1, x2, y2] = [...one, ...other].map((each) => each * radians) as [number, number, number, number]
  const half = Math.sin((y2 - y1) / 2) ** 2 + Math.cos(y1) * Math.cos(y2) * Math.sin((x2 - x1) / 2) ** 2
  return Math.round(2 * EARTH_METRES * Math.asin(Math.sqrt(half)))
}
