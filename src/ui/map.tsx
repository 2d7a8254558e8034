import { ButtonLink } from '#ui/action'

/** A place on a map, in the map's units. */
export type MapShape = {
  /** Names it for who hears the page. */
  readonly label: string
  readonly path: string
  /** Where it leads; without one the shape is only drawn. */
  readonly href?: string | undefined
  /** From 0: neighbours have different ones. */
  readonly tint: number
  /** Written on it, as its row in the list beside says too. */
  readonly number?: number | undefined
  readonly centre?: readonly [number, number] | undefined
  /** The place the page is about. */
  readonly isHere?: boolean | undefined
}

/**
 * A map drawn on the server: attributes and classes only, no script. Its shapes are links the keyboard reaches when they
 * lead somewhere; a list beside it always says the same in words.
 */
export function TerritoryMap(props: {
  readonly title: string
  readonly width: number
  readonly height: number
  readonly shapes: readonly MapShape[]
  /** Finer borders over the shapes. */
  readonly borders?: string | undefined
}) {
  const { title, width, height, shapes, borders } = props
  const isLed = shapes.some(({ href }) => href !== undefined)
  const drawn = (
    <svg
      class="map"
      viewBox={`0 0 ${width} ${height}`}
      role={isLed ? undefined : 'img'}
      aria-label={isLed ? undefined : title}
    >
      <title>{title}</title>
      {shapes.map((shape) => (
        <Shape shape={shape} />
      ))}
      {borders && <path class="map-borders" d={borders} />}
      {shapes.map((shape) => shape.isHere && <path class="map-here-edge" d={shape.path} />)}
      <g {...UNHEARD}>
        {shapes.map((shape) => (
          <Mark shape={shape} />
        ))}
      </g>
    </svg>
  )
  return isLed ? <nav aria-label={title}>{drawn}</nav> : drawn
}

// The list beside the map says them.
const UNHEARD = { 'aria-hidden': 'true' } as const

/** What a script needs to open a map that moves in place of the drawn one. */
export type MovingMap = {
  readonly source: string
  readonly worker: string
  readonly styles: string
  /** West, south, east, north, in degrees. */
  readonly bounds: readonly [number, number, number, number]
}

/** Where the map that moves opens, when a script can: until then, and without one, nothing is shown. */
export function MovingMapPlace({ map, label }: { readonly map: MovingMap; readonly label: string }) {
  return (
    <filigrane-map
      class="moving-map"
      data-source={map.source}
      data-worker={map.worker}
      data-styles={map.styles}
      data-bounds={map.bounds.join(' ')}
      data-label={label}
    />
  )
}

/** The same map, from another page. */
export function MapLink({ href, label }: { readonly href: string; readonly label: string }) {
  return (
    <p>
      <ButtonLink href={href} weight="quiet">
        {label}
      </ButtonLink>
    </p>
  )
}

function Shape({ shape }: { readonly shape: MapShape }) {
  const { href, label, path, tint, isHere } = shape
  const drawn = (
    <path class={`map-shape map-tint-${tint % 4}${isHere ? ' map-here' : ''}`} d={path}>
      <title>{label}</title>
    </path>
  )
  if (href === undefined) return drawn
  return (
    <a href={href} aria-label={label}>
      {drawn}
    </a>
  )
}

function Mark({ shape: { number, centre } }: { readonly shape: MapShape }) {
  if (number === undefined || centre === undefined) return null
  return (
    <text class="map-number" x={centre[0]} y={centre[1]} text-anchor="middle" dominant-baseline="central">
      {number}
    </text>
  )
}

declare module 'hono/jsx' {
  namespace JSX {
    interface IntrinsicElements {
      readonly 'filigrane-map': Readonly<Record<string, string>>
    }
  }
}
