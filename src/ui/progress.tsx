import { formatInteger, formatShare } from '#ui/format'

/**
 * How far something has come: a knot on its thread. Nothing turns and nothing blinks: a page shows what it knows.
 *
 * @param done   ≥ 0, in the unit of `whole`
 * @param whole  > 0
 * @param told   as « 1 250 € sur 2 000 € »; the two numbers by default
 */
export function Progress(props: {
  readonly label: string
  readonly done: number
  readonly whole: number
  readonly told?: string | undefined
}) {
  const { label, done, whole } = props
  const share = Math.min(100, (100 * done) / whole)
  const told = props.told ?? `${formatInteger(done)} sur ${formatInteger(whole)}`
  return (
    <div class="progress">
      <p class="progress-words">
        <span>{label}</span> <strong>{told}</strong>
      </p>
      <svg
        class="progress-line"
        width="100%"
        height="24"
        role="img"
        aria-label={`${label} : ${formatShare(Math.round(done), Math.round(whole), 0)}`}
      >
        <line class="progress-rest" x1="0" x2="100%" y1="12" y2="12" />
        <line class="progress-done" x1="0" x2={`${round(share)}%`} y1="12" y2="12" />
        <circle class="progress-knot" cx={`${round(keepInside(share))}%`} cy="12" r="8" />
      </svg>
    </div>
  )
}

// At its ends the knot would leave the drawing by half.
function keepInside(share: number): number {
  return Math.max(1.5, Math.min(98.5, share))
}

function round(percent: number): number {
  return Math.round(percent * 100) / 100
}
