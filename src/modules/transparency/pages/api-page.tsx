import { PageHeader, Section } from '#ui/heading'
import { DownloadList } from '#ui/list'
import { Page, type SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import { DATA, TRAIL } from './catalogue-page.tsx'

/** One service of the API, as it is told. */
export type Route = {
  readonly path: string
  readonly summary: string
  readonly parameters: readonly {
    readonly name: string
    readonly isRequired: boolean
    readonly isInPath: boolean
    readonly meaning: string
    readonly values: string
  }[]
  readonly answers: readonly { readonly status: string; readonly meaning: string }[]
  /** An address to try. */
  readonly example: string
}

/** `/donnees/api`. */
export function ApiPage({ site, routes }: { readonly site: SiteFrame; readonly routes: readonly Route[] }) {
  return (
    <Page
      site={site}
      path="/donnees/api"
      title="Interroger les données par programme"
      description="L’API publique : l’adresse de chaque service, ses paramètres, un exemple."
      current={DATA.href}
      trail={[...TRAIL, DATA]}
    >
      <PageHeader
        kicker="Données ouvertes"
        title="Interroger les données par programme"
        lead="Cette interface (API) répond en JSON, sans inscription. Tout y est public, en lecture seule."
      />
      <Section id="description" title="La description complète">
        <DownloadList
          downloads={[
            {
              href: '/api/openapi.json',
              format: 'JSON',
              label: 'Description OpenAPI 3.1',
              what: 'Pour produire un client, ou ouvrir l’API dans un outil.',
            },
          ]}
        />
      </Section>
      {routes.map((route) => (
        <Service route={route} />
      ))}
    </Page>
  )
}

function Service({ route }: { readonly route: Route }) {
  return (
    <Section id={idOf(route.path)} title={route.summary}>
      <p>
        <code>GET {`/api${route.path}`}</code>
      </p>
      {route.parameters.length > 0 && (
        <DataTable
          caption={`Ce qu’on peut demander à ${route.path}`}
          captionHidden
          rows={route.parameters}
          columns={[
            { header: 'Paramètre', namesRow: true, cell: ({ name }) => <code>{name}</code> },
            { header: 'Ce qu’il dit', cell: ({ meaning }) => meaning },
            { header: 'Valeurs', cell: ({ values }) => values },
            {
              header: 'Où',
              cell: ({ isInPath, isRequired }) =>
                isInPath ? 'dans l’adresse' : isRequired ? 'obligatoire' : 'facultatif',
            },
          ]}
        />
      )}
      <p>
        Exemple : <code>{`curl ${route.example}`}</code>
      </p>
      <ul>
        {route.answers.map(({ status, meaning }) => (
          <li>
            {status} : {meaning}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function idOf(path: string): string {
  return `service${path.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`.replace(/-$/, '')
}
