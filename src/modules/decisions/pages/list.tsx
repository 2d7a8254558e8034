import { frenchCents } from '#kernel/money'
import { PageHeader, Section } from '#ui/heading'
import { DownloadList, EntryList, SearchField } from '#ui/list'
import { EmptyState } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'
import { type Decision, sumOfCents } from '../model.ts'
import { StandingBadge } from './standing.tsx'

const HOME = [{ label: 'Accueil', href: '/' }]

/** `/decisions`: the last act first. */
export function DecisionsPage(props: {
  readonly site: SiteFrame
  readonly decisions: readonly Decision[]
  /** Words looked for. */
  readonly asked: string
  /** Whether the open data file can be made. */
  readonly hasFile: boolean
}) {
  const { site, decisions, asked, hasFile } = props
  return (
    <Page
      site={site}
      path="/decisions"
      title="Décisions"
      description="Les délibérations et les arrêtés publiés : à qui, combien, pourquoi, depuis quand."
      current="/decisions"
      trail={HOME}
    >
      <PageHeader
        title="Décisions"
        lead="Ce que les élus ont décidé, publié ici : pour qui, combien, et depuis quand cela s’applique."
      />
      <SearchField
        action="/decisions"
        label="Chercher une décision"
        value={asked}
        hint="Un mot de l’objet, un numéro, le nom d’une association."
      />
      {decisions.length === 0 && (
        <EmptyState
          title={asked === '' ? 'Aucune décision n’est encore publiée ici.' : 'Aucune décision ne répond à ces mots.'}
          action={asked === '' ? undefined : { label: 'Voir toutes les décisions', href: '/decisions' }}
        >
          <p>Une décision paraît ici le jour où elle est publiée.</p>
        </EmptyState>
      )}
      <EntryList entries={decisions.map(entryOf)} />
      {hasFile && (
        <Section id="donnees" title="Les données">
          <DownloadList
            downloads={[
              {
                href: '/api/v1/deliberations.csv',
                format: 'CSV',
                label: 'Délibérations publiées',
                what: 'Au format national SCDL « délibérations » 2.1.5 : une ligne par délibération, pour un tableur.',
              },
            ]}
          />
        </Section>
      )}
    </Page>
  )
}

function entryOf(decision: Decision) {
  const { lines } = decision
  const names = lines.slice(0, 3).map(({ beneficiaryName }) => beneficiaryName)
  const others = lines.length - names.length
  return {
    href: `/decisions/${decision.slug}`,
    title: decision.title,
    badge: <StandingBadge decision={decision} />,
    lead:
      lines.length === 0
        ? undefined
        : `${frenchCents(sumOfCents(lines, 'decidedCents'))} : ${names.join(', ')}${others > 0 ? `, et ${others} de plus` : ''}.`,
  }
}
