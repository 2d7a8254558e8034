import { type Atlas, geographyOf } from '../map/index.ts'
import type { StoredEstablishment } from '../store/index.ts'

/** A place whose point may be drawn: told by the Insee, and neither hidden nor drawn by lot. */
export function pointsOf(establishments: readonly StoredEstablishment[]): readonly (readonly [number, number])[] {
  return establishments.flatMap(({ state, longitude, latitude, pointQuality }) =>
    state === 'active' && longitude !== null && latitude !== null && pointQuality !== '33'
      ? [[longitude, latitude] as const]
      : [],
  )
}

/** The commune among its neighbours, and the places as points where they are known well enough. */
export function Locator(props: {
  readonly atlas: Atlas
  readonly communeCode: string
  readonly points: readonly (readonly [number, number])[]
}) {
  const { atlas, communeCode } = props
  const commune = atlas.communeByCode.get(communeCode)
  if (!commune) return null
  const { width, height, shapes, project } = geographyOf(atlas).closeUp(commune.epciCode ?? '')
  const drawn = props.points
    .map(project)
    .filter(([x, y]) => x >= 0 && y >= 0 && x <= width && y <= height)
    .map(([x, y]) => [Math.round(x), Math.round(y)] as const)
  const told =
    drawn.length > 0 ? `${commune.name} et ses voisines ; un point par adresse` : `${commune.name} et ses voisines`
  return (
    <svg class="map directory-locator" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`Carte : ${told}`}>
      <title>{`Carte : ${told}`}</title>
      {shapes.map(({ code, path, tint }) => (
        <path
          class={`map-shape map-tint-${tint % 4}${code === communeCode && drawn.length === 0 ? ' map-here' : ''}`}
          d={path}
        />
      ))}
      {drawn.map(([x, y]) => (
        <circle class="directory-point" cx={x} cy={y} r="26" />
      ))}
    </svg>
  )
}
