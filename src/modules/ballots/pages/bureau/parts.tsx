import type { Child } from 'hono/jsx'
import { FocusPage } from '#ui/focus'
import type { HiddenKeys } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import type { ShareState } from '../../sealed/shares.ts'
import { type BureauVisit, bureauPath } from './visit.ts'

export type BureauProps = {
  readonly site: SiteFrame
  readonly visit: BureauVisit
  readonly keys: HiddenKeys
  readonly problem?: string | undefined
}

/** A page of the bureau: one thing done at a time, on a machine of its own. */
export function BureauPage(props: {
  readonly site: SiteFrame
  readonly visit: BureauVisit
  readonly title: string
  readonly lead: Child
  readonly hasScript?: boolean
  /** Other scripts than the ceremony's. */
  readonly scripts?: readonly string[]
  readonly children?: Child
}) {
  const { slug, draft } = props.visit.poll
  return (
    <FocusPage
      site={props.site}
      title={props.title}
      description="Le bureau de dépouillement d’un vote."
      kicker={draft.title}
      lead={props.lead}
      scripts={props.scripts ?? (props.hasScript ? ['ceremony'] : [])}
      leave={{ label: 'Page du bureau', href: bureauPath(slug) }}
    >
      {props.children}
    </FocusPage>
  )
}

/** Said where nothing can be done without scripts: shares must never leave the page. */
export function NeedsScript() {
  return (
    <noscript>
      <p class="notice notice-warning">
        Cette page a besoin de JavaScript : la clé se fabrique et se vérifie dans votre navigateur, et n’en sort jamais.
        Activez JavaScript, ou demandez un autre ordinateur à un administrateur.
      </p>
    </noscript>
  )
}

/** « perdue », « prouvée », in a few words. */
export function stateOfShare({ lostAt, provenAt, rehearsedAt }: ShareState): string {
  if (lostAt) return 'dite perdue'
  if (provenAt) return 'prouvée'
  return rehearsedAt ? 'retapée à la répétition' : 'pas encore retapée'
}
