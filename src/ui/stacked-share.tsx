import { formatShare } from '#ui/format'

/** One part of a whole. */
export type Share = {
  readonly label: string
  /** ≥ 0, in the unit of the others. */
  readonly value: number
  readonly display: string
}

/**
 * A whole as one band, one piece per part, the first the heaviest in ink: five parts at most can be told apart. Each
 * piece has its pattern and its number, so that none is known by its colour alone; the names stand under the band.
 *
 * @param shares  at least one > 0
 */
export function StackedShare(props: {
  readonly title: string
  readonly description: string
  readonly shares: readonly Share[]
}) {
  const { title, description, shares } = props
  const whole = shares.reduce((sum, share) => sum + share.value, 0)
  const pieces = layOut(shares, whole)
  return (
    <div class="chart">
      <p class="chart-title" aria-hidden="true">
        {title}
      </p>
      <svg class="shares" width="100%" height="48" role="img" aria-label={`${title}. ${description}`}>
        {pieces.map((piece, index) => (
          <g class={`share share-${index + 1}`}>
            <rect class="share-piece" x={`${piece.start}%`} y="1" width={`${piece.width}%`} height="46" />
            {piece.width > NUMBER_FITS && (
              <text class="share-number" x={`${piece.start + piece.width / 2}%`} y="30" text-anchor="middle">
                {index + 1}
              </text>
            )}
          </g>
        ))}
      </svg>
      <ol class="share-names" aria-hidden="true">
        {shares.map((share) => (
          <li>
            {share.label} <strong>{share.display}</strong>, {formatShare(Math.round(share.value), Math.round(whole))}
          </li>
        ))}
      </ol>
    </div>
  )
}

// In per cent of the band.
const NUMBER_FITS = 5

function layOut(shares: readonly Share[], whole: number) {
  let before = 0
  return shares.map(({ value }) => {
    const start = percent(before, whole)
    before += value
    return { start, width: Math.round((percent(before, whole) - start) * 100) / 100 }
  })
}

function percent(value: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((10_000 * value) / whole) / 100
}
