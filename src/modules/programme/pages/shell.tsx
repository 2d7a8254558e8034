import type { Child } from 'hono/jsx'
import type { Standing } from '#modules/decisions'
import { Badge } from '#ui/badge'
import { PageHeader } from '#ui/heading'
import { Page, type SiteFrame } from '#ui/page'
import { Tabs } from '#ui/tabs'
import type { Origin } from '../model.ts'

const HOME = '/politique'

const TABS = [
  { label: 'Le programme', href: HOME },
  { label: 'Bilan de l’année', href: `${HOME}/bilan` },
  { label: 'Versions', href: `${HOME}/versions` },
] as const

/** What is around every page of the programme. */
export function ProgrammePage(props: {
  readonly site: SiteFrame
  readonly path: string
  readonly title: string
  readonly lead?: Child
  readonly description: string
  /** The face it belongs to. */
  readonly tab: (typeof TABS)[number]['href']
  readonly trail?: readonly { readonly label: string; readonly href: string }[]
  readonly kicker?: string
  readonly actions?: Child
  readonly children?: Child
}) {
  const { site, path, title, description, tab, trail = [] } = props
  const above = [
    { label: 'Accueil', href: '/' },
    ...(path === HOME ? [] : [{ label: 'Politique', href: HOME }]),
    ...trail,
  ]
  return (
    <Page site={site} path={path} title={title} description={description} current={HOME} trail={above}>
      <PageHeader kicker={props.kicker ?? `Politique · ${site.territoryName}`} title={title} lead={props.lead}>
        {props.actions}
      </PageHeader>
      <Tabs label="La politique" tabs={TABS} current={tab} />
      {props.children}
    </Page>
  )
}

/** Whether it is proposed or decided: the platform decides nothing itself. */
export function StandingLine({ standing }: { readonly standing: Standing }) {
  return (
    <p class="standing">
      <Badge kind={standing.kind} /> {standing.told}
    </p>
  )
}

/** Where a statement comes from, and whether it was made up. */
export function OriginLine({ origin }: { readonly origin: Origin }) {
  const { label, url, isFictitious } = origin
  return (
    <p class="source">
      {isFictitious && (
        <>
          <Badge kind="fictitious" />{' '}
        </>
      )}
      {'Source : '}
      {url === null ? (
        label
      ) : (
        <a href={url} rel="noreferrer">
          {label}
        </a>
      )}
      {isFictitious ? ', inventé pour la démonstration.' : '.'}
    </p>
  )
}
