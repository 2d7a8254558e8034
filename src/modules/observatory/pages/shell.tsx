import type { Child } from 'hono/jsx'
import { PageHeader } from '#ui/heading'
import { Page, type SiteFrame } from '#ui/page'
import { Tabs } from '#ui/tabs'

export const TABS = [
  { label: 'Chiffres clés', href: '/observatoire' },
  { label: 'Familles', href: '/observatoire/familles' },
  { label: 'Secteurs', href: '/observatoire/secteurs' },
  { label: 'Taille', href: '/observatoire/taille' },
  { label: 'Évolution', href: '/observatoire/evolution' },
  { label: 'Cartes', href: '/observatoire/cartes' },
  { label: 'Comparer', href: '/observatoire/comparer' },
  { label: 'Territoires', href: '/observatoire/territoires' },
  { label: 'Panoramas', href: '/observatoire/panoramas' },
  { label: 'Qui est compté', href: '/observatoire/perimetre' },
  { label: 'Méthode', href: '/observatoire/methode' },
] as const

/** What is around every page of the observatory: its faces, each at its address. */
export function ObservatoryPage(props: {
  readonly site: SiteFrame
  readonly path: string
  readonly title: string
  readonly lead: string
  readonly description: string
  /** The face it belongs to, when it is not one itself. */
  readonly tab?: string | undefined
  readonly scripts?: readonly string[]
  readonly actions?: Child
  readonly children?: Child
}) {
  const { site, path, title, lead, description, tab = path } = props
  const above = [{ label: 'Accueil', href: '/' }, ...(path === HOME ? [] : [{ label: 'Observatoire', href: HOME }])]
  return (
    <Page site={site} path={path} title={title} description={description} current={HOME} trail={above}>
      <PageHeader kicker={`Observatoire · ${site.territoryName}`} title={title} lead={lead}>
        {props.actions}
      </PageHeader>
      <Tabs label="L’observatoire" tabs={TABS} current={tab} />
      {props.children}
    </Page>
  )
}

const HOME = '/observatoire'
