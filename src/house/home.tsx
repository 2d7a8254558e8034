import type { HomePart } from '#platform/context'
import { ButtonLink } from '#ui/action'
import { PageHeader, Section } from '#ui/heading'
import { EntryList } from '#ui/list'
import { EmptyState } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'

/** `/`: what is happening, told by each module. */
export function HomePage({ site, parts }: { readonly site: SiteFrame; readonly parts: readonly HomePart[] }) {
  return (
    <Page
      site={site}
      title={site.serviceName}
      description={`L’économie sociale et solidaire dans le territoire ${site.territoryName} : voter, comprendre, vérifier.`}
    >
      <PageHeader
        large
        kicker={site.territoryName}
        title="L’économie sociale et solidaire, en clair"
        lead="Qui décide, par quelle règle, combien, pour quel projet : ici chaque résultat montre son calcul, et chacun peut le refaire."
      />
      {parts.length === 0 && (
        <EmptyState title="Rien n’est encore publié.">
          <p>Les premiers scrutins paraîtront ici.</p>
        </EmptyState>
      )}
      {parts.map((part, index) => (
        <Section id={`partie-${index + 1}`} title={part.title} lead={part.lead}>
          <EntryList
            level={3}
            entries={part.entries.map((entry) => ({
              ...entry,
              facts: [{ label: 'Source', value: entry.source }],
            }))}
          />
          <p>
            <ButtonLink href={part.more.href}>{part.more.label}</ButtonLink>
          </p>
        </Section>
      ))}
    </Page>
  )
}
