import type { Child } from 'hono/jsx'

/** One moment of a story. */
export type Knot = {
  readonly state: KnotState
  readonly title: string
  /** Already in French: « du 3 au 21 avril 2023 », « jusqu’au 4 mai ». */
  readonly when?: string | undefined
  readonly detail?: Child
}

export type KnotState = 'past' | 'present' | 'future'

/**
 * « Le fil »: one continuous line with a knot for each moment, from the first to the last. Past knots are filled, the
 * present one is open, future ones are drawn lightly. `label` names the story for who does not see the line.
 */
export function Thread(props: {
  readonly label: string
  readonly knots: readonly Knot[]
  /** `across` lies along the page where there is room, for stories of five knots at most. */
  readonly direction?: 'down' | 'across' | undefined
}) {
  return (
    <div class={`thread thread-${props.direction ?? 'down'}`}>
      <ol aria-label={props.label}>
        {props.knots.map((knot) => (
          <li class={`knot knot-${knot.state}`} aria-current={knot.state === 'present' ? 'step' : undefined}>
            <span class="hidden">{SPOKEN[knot.state]}</span>
            <span class="knot-title">{knot.title}</span>
            {knot.when !== undefined && <span class="knot-when">{knot.when}</span>}
            {knot.detail && <div class="knot-detail">{knot.detail}</div>}
          </li>
        ))}
      </ol>
    </div>
  )
}

const SPOKEN: Readonly<Record<KnotState, string>> = {
  past: 'Fait : ',
  present: 'En ce moment : ',
  future: 'À venir : ',
}
