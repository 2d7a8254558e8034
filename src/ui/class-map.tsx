/** A place of a map in classes. */
export type ClassedPlace = {
  /** Names it, and says its figure, for who hears the page. */
  readonly label: string
  readonly path: string
  readonly centre: readonly [number, number]
  readonly href?: string | undefined
  /** From 0, lightest first; null: no figure is shown there. */
  readonly band: number | null
  /** Written on it: its figure in few letters, or « s », « nd ». */
  readonly mark: string
}

/** What a class stands for: « de 6,1 % à 7,9 % », and how many places are in it. */
export type ClassWords = { readonly words: string; readonly count: string }

/**
 * Places shaded by their class (a choropleth), the figure written on each: the shade is never alone to say it. Drawn on
 * the server; its shapes are links the keyboard reaches, and a table beside says the same in words.
 *
 * @param classes  lightest first, five at most, as `quantilesOf` makes them
 * @param absent   what a hatched place means; null when there is none
 */
export function ClassMap(props: {
  readonly title: string
  readonly width: number
  readonly height: number
  readonly places: readonly ClassedPlace[]
  readonly borders?: string | undefined
  readonly classes: readonly ClassWords[]
  readonly absent: string | null
}) {
  const { title, width, height, places, classes, absent } = props
  return (
    <div class="class-map">
      <nav aria-label={title}>
        <svg class="map" viewBox={`0 0 ${width} ${height}`}>
          <title>{title}</title>
          <Hatching />
          {places.map((place) => (
            <Shape place={place} />
          ))}
          {props.borders && <path class="map-borders" d={props.borders} />}
          <g {...UNHEARD}>
            {places.map(({ centre, mark }) => (
              <text
                class="map-number class-mark"
                x={centre[0]}
                y={centre[1]}
                text-anchor="middle"
                dominant-baseline="central"
              >
                {mark}
              </text>
            ))}
          </g>
        </svg>
      </nav>
      <ol class="class-legend">
        {classes.map(({ words, count }, band) => (
          <li>
            <Swatch band={band} /> {words} <small>({count})</small>
          </li>
        ))}
        {absent !== null && (
          <li>
            <Swatch band={null} /> {absent}
          </li>
        )}
      </ol>
    </div>
  )
}

/**
 * Cuts figures into classes of about as many places each, equal figures always in the same one.
 *
 * @param values  in any order
 * @param most    number of classes at most, ≥ 1
 * @returns       each class by its least and greatest figure, lightest first; none when there is no value
 */
export function quantilesOf(
  values: readonly number[],
  most: number,
): readonly { readonly from: number; readonly to: number; readonly count: number }[] {
  const sorted = values.toSorted((one, other) => one - other)
  const starts = Array.from({ length: most }, (_, index) => sorted[Math.ceil((index * sorted.length) / most)])
  const bounds = [...new Set(starts.filter((value) => value !== undefined))]
  return bounds.flatMap((from, index) => {
    const next = bounds[index + 1] ?? Number.POSITIVE_INFINITY
    const own = sorted.filter((value) => value >= from && value < next)
    const to = own.at(-1)
    return to === undefined ? [] : [{ from, to, count: own.length }]
  })
}

// The label of each link says them.
const UNHEARD = { 'aria-hidden': 'true' } as const

function Hatching() {
  return (
    <defs>
      <pattern id="hachures" width="24" height="24" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="hatch-ground" width="24" height="24" />
        <line class="hatch-line" x1="0" x2="0" y1="0" y2="24" />
      </pattern>
    </defs>
  )
}

function Shape({ place: { label, path, href, band } }: { readonly place: ClassedPlace }) {
  const drawn =
    band === null ? (
      <path class="map-shape" d={path} fill="url(#hachures)">
        <title>{label}</title>
      </path>
    ) : (
      <path class={`map-shape class-${band}`} d={path}>
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

function Swatch({ band }: { readonly band: number | null }) {
  return (
    <svg class="swatch" width="32" height="18" viewBox="0 0 128 72" aria-hidden="true" focusable="false">
      {band === null ? (
        <rect class="map-shape" x="4" y="4" width="120" height="64" fill="url(#hachures)" />
      ) : (
        <rect class={`map-shape class-${band}`} x="4" y="4" width="120" height="64" />
      )}
    </svg>
  )
}
