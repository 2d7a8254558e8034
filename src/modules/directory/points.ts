import { activityLabel } from './activities.ts'
import { shownName } from './names.ts'
import type { Entry } from './narrowing.ts'
import { FAMILIES, RECOGNITIONS } from './words.ts'

/** A place of a structure, where its address is known well enough. Degrees, WGS 84. */
export type PointRow = Pick<Entry, 'slug' | 'title' | 'acronym' | 'family' | 'nafRev2' | 'communeCode'> & {
  readonly longitude: number
  readonly latitude: number
  /** What its names of recognition begin with, as « siae ». */
  readonly marks: readonly string[]
}

/** What a map needs to draw a place and to tell of it: GeoJSON, with its source. */
export type PointsGeoJson = {
  readonly type: 'FeatureCollection'
  readonly licence: string
  readonly source: string
  readonly features: readonly {
    readonly type: 'Feature'
    readonly geometry: { readonly type: 'Point'; readonly coordinates: readonly [number, number] }
    readonly properties: {
      readonly slug: string
      readonly name: string
      readonly what: string
      readonly where: string
      /** In the order they are shown; the first gives its shape to the point. */
      readonly marks: readonly string[]
    }
  }[]
}

const LICENCE = 'Licence Ouverte 2.0'
const SOURCE = 'Base Sirene de l’Insee et sa géolocalisation des établissements'

/** @param communeOf  name of a commune by its code */
export function pointsGeoJson(
  rows: readonly PointRow[],
  communeOf: (code: string) => string | undefined,
): PointsGeoJson {
  return {
    type: 'FeatureCollection',
    licence: LICENCE,
    source: SOURCE,
    features: rows.map((row) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [toMetre(row.longitude), toMetre(row.latitude)] },
      properties: {
        slug: row.slug,
        name: shownName(row.title, row.acronym),
        what: whatOf(row),
        where: row.communeCode === null ? '' : (communeOf(row.communeCode) ?? row.communeCode),
        marks: RECOGNITIONS.flatMap(({ mark }) => (row.marks.includes(mark) ? [mark] : [])),
      },
    })),
  }
}

function whatOf({ family, nafRev2 }: PointRow): string {
  const word = FAMILIES.find((each) => each.family === family)?.one
  return [word, activityLabel(nafRev2)].filter(Boolean).join(', ')
}

// Five figures after the point: about a metre, and half the weight.
function toMetre(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5
}
