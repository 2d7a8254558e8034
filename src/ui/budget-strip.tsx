/** What one project took of the budget. */
export type BudgetPart = {
  readonly label: string
  /** ≥ 0, in the unit of `budget`. */
  readonly amount: bigint
  readonly display: string
}

type Piece = { readonly part: BudgetPart; readonly start: number; readonly width: number; readonly number: number }

/**
 * The whole budget as one strip: a piece for each thing it bought, in the order given, then what remains. The widest
 * pieces are numbered and named under the strip; the page's table holds the others.
 *
 * @param description  what the picture shows, for who does not see it
 * @param budget       > 0, ≥ the sum of the parts
 * @param named        how many pieces are named, the first ones
 * @param others       « 26 autres projets » and their amount, when some are not named
 */
export function BudgetStrip(props: {
  readonly title: string
  readonly description: string
  readonly budget: bigint
  readonly parts: readonly BudgetPart[]
  readonly named?: number | undefined
  readonly others?: { readonly label: string; readonly display: string } | undefined
  readonly remainder: { readonly label: string; readonly display: string }
}) {
  const pieces = layOut(props.parts, props.budget)
  const named = pieces.slice(0, props.named ?? pieces.length)
  const spent = pieces.reduce((sum, piece) => sum + piece.width, 0)
  return (
    <figure class="strip">
      <figcaption class="chart-title">{props.title}</figcaption>
      <svg
        class="strip-picture"
        width="100%"
        height="56"
        role="img"
        aria-label={`${props.title}. ${props.description}`}
      >
        <rect class="strip-remainder" x="0" y="0" width="100%" height="100%" />
        {pieces.map((piece) => (
          <StripPiece piece={piece} isNamed={piece.number <= named.length} />
        ))}
        <rect class="strip-edge" x="0" y="0" width={`${round(spent)}%`} height="100%" />
      </svg>
      <ol class="strip-names">
        {named.map(({ part }) => (
          <li>
            <span>{part.label}</span> <span class="strip-amount">{part.display}</span>
          </li>
        ))}
      </ol>
      <dl class="strip-rest">
        {props.others && <Rest {...props.others} />}
        <Rest {...props.remainder} />
      </dl>
    </figure>
  )
}

function StripPiece({ piece, isNamed }: { readonly piece: Piece; readonly isNamed: boolean }) {
  const { part, start, width, number } = piece
  return (
    <g>
      <title>{`${part.label} : ${part.display}`}</title>
      <rect
        class={number % 2 === 1 ? 'strip-piece' : 'strip-piece strip-piece-even'}
        x={`${round(start)}%`}
        y="0"
        width={`${round(width)}%`}
        height="100%"
      />
      {isNamed && width > NUMBER_FITS && (
        <text class="strip-number" x={`${round(start + width / 2)}%`} y="33" text-anchor="middle">
          {number}
        </text>
      )}
    </g>
  )
}

function Rest({ label, display }: { readonly label: string; readonly display: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd class="strip-amount">{display}</dd>
    </div>
  )
}

// In per cent of the strip: two digits hold in this much of a phone's width.
const NUMBER_FITS = 6

function layOut(parts: readonly BudgetPart[], budget: bigint): readonly Piece[] {
  let spent = 0n
  return parts.map((part, index) => {
    const start = percentOf(spent, budget)
    spent += part.amount
    return { part, start, width: percentOf(part.amount, budget), number: index + 1 }
  })
}

// A picture needs no more than a thousandth of a per cent; the division itself stays on integers.
function percentOf(amount: bigint, budget: bigint): number {
  return Number((amount * 100_000n) / budget) / 1000
}

function round(percent: number): number {
  return Math.round(percent * 1000) / 1000
}
