import type { LineLayerSpecification, StyleSpecification } from 'maplibre-gl'

/** The look of the map that moves: the colours of the page, our own shapes. */
export function styleOf(
  source: string,
  page: CSSStyleDeclaration,
  borders?: NonNullable<LineLayerSpecification['paint']>,
): StyleSpecification {
  const colour = (name: string) => page.getPropertyValue(`--${name}`).trim()
  return {
    version: 8,
    sources: { communes: { type: 'geojson', data: new URL(source, location.href).href, generateId: true } },
    layers: [
      { id: 'paper', type: 'background', paint: { 'background-color': colour('sunk') } },
      {
        id: 'communes',
        type: 'fill',
        source: 'communes',
        paint: {
          'fill-color': ['case', ['boolean', ['feature-state', 'isHere'], false], colour('gold'), colour('raised')],
          'fill-antialias': true,
        },
      },
      {
        id: 'borders',
        type: 'line',
        source: 'communes',
        paint: borders ?? {
          'line-color': colour('opal'),
          'line-width': ['interpolate', ['linear'], ['zoom'], 7, 0.5, 12, 2],
        },
      },
    ],
  }
}
