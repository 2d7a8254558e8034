import type { GeoJSONSourceSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl'
import type { Point } from './points.ts'
import { styleOf } from './style.ts'

/** From this zoom on each place is a point of its own. */
export const LAST_CLUSTERED_ZOOM = 14

/** The communes, and on them the places: together in circles that say how many while they are too close to be told apart. */
export function structuresStyle(
  source: string,
  points: readonly Point[],
  page: CSSStyleDeclaration,
): StyleSpecification {
  const colour = (name: string) => page.getPropertyValue(`--${name}`).trim()
  // Fainter than where the communes are the subject.
  const communes = styleOf(source, page, { 'line-color': colour('line-strong'), 'line-width': 0.75 })
  return {
    ...communes,
    sources: {
      ...communes.sources,
      places: {
        ...geoJson(points),
        cluster: true,
        clusterRadius: 44,
        clusterMaxZoom: LAST_CLUSTERED_ZOOM,
      },
      chosen: geoJson([]),
    },
    layers: [
      ...communes.layers,
      {
        id: 'names',
        type: 'symbol',
        source: 'communes',
        minzoom: 10,
        layout: { 'text-field': ['get', 'name'], 'text-font': ['sans-serif'], 'text-size': 13, 'text-max-width': 7 },
        paint: { 'text-color': colour('soft'), 'text-halo-color': colour('raised'), 'text-halo-width': 2 },
      },
      ...clusterLayers(colour),
      {
        id: 'places',
        type: 'symbol',
        source: 'places',
        filter: ['!', ['has', 'point_count']],
        layout: { 'icon-image': ['concat', 'shape-', ['get', 'mark']], 'icon-allow-overlap': true },
      },
      ...chosenLayers(colour),
    ],
  }
}

/** Places that are close together: a circle that grows with their number, and the number. */
function clusterLayers(colour: (name: string) => string): readonly LayerSpecification[] {
  return [
    {
      id: 'clusters',
      type: 'circle',
      source: 'places',
      filter: ['has', 'point_count'],
      paint: {
        'circle-color': colour('opal'),
        'circle-stroke-color': colour('raised'),
        'circle-stroke-width': 2,
        'circle-radius': ['step', ['get', 'point_count'], 16, 10, 20, 100, 25, 1000, 30],
      },
    },
    {
      id: 'counts',
      type: 'symbol',
      source: 'places',
      filter: ['has', 'point_count'],
      layout: {
        'icon-image': ['concat', 'count-', ['to-string', ['get', 'point_count']]],
        'icon-allow-overlap': true,
      },
    },
  ]
}

/** The place that was chosen stands out, whatever hides it. */
function chosenLayers(colour: (name: string) => string): readonly LayerSpecification[] {
  return [
    {
      id: 'chosen-ring',
      type: 'circle',
      source: 'chosen',
      paint: {
        'circle-radius': 18,
        'circle-color': colour('gold'),
        'circle-opacity': 0.35,
        'circle-stroke-color': colour('ink'),
        'circle-stroke-width': 3,
      },
    },
    {
      id: 'chosen',
      type: 'symbol',
      source: 'chosen',
      layout: { 'icon-image': ['concat', 'shape-', ['get', 'mark']], 'icon-allow-overlap': true },
    },
  ]
}

/** Points as MapLibre reads them: it needs their identity and their shape alone. */
export function geoJson(points: readonly Point[]): GeoJSONSourceSpecification {
  return {
    type: 'geojson',
    data: {
      type: 'FeatureCollection',
      features: points.map(({ slug, marks, longitude, latitude }) => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [longitude, latitude] },
        properties: { slug, mark: marks[0] ?? '' },
      })),
    },
  }
}
