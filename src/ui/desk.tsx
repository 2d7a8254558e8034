import type { Link } from '#ui/action'
import { Page, type PageProps } from '#ui/page'

/** What is around every page of the agents' desk. */
export type DeskFrame = {
  readonly navigation: readonly Link[]
  /** Who is signed in. */
  readonly who: string
  readonly actingFor?: string | undefined
}

/** A page of the desk: its menu beside it, never listed by search engines. */
export function DeskPage({ desk, children, ...page }: PageProps & { readonly desk: DeskFrame }) {
  return (
    <Page {...page} unlisted>
      <nav class="desk-nav" aria-label="Bureau des agents">
        <ul>
          {desk.navigation.map((link) => (
            <li>
              <a href={link.href} aria-current={link.href === page.current ? 'page' : undefined}>
                {link.label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </Page>
  )
}
