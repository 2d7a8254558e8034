import type { Child } from 'hono/jsx'

/** A place between an ambition and a payment. */
export type Stop = {
  readonly title: string
  /** Absent: the reader is there. */
  readonly href?: string | undefined
  readonly detail?: Child
  /** Further down than the reader: drawn lightly. */
  readonly isBelow?: boolean
}

/**
 * The way from an ambition down to payments, drawn as the thread is. Its knots are places to go to, not moments: nothing of
 * it says that one is done and another to come.
 *
 * @param across  lies along the page where there is room, for five stops at most
 */
export function Way(props: { readonly label: string; readonly stops: readonly Stop[]; readonly across?: boolean }) {
  return (
    <nav class={`thread thread-${props.across ? 'across' : 'down'} way`} aria-label={props.label}>
      <ol>
        {props.stops.map(({ title, href, detail, isBelow = false }) => (
          <li class={`knot knot-${href === undefined ? 'present' : isBelow ? 'future' : 'past'}`}>
            {href === undefined ? (
              <span class="knot-title" aria-current="page">
                {title}
              </span>
            ) : (
              <a class="knot-title" href={href}>
                {title}
              </a>
            )}
            {detail && <span class="knot-detail">{detail}</span>}
          </li>
        ))}
      </ol>
    </nav>
  )
}
