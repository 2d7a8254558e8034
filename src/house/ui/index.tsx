import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { PageHeader } from '#ui/heading'
import { EntryList } from '#ui/list'
import { Page, type SiteFrame } from '#ui/page'
import { Tabs } from '#ui/tabs'
import { typeset } from '#ui/typography'
import { FAMILIES } from './families/index.ts'
import { Foundations } from './foundations.tsx'
import { type Family, SpecimenSection } from './specimen.tsx'

// The same for all: nothing here knows who reads.
const SHARED = { 'Cache-Control': 'public, max-age=0, must-revalidate' }

/** `/ui`: the living catalogue, every component in every state. */
export function catalogue(frame: SiteFrame): Hono {
  const app = new Hono()
  app.get('/ui', (c) => c.html(<Overview site={frame} />, 200, SHARED))
  app.get('/ui/bases', (c) =>
    c.html(
      <CataloguePage site={frame} path="/ui/bases" title="Les bases">
        <Foundations />
      </CataloguePage>,
      200,
      SHARED,
    ),
  )
  for (const family of FAMILIES) {
    app.get(pathOf(family), (c) => c.html(<FamilyPage site={frame} family={family} />, 200, SHARED))
    // The samples are real forms: what they send goes nowhere, and the page comes back.
    app.post(pathOf(family), (c) => c.redirect(pathOf(family), 303))
  }
  return app
}

function Overview({ site }: { readonly site: SiteFrame }) {
  return (
    <CataloguePage site={site} path="/ui" title="Catalogue">
      <PageHeader
        kicker="Catalogue"
        title="Du papier, de l’encre et un fil"
        lead="Tout ce dont les pages sont faites, dans tous leurs états, avec le texte qui les dessine. Ces pages sont vivantes : elles sont faites de ce qu’elles montrent."
      />
      <EntryList
        entries={[
          {
            href: '/ui/bases',
            title: 'Les bases',
            lead: 'Couleurs et contrastes mesurés, lettres, espaces, dessins, et la voix.',
          },
          ...FAMILIES.map((family) => ({ href: pathOf(family), title: family.title, lead: typeset(family.lead) })),
        ]}
      />
    </CataloguePage>
  )
}

function FamilyPage({ site, family }: { readonly site: SiteFrame; readonly family: Family }) {
  return (
    <CataloguePage site={site} path={pathOf(family)} title={family.title}>
      <PageHeader kicker="Catalogue" title={family.title} lead={family.lead}>
        <nav aria-label="Sur cette page">
          <ul class="anchors">
            {family.specimens.map(({ id, title }) => (
              <li>
                <a href={`#${id}`}>{title}</a>
              </li>
            ))}
          </ul>
        </nav>
      </PageHeader>
      {family.specimens.map((specimen) => (
        <SpecimenSection specimen={specimen} />
      ))}
    </CataloguePage>
  )
}

function CataloguePage(props: {
  readonly site: SiteFrame
  readonly path: string
  readonly title: string
  readonly children?: Child
}) {
  const { site, path, title } = props
  return (
    <Page
      site={site}
      path={path}
      title={`${title}, catalogue`}
      description="Les éléments dont les pages sont faites, dans tous leurs états."
      unlisted
    >
      <Tabs
        label="Familles du catalogue"
        current={path}
        tabs={[
          { label: 'Catalogue', href: '/ui' },
          { label: 'Les bases', href: '/ui/bases' },
          ...FAMILIES.map((family) => ({ label: family.title, href: pathOf(family) })),
        ]}
      />
      {props.children}
    </Page>
  )
}

function pathOf({ slug }: Family): string {
  return `/ui/${slug}`
}
