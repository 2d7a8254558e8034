/** A whole cut in parts. */
export type StackedBar = {
  readonly label: string
  /** One for each name, ≥ 0; null where it is not shown. */
  readonly values: readonly (number | null)[]
  /** What is read beside: the whole, or why there is none. */
  readonly display: string
}

/**
 * Wholes one under another, each a band of 100 % cut in the same parts in the same order: to compare how they are made,
 * not how large they are. Parts have patterns and their number, so none is known by its colour alone. Six names at most.
 */
export function StackedBars(props: {
  readonly title: string
  readonly description: string
  readonly names: readonly string[]
  readonly bars: readonly StackedBar[]
}) {
  const { title, description, names, bars } = props
  return (
    <div class="chart">
      <p class="chart-title" aria-hidden="true">
        {title}
      </p>
      <ol class="stack-names" aria-hidden="true">
        {names.map((name, index) => (
          <li>
            <svg class="swatch" width="24" height="14" aria-hidden="true" focusable="false">
              <g class={`share share-${index + 1}`}>
                <rect class="share-piece" x="1" y="1" width="22" height="12" />
              </g>
            </svg>
            <strong>{index + 1}</strong> {name}
          </li>
        ))}
      </ol>
      <div class="bars" role="img" aria-label={`${title}. ${description}`}>
        {bars.map((bar) => (
          <div class="bar-row stack-row">
            <span class="bar-label">{bar.label}</span>
            <span class="bar-value">{bar.display}</span>
            <svg class="stack" width="100%" height="26" aria-hidden="true" focusable="false">
              {layOut(bar.values).map((piece) => (
                <g class={`share share-${piece.rank + 1}`}>
                  <rect class="share-piece" x={`${piece.start}%`} y="1" width={`${piece.width}%`} height="24" />
                  {piece.width > NUMBER_FITS && (
                    <text class="share-number" x={`${piece.start + piece.width / 2}%`} y="18" text-anchor="middle">
                      {piece.rank + 1}
                    </text>
                  )}
                </g>
              ))}
            </svg>
          </div>
        ))}
      </div>
    </div>
  )
}

// In per cent of the band.
const NUMBER_FITS = 6

/** Pieces in per cent, one after another; none when a part is not shown, for the whole is then unknown. */
export function layOut(
  values: readonly (number | null)[],
): readonly { readonly rank: number; readonly start: number; readonly width: number }[] {
  if (values.some((value) => value === null)) return []
  const whole = values.reduce<number>((sum, value) => sum + (value ?? 0), 0)
  let before = 0
  return values.flatMap((value, rank) => {
    const start = percent(before, whole)
    before += value ?? 0
    const width = Math.round((percent(before, whole) - start) * 100) / 100
    return width === 0 ? [] : [{ rank, start, width }]
  })
}

function percent(value: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((10_000 * value) / whole) / 100
}
