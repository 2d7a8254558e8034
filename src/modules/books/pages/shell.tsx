import type { Child } from 'hono/jsx'
import type { Link } from '#ui/action'
import { PageHeader } from '#ui/heading'
import { Page, type SiteFrame } from '#ui/page'
import { Tabs } from '#ui/tabs'
import { JournalNotice } from './words.tsx'

export const HOME = '/budget'
export const PAYMENTS = '/budget/paiements'

/** The same for all: nothing here knows who reads. */
export const SHARED = { 'Cache-Control': 'public, max-age=0, must-revalidate' }

/** What is around every public page of the budget: the whole, each year, the payments. */
export function BudgetShell(props: {
  readonly site: SiteFrame
  readonly path: string
  readonly title: string
  readonly lead: Child
  readonly description: string
  readonly kicker?: string
  /** Years that have a page, the last first. */
  readonly years: readonly number[]
  /** The tab it belongs to, when it is not one itself. */
  readonly tab?: string
  readonly trail?: readonly Link[]
  readonly badges?: Child
  readonly children?: Child
}) {
  const { site, path, title, lead, description, years, tab = path } = props
  const above = [{ label: 'Accueil', href: '/' }, ...(path === HOME ? [] : [{ label: 'Budget', href: HOME }])]
  return (
    <Page
      site={site}
      path={path}
      title={title}
      description={description}
      current={HOME}
      trail={[...above, ...(props.trail ?? [])]}
    >
      <PageHeader kicker={props.kicker ?? `Budget · ${site.territoryName}`} title={title} lead={lead}>
        {props.badges}
        <JournalNotice />
      </PageHeader>
      <Tabs
        label="Le budget"
        current={tab}
        tabs={[
          { label: 'L’essentiel', href: HOME },
          ...years.slice(0, MOST_YEARS).map((year) => ({ label: String(year), href: `${HOME}/${year}` })),
          { label: 'Paiements', href: PAYMENTS },
        ]}
      />
      {props.children}
    </Page>
  )
}

// Older ones are in the table of years.
const MOST_YEARS = 5
