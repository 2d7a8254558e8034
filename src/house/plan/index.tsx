import { Hono } from 'hono'
import type { Context, Place } from '#platform/context'
import { PageHeader, Section } from '#ui/heading'
import { Page, type SiteFrame } from '#ui/page'
import { HOUSE_PAGES } from '../known-pages.ts'

/** `/plan-du-site`: every door of the site on one page. */
export function planPages(context: Context, frame: SiteFrame): Hono {
  return new Hono().get('/plan-du-site', (c) => {
    const subjects = context.contributions.flatMap((each) => each.navigation ?? [])
    return c.html(<PlanPage site={frame} subjects={subjects} />, 200, {
      'Cache-Control': 'public, max-age=0, must-revalidate',
    })
  })
}

function PlanPage({ site, subjects }: { readonly site: SiteFrame; readonly subjects: readonly Place[] }) {
  return (
    <Page
      site={site}
      path="/plan-du-site"
      title="Plan du site"
      description="Toutes les pages du site, rangées par sujet."
      trail={[{ label: 'Accueil', href: '/' }]}
    >
      <PageHeader title="Plan du site" lead="Vous ne trouvez pas ? La recherche cherche partout à la fois." />
      <Places id="sujets" title="Les sujets" places={subjects} />
      <Places id="vous" title="Pour vous" places={PERSONAL} />
      <Places
        id="site"
        title="Le site"
        places={HOUSE_PAGES.map(({ path, title, lead }) => ({ href: path, label: title, lead }))}
      />
      <Places id="donnees" title="Pour les machines" places={OPEN_DATA} />
    </Page>
  )
}

const PERSONAL: readonly Place[] = [
  { label: 'Se connecter', href: '/connexion' },
  { label: 'Mon espace', href: '/mon-espace' },
]

const OPEN_DATA: readonly Place[] = [
  { label: 'Scrutins en JSON', href: '/api/v1/scrutins' },
  { label: 'Description de l’interface (OpenAPI)', href: '/api/openapi.json' },
  { label: 'Plan du site pour les moteurs de recherche', href: '/sitemap.xml' },
]

function Places(props: {
  readonly id: string
  readonly title: string
  readonly places: readonly (Place & { readonly lead?: string })[]
}) {
  return (
    <Section id={props.id} title={props.title}>
      <ul class="site-plan">
        {props.places.map((place) => (
          <li>
            <a href={place.href}>{place.label}</a>
            {place.lead !== undefined && <p class="hint">{place.lead}</p>}
          </li>
        ))}
      </ul>
    </Section>
  )
}
