/** One face of the same thing, with its own address. */
export type Tab = {
  readonly label: string
  readonly href: string
  /** How many things it holds. */
  readonly count?: number | undefined
}

/** Faces of one subject, side by side: links, so that each can be shared and the back button works. */
export function Tabs(props: {
  readonly label: string
  readonly tabs: readonly Tab[]
  /** `href` of the one shown. */
  readonly current: string
}) {
  return (
    <nav class="tabs" aria-label={props.label}>
      <ul>
        {props.tabs.map((tab) => (
          <li>
            <a href={tab.href} aria-current={tab.href === props.current ? 'page' : undefined}>
              {tab.label}
              {tab.count !== undefined && (
                <>
                  {' '}
                  <span class="tab-count">({tab.count})</span>
                </>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
