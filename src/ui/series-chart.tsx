import { scaleLinear } from 'd3-scale'

/** Points counted one way: nothing joins them to those of another part. */
export type SeriesPart = { readonly label: string; readonly points: readonly SeriesPoint[] }

export type SeriesPoint = {
  readonly year: number
  /** ≥ 0; undefined where it is secret or not given: no point is drawn. */
  readonly value: number | undefined
  readonly display: string
}

/** From that year on it is counted otherwise. */
export type SeriesBreak = { readonly year: number; readonly label: string }

/**
 * Figures through years, on one scale from 0, with their breaks drawn: each part has its own line, a dashed wall stands
 * between two of them, and two years that do not follow one another are not joined either. Its figures stand in the
 * table of `ChartWithTable`, and each break is explained under it, by its number.
 *
 * @param parts  at least one point in all
 * @param tick   writes a value of the axis: « 20 000 »
 */
export function SeriesChart(props: {
  readonly title: string
  readonly description: string
  readonly parts: readonly SeriesPart[]
  readonly breaks: readonly SeriesBreak[]
  readonly tick: (value: number) => string
}) {
  const { title, parts, breaks, tick } = props
  const points = parts.flatMap((part) => part.points)
  const years = points.map(({ year }) => year)
  const [first, last] = [Math.min(...years), Math.max(...years)]
  const across = scaleLinear([first, Math.max(last, first + 1)], [3, 97])
  const height = scaleLinear([0, Math.max(...points.map(({ value }) => value ?? 0), 1)], [95, 8]).nice(4)
  return (
    <div class="chart">
      <p class="chart-title" aria-hidden="true">
        {title}
      </p>
      <Legend parts={parts} />
      <div class="lines" role="img" aria-label={`${title}. ${props.description}`}>
        <svg class="lines-axis" width="100%" height="200" aria-hidden="true" focusable="false">
          {height.ticks(4).map((value) => (
            <text class="lines-tick" x="100%" y={`${round(height(value))}%`} dy="0.32em" text-anchor="end">
              {tick(value)}
            </text>
          ))}
        </svg>
        <svg class="lines-picture" width="100%" height="200" aria-hidden="true" focusable="false">
          {height.ticks(4).map((value) => (
            <line class="bar-tick" x1="0" x2="100%" y1={`${round(height(value))}%`} y2={`${round(height(value))}%`} />
          ))}
          {breaks.map(({ year }, index) => (
            <Wall x={round(across(year - 0.5))} number={index + 1} />
          ))}
          {parts.map((part, index) => (
            <Part part={part} index={index} across={across} height={height} />
          ))}
        </svg>
        <div class="lines-labels">
          <span>{first}</span>
          {last > first && <span>{last}</span>}
        </div>
      </div>
    </div>
  )
}

function Legend({ parts }: { readonly parts: readonly SeriesPart[] }) {
  return (
    <p class="chart-legend" aria-hidden="true">
      {parts.map(({ label }, index) => (
        <span class="legend-item">
          <svg class={`swatch series-part-${index % 3}`} width="24" height="12" aria-hidden="true" focusable="false">
            <Knot shape={index} x="12" y="6" />
          </svg>{' '}
          {label}
        </span>
      ))}
    </p>
  )
}

/** The line of one part and its knots. @param across, height  per cent of the drawing, of a year and of a value */
function Part(props: {
  readonly part: SeriesPart
  readonly index: number
  readonly across: (year: number) => number
  readonly height: (value: number) => number
}) {
  const { part, index, across, height } = props
  return (
    <g class={`series-part-${index % 3}`}>
      {stepsOf(part).map(([from, to]) => (
        <line
          class="line-stroke"
          x1={`${round(across(from.year))}%`}
          y1={`${round(height(from.value))}%`}
          x2={`${round(across(to.year))}%`}
          y2={`${round(height(to.value))}%`}
        />
      ))}
      {part.points.filter(isKnown).map(({ year, value, display }) => (
        <Knot
          shape={index}
          x={`${round(across(year))}%`}
          y={`${round(height(value))}%`}
          told={`${part.label}, ${year} : ${display}`}
        />
      ))}
    </g>
  )
}

// A break outside the drawing, before its first year, is told in words only.
function Wall({ x, number }: { readonly x: number; readonly number: number }) {
  if (x < 0 || x > 100) return null
  return (
    <g class="series-break">
      <line x1={`${x}%`} x2={`${x}%`} y1="0" y2="100%" />
      <text x={`${x}%`} y="12" text-anchor="middle">
        {number}
      </text>
    </g>
  )
}

// Round, square, diamond: parts are told apart without their colour.
function Knot(props: { readonly shape: number; readonly x: string; readonly y: string; readonly told?: string }) {
  const { shape, x, y, told } = props
  const title = told !== undefined && <title>{told}</title>
  if (shape % 3 === 0) {
    return (
      <circle class="line-knot" cx={x} cy={y} r="4.5">
        {title}
      </circle>
    )
  }
  // A square is drawn around its own corner: places are in per cent, its size is not.
  return (
    <svg x={x} y={y} overflow="visible" aria-hidden="true" focusable="false">
      <rect class="line-knot" x="-4" y="-4" width="8" height="8" transform={shape % 3 === 2 ? 'rotate(45)' : undefined}>
        {title}
      </rect>
    </svg>
  )
}

type KnownPoint = SeriesPoint & { readonly value: number }

function isKnown(point: SeriesPoint): point is KnownPoint {
  return point.value !== undefined
}

/** Pairs of years that follow one another, both known, in one part. */
function stepsOf({ points }: SeriesPart): readonly (readonly [KnownPoint, KnownPoint])[] {
  const known = points.filter(isKnown).toSorted((one, other) => one.year - other.year)
  return known.flatMap((from, index) => {
    const to = known[index + 1]
    return to !== undefined && to.year === from.year + 1 ? [[from, to] as const] : []
  })
}

function round(percent: number): number {
  return Math.round(percent * 100) / 100
}
