import { scaleLinear } from 'd3-scale'

/** A measure at a moment. */
export type Point = {
  /** As it is read under the axis: « 2022 », « 12 sept. ». */
  readonly label: string
  /** ≥ 0; undefined where it is not known: the line stops. */
  readonly value: number | undefined
  readonly display: string
}

export type Line = { readonly label: string; readonly points: readonly Point[] }

/**
 * Lines over time, on one scale from 0. The first is drawn full, the next dashed, the third dotted: three at most, and
 * each is named at its end. Its figures stand in the table of `ChartWithTable`.
 *
 * @param lines  all with the same labels, in the same order; at least two points
 */
export function LineChart(props: {
  readonly title: string
  readonly description: string
  readonly lines: readonly Line[]
  /** Writes a value of the axis: « 20 000 ». */
  readonly tick: (value: number) => string
}) {
  const { title, lines } = props
  const highest = Math.max(...lines.flatMap(({ points }) => points.map(({ value }) => value ?? 0)), 1)
  const height = scaleLinear([0, highest], [95, 5]).nice(4)
  return (
    <div class="chart">
      <p class="chart-title" aria-hidden="true">
        {title}
      </p>
      {lines.length > 1 && <LineLegend lines={lines} />}
      <div class="lines" role="img" aria-label={`${title}. ${props.description}`}>
        <svg class="lines-axis" width="100%" height="180" aria-hidden="true" focusable="false">
          {height.ticks(4).map((value) => (
            <text class="lines-tick" x="100%" y={`${round(height(value))}%`} dy="0.32em" text-anchor="end">
              {props.tick(value)}
            </text>
          ))}
        </svg>
        <Picture lines={lines} height={height} />
        <div class="lines-labels">
          {endsOf(lines[0]?.points ?? []).map((label) => (
            <span>{label}</span>
          ))}
        </div>
      </div>
    </div>
  )
}

type Height = ((value: number) => number) & { readonly ticks: (count: number) => number[] }

// Places are in per cent of the room there is: strokes, knots and letters keep their size.
function Picture({ lines, height }: { readonly lines: readonly Line[]; readonly height: Height }) {
  return (
    <svg class="lines-picture" width="100%" height="180" aria-hidden="true" focusable="false">
      {height.ticks(4).map((value) => (
        <line class="bar-tick" x1="0" x2="100%" y1={`${round(height(value))}%`} y2={`${round(height(value))}%`} />
      ))}
      {lines.map((line, index) => (
        <g class={`line line-${index + 1}`}>
          {segmentsOf(line, height).map(({ from, to }) => (
            <line class="line-stroke" x1={`${from.x}%`} y1={`${from.y}%`} x2={`${to.x}%`} y2={`${to.y}%`} />
          ))}
          {placesOf(line, height).map(
            (place) =>
              place && (
                <circle class="line-knot" cx={`${place.x}%`} cy={`${place.y}%`} r="4">
                  <title>{place.told}</title>
                </circle>
              ),
          )}
        </g>
      ))}
    </svg>
  )
}

/** One small chart of one line per thing compared, all on the same scale, so that they can be read side by side. */
export function SmallMultiples(props: {
  readonly title: string
  readonly charts: readonly (Line & { readonly description: string })[]
}) {
  const highest = Math.max(...props.charts.flatMap(({ points }) => points.map(({ value }) => value ?? 0)), 1)
  const height = scaleLinear([0, highest], [94, 6])
  return (
    <div class="chart">
      <p class="chart-title">{props.title}</p>
      <ul class="multiples">
        {props.charts.map((line) => (
          <li>
            <p class="multiple-name">{line.label}</p>
            <svg class="multiple line-1" width="100%" height="64" role="img" aria-label={line.description}>
              <line class="bar-tick" x1="0" x2="100%" y1="94%" y2="94%" />
              {segmentsOf(line, height).map(({ from, to }) => (
                <line class="line-stroke" x1={`${from.x}%`} y1={`${from.y}%`} x2={`${to.x}%`} y2={`${to.y}%`} />
              ))}
              <LastKnot line={line} height={height} />
            </svg>
            <p class="multiple-last">{line.points.findLast(({ value }) => value !== undefined)?.display}</p>
          </li>
        ))}
      </ul>
    </div>
  )
}

function LastKnot({ line, height }: { readonly line: Line; readonly height: (value: number) => number }) {
  const last = placesOf(line, height).findLast((place) => place !== undefined)
  return last === undefined ? null : <circle class="line-knot" cx={`${last.x}%`} cy={`${last.y}%`} r="4" />
}

function LineLegend({ lines }: { readonly lines: readonly Line[] }) {
  return (
    <p class="chart-legend" aria-hidden="true">
      {lines.map((line, index) => (
        <span class="legend-item">
          <svg class={`swatch line-${index + 1}`} width="36" height="12" aria-hidden="true" focusable="false">
            <line class="line-stroke" x1="0" x2="36" y1="6" y2="6" />
          </svg>{' '}
          {line.label}
        </span>
      ))}
    </p>
  )
}

type PlacedPoint = { readonly x: number; readonly y: number; readonly told: string }

// In per cent of the drawing; the first and last knots stay inside.
function placesOf({ label, points }: Line, height: (value: number) => number): readonly (PlacedPoint | undefined)[] {
  const step = points.length < 2 ? 0 : 96 / (points.length - 1)
  return points.map((point, index) =>
    point.value === undefined
      ? undefined
      : {
          x: round(2 + index * step),
          y: round(height(point.value)),
          told: `${label}, ${point.label} : ${point.display}`,
        },
  )
}

function segmentsOf(line: Line, height: (value: number) => number) {
  const places = placesOf(line, height)
  return places.flatMap((from, index) => {
    const to = places[index + 1]
    return from === undefined || to === undefined ? [] : [{ from, to }]
  })
}

function endsOf(points: readonly Point[]): readonly string[] {
  const middle = points.length > 4 ? points[Math.floor((points.length - 1) / 2)] : undefined
  return [points[0], middle, points.at(-1)].flatMap((point) => (point === undefined ? [] : [point.label]))
}

function round(percent: number): number {
  return Math.round(percent * 100) / 100
}
