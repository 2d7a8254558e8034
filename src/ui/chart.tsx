import { scaleLinear } from 'd3-scale'
import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'

/** One bar: a name, a length, and the length as people read it. */
export type Bar = {
  readonly label: string
  /** ≥ 0. Only the length of the bar comes from it: the figure people read is `display`. */
  readonly value: number
  readonly display: string
  /** `won` is filled, `lost` is hollow, `plain` for charts without winners. */
  readonly kind?: BarKind | undefined
}

export type BarKind = 'won' | 'lost' | 'plain'

/**
 * Horizontal bars, one under another, all to one scale from 0. A picture for who sees it: its figures are in the table
 * that `ChartWithTable` puts beside.
 *
 * @param title        what is compared, in which unit
 * @param description  what the picture shows, for who does not see it: one or two sentences
 */
export function BarChart(props: {
  readonly title: string
  readonly description: string
  readonly bars: readonly Bar[]
  /** What filled and hollow mean, when both are there. */
  readonly legend?: { readonly won: string; readonly lost: string } | undefined
}) {
  const longest = Math.max(...props.bars.map((bar) => bar.value), 0)
  const length = scaleLinear([0, longest || 1], [0, 100])
  const grid = drawGrid(length.ticks(4).map(length))
  return (
    <div class="chart">
      <p class="chart-title" aria-hidden="true">
        {props.title}
      </p>
      {props.legend && <Legend {...props.legend} />}
      <div class="bars" role="img" aria-label={`${props.title}. ${props.description}`}>
        {props.bars.map((bar) => (
          <BarRow bar={bar} length={length(bar.value)} grid={grid} />
        ))}
      </div>
    </div>
  )
}

/** A chart with its figures: the table opens under it. */
export function ChartWithTable(props: { readonly chart: Child; readonly table: Child; readonly summary?: string }) {
  return (
    <figure class="chart-with-table">
      {props.chart}
      <details>
        <summary>{props.summary ?? 'Lire les chiffres dans un tableau'}</summary>
        {props.table}
      </details>
    </figure>
  )
}

// Names are text of the page, so that they wrap and keep their size at any width; only the bar is drawn, in per cent.
function BarRow(props: { readonly bar: Bar; readonly length: number; readonly grid: Child }) {
  const { bar, length, grid } = props
  return (
    <div class="bar-row">
      <span class="bar-label">{bar.label}</span>
      <span class="bar-value">{bar.display}</span>
      <svg class="bar" width="100%" height="100%" aria-hidden="true" focusable="false">
        {grid}
        <rect
          class={`bar-fill bar-${bar.kind ?? 'plain'}`}
          x="0"
          y="50%"
          width={`${percent(length)}%`}
          height="14"
          transform="translate(0 -7)"
        />
      </svg>
    </div>
  )
}

// The same lines in every row: rendered once.
function drawGrid(places: readonly number[]): Child {
  const lines = places.map((place) => (
    <line class="bar-tick" x1={`${percent(place)}%`} x2={`${percent(place)}%`} y1="0" y2="100%" />
  ))
  return raw(lines.map(String).join(''))
}

function Legend({ won, lost }: { readonly won: string; readonly lost: string }) {
  return (
    <p class="chart-legend" aria-hidden="true">
      <Swatch kind="won" /> {won} <Swatch kind="lost" /> {lost}
    </p>
  )
}

function Swatch({ kind }: { readonly kind: BarKind }) {
  return (
    <svg class="swatch" width="24" height="12" aria-hidden="true" focusable="false">
      <rect class={`bar-fill bar-${kind}`} x="1" y="1" width="22" height="10" />
    </svg>
  )
}

function percent(value: number): number {
  return Math.round(value * 100) / 100
}
