/** A place of a map in circles, in the map's units. */
export type CirclePlace = {
  readonly label: string
  readonly centre: readonly [number, number]
  /** > 0: the area of the circle is in proportion. */
  readonly value: number
  /** Read aloud after the name: « 512 établissements ». */
  readonly display: string
}

/**
 * Circles whose area is in proportion to a count, over the outlines of the territory, the largest drawn first so that
 * none hides a smaller one. For volumes: a share is drawn by `ClassMap`. The table beside says the same.
 *
 * @param tick  writes a count of the legend
 */
export function CircleMap(props: {
  readonly title: string
  readonly description: string
  readonly width: number
  readonly height: number
  readonly outlines: readonly string[]
  readonly places: readonly CirclePlace[]
  readonly tick: (value: number) => string
}) {
  const { title, width, height, outlines, tick } = props
  const places = props.places.toSorted((one, other) => other.value - one.value)
  const greatest = places[0]?.value ?? 1
  const largest = width * LARGEST
  return (
    <svg
      class="map"
      viewBox={`0 0 ${width} ${height + 3 * largest}`}
      role="img"
      aria-label={`${title}. ${props.description}`}
    >
      {outlines.map((path) => (
        <path class="circle-ground" d={path} />
      ))}
      {places.map(({ label, centre: [x, y], value, display }) => (
        <circle class="circle" cx={x} cy={y} r={radiusOf(value, greatest, largest)}>
          <title>{`${label} : ${display}`}</title>
        </circle>
      ))}
      <g transform={`translate(0 ${height + 1.5 * largest})`}>
        {ticksOf(greatest).map((value, index) => (
          <g transform={`translate(${largest * (1.2 + index * 6)} 0)`}>
            <circle class="circle" cx="0" cy="0" r={radiusOf(value, greatest, largest)} />
            <text class="circle-tick" x={1.3 * largest} y="0" dominant-baseline="central">
              {tick(value)}
            </text>
          </g>
        ))}
      </g>
    </svg>
  )
}

// Radius of the largest circle, in parts of the width.
const LARGEST = 0.042

/** Areas are compared by the eye, so the radius is the square root; the smallest can still be seen. */
export function radiusOf(value: number, greatest: number, largest: number): number {
  return Math.round(10 * Math.max(Math.sqrt(value / greatest) * largest, largest / 14)) / 10
}

/** Three round counts for the legend, the largest first. */
function ticksOf(greatest: number): readonly number[] {
  const rounded = [greatest, greatest / 4, greatest / 20].map((value) => {
    const size = 10 ** Math.floor(Math.log10(Math.max(value, 1)))
    return Math.max(Math.floor(value / size) * size, 1)
  })
  return [...new Set(rounded)]
}
