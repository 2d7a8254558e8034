import { scaleLinear } from 'd3-scale'

/** Something known between two ends only. */
export type IntervalBar = {
  readonly label: string
  /** ≥ 0. */
  readonly least: number
  /** ≥ `least`; null: nothing says how many at most, the bar stays open. */
  readonly most: number | null
  /** As people read it: « entre 3 210 et 7 840 salariés ». */
  readonly display: string
}

/**
 * Horizontal bars that begin where a thing is sure and end where it is possible, on one scale from 0: the sure part is
 * full, the possible part is hollow. A picture for who sees it: `ChartWithTable` puts its figures beside.
 */
export function IntervalBars(props: {
  readonly title: string
  readonly description: string
  readonly bars: readonly IntervalBar[]
}) {
  const { title, description, bars } = props
  const longest = Math.max(...bars.map(({ least, most }) => most ?? least * OPEN_REACH), 1)
  const length = scaleLinear([0, longest], [0, 100])
  return (
    <div class="chart">
      <p class="chart-title" aria-hidden="true">
        {title}
      </p>
      <p class="chart-legend" aria-hidden="true">
        <Swatch kind="sure" /> au moins <Swatch kind="possible" /> au plus
      </p>
      <div class="bars" role="img" aria-label={`${title}. ${description}`}>
        {bars.map((bar) => (
          <div class="bar-row">
            <span class="bar-label">{bar.label}</span>
            <span class="bar-value interval-value">{bar.display}</span>
            <Picture from={length(bar.least)} to={length(bar.most ?? longest)} isOpen={bar.most === null} />
          </div>
        ))}
      </div>
    </div>
  )
}

// How far an open bar reaches beyond what is sure, when it is the longest.
const OPEN_REACH = 1.5

function Picture({ from, to, isOpen }: { readonly from: number; readonly to: number; readonly isOpen: boolean }) {
  const place = { y: '50%', height: '14', transform: 'translate(0 -7)' }
  return (
    <svg class="bar" width="100%" height="100%" aria-hidden="true" focusable="false">
      <rect class={`interval-possible${isOpen ? ' interval-open' : ''}`} x="0" width={`${round(to)}%`} {...place} />
      <rect class="interval-sure" x="0" width={`${round(from)}%`} {...place} />
    </svg>
  )
}

function Swatch({ kind }: { readonly kind: 'sure' | 'possible' }) {
  return (
    <svg class="swatch" width="24" height="12" aria-hidden="true" focusable="false">
      <rect class={`interval-${kind}`} x="1" y="1" width="22" height="10" />
    </svg>
  )
}

function round(percent: number): number {
  return Math.round(percent * 100) / 100
}
