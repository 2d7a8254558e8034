import type { Child } from 'hono/jsx'
import { formatCount } from '#ui/format'

/** One moment of a story. */
export type Knot = {
  readonly state: KnotState
  readonly title: string
  /** Where this moment is told whole. */
  readonly href?: string | undefined
  /** Already in French: « du 3 au 21 avril 2023 », « jusqu’au 4 mai ». */
  readonly when?: string | undefined
  readonly detail?: Child
}

export type KnotState = 'past' | 'present' | 'future'

/**
 * « Le fil »: one continuous line with a knot for each moment. Past knots are filled, the present one is open, future
 * ones are drawn lightly. `label` names the story for who does not see the line.
 *
 * @param knots  in the order they are read: from the first, or from the last when the direction is `up`
 */
export function Thread(props: {
  readonly label: string
  readonly knots: readonly Knot[]
  /** `across` lies along the page where there is room, for five knots at most; `up` goes back from the last moment. */
  readonly direction?: ThreadDirection | undefined
  /** Titles and dates alone, for a card or a margin. */
  readonly compact?: boolean | undefined
  /** How many past knots stay in sight; older ones fold. All by default. */
  readonly recent?: number | undefined
}) {
  const { direction = 'down', knots } = props
  const { folded, shown } = foldPast(knots, direction, props.recent ?? knots.length)
  const older = folded.length > 0 && <FoldedKnots knots={folded} direction={direction} />
  return (
    <div class={`thread thread-${direction}${props.compact ? ' thread-compact' : ''}`}>
      <ol aria-label={props.label}>
        {direction !== 'up' && older}
        {shown.map((knot) => (
          <KnotItem knot={knot} />
        ))}
        {direction === 'up' && older}
      </ol>
    </div>
  )
}

export type ThreadDirection = 'down' | 'across' | 'up'

function KnotItem({ knot }: { readonly knot: Knot }) {
  return (
    <li class={`knot knot-${knot.state}`} aria-current={knot.state === 'present' ? 'step' : undefined}>
      <span class="hidden">{SPOKEN[knot.state]}</span>
      {knot.href === undefined ? (
        <span class="knot-title">{knot.title}</span>
      ) : (
        <a class="knot-title" href={knot.href}>
          {knot.title}
        </a>
      )}
      {knot.when !== undefined && <span class="knot-when">{knot.when}</span>}
      {knot.detail && <div class="knot-detail">{knot.detail}</div>}
    </li>
  )
}

function FoldedKnots({ knots, direction }: { readonly knots: readonly Knot[]; readonly direction: ThreadDirection }) {
  return (
    <li class="knot knot-past knot-folded">
      <details>
        <summary>{formatCount(knots.length, 'étape plus ancienne', 'étapes plus anciennes')}</summary>
        <div class={`thread thread-${direction}`}>
          <ol>
            {knots.map((knot) => (
              <KnotItem knot={knot} />
            ))}
          </ol>
        </div>
      </details>
    </li>
  )
}

// One knot folded alone would take as much room as shown.
function foldPast(knots: readonly Knot[], direction: ThreadDirection, recent: number) {
  const past = knots.filter(({ state }) => state === 'past').length
  const older = past - recent < 2 ? 0 : past - recent
  const from = direction === 'up' ? knots.length - older : 0
  return {
    folded: knots.slice(from, from + older),
    shown: direction === 'up' ? knots.slice(0, from) : knots.slice(older),
  }
}

const SPOKEN: Readonly<Record<KnotState, string>> = {
  past: 'Fait : ',
  present: 'En ce moment : ',
  future: 'À venir : ',
}
