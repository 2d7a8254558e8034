import type { SearchGroup } from '#platform/context'
import { formatCount } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { SearchField } from '#ui/list'
import { EmptyState } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'

/** What was asked, what was found, by kind. */
export function SearchPage(props: {
  readonly site: SiteFrame
  readonly question: string
  readonly words: readonly string[]
  readonly groups: readonly SearchGroup[]
  readonly suggestions: readonly string[]
}) {
  const { site, question, words, groups, suggestions } = props
  const isAsked = words.length > 0
  const total = groups.reduce((sum, group) => sum + group.total, 0)
  return (
    <Page
      site={site}
      path="/recherche"
      title={isAsked ? `Recherche : ${question}` : 'Recherche'}
      description="Une seule recherche dans tout ce qui est publié ici."
      current="/recherche"
      trail={[{ label: 'Accueil', href: '/' }]}
      unlisted
    >
      <PageHeader
        title={titleFor(isAsked ? question : undefined, total)}
        lead={
          isAsked ? undefined : 'Une commune, un vote, un projet, une page : la recherche regarde partout à la fois.'
        }
      />
      <div class="search-page">
        <SearchField
          action="/recherche"
          label="Votre recherche"
          value={question}
          hint="Les accents, les traits d’union et les majuscules ne comptent pas. Vos mots ne sont pas gardés."
        />
        {isAsked && groups.length > 1 && <Kinds groups={groups} />}
      </div>
      {groups.map((group, index) => (
        <Group group={group} id={idOf(index)} />
      ))}
      {isAsked && groups.length === 0 && <NothingFound suggestions={suggestions} site={site} />}
      {!isAsked && <Browse site={site} />}
    </Page>
  )
}

function Kinds({ groups }: { readonly groups: readonly SearchGroup[] }) {
  return (
    <nav class="search-kinds" aria-label="Réponses par sorte">
      <ul>
        {groups.map((group, index) => (
          <li>
            <a href={`#${idOf(index)}`}>
              {group.kind} ({group.total})
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Group({ group, id }: { readonly group: SearchGroup; readonly id: string }) {
  const left = group.total - group.hits.length
  return (
    <Section id={id} title={group.kind} lead={formatCount(group.total, 'réponse', 'réponses')}>
      <ol class="hits">
        {group.hits.map((hit) => (
          <li class="hit">
            <a href={hit.href}>{hit.title}</a>
            {hit.lead !== '' && <p>{hit.lead}</p>}
          </li>
        ))}
      </ol>
      {left > 0 && (
        <p class="hint">
          Et {formatCount(left, 'autre réponse', 'autres réponses')} : ajoutez un mot pour trouver la bonne.
        </p>
      )}
    </Section>
  )
}

function NothingFound({ suggestions, site }: { readonly suggestions: readonly string[]; readonly site: SiteFrame }) {
  return (
    <>
      <EmptyState title="Rien ne répond à ces mots.">
        {suggestions.length > 0 && (
          <p>
            Essayez plutôt :{' '}
            {suggestions.map((words, index) => (
              <>
                {index > 0 && ', '}
                <a href={`/recherche?q=${encodeURIComponent(words)}`}>{words}</a>
              </>
            ))}
            .
          </p>
        )}
        <ul>
          <li>Vérifiez l’orthographe, ou gardez un seul mot, le plus précis.</li>
          <li>Cherchez le nom de la commune plutôt que celui du quartier.</li>
          <li>
            Ce que vous cherchez devrait être ici ? <a href="/contact">Dites-le-nous</a>.
          </li>
        </ul>
      </EmptyState>
      <Browse site={site} />
    </>
  )
}

function Browse({ site }: { readonly site: SiteFrame }) {
  return (
    <Section id="parcourir" title="Ou parcourez">
      <ul class="site-plan">
        {[...site.navigation, { label: 'Plan du site', href: '/plan-du-site' }].map((link) => (
          <li>
            <a href={link.href}>{link.label}</a>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function titleFor(question: string | undefined, total: number): string {
  if (question === undefined) return 'Que cherchez-vous ?'
  return total === 0 ? `Rien pour « ${question} »` : `${formatCount(total, 'réponse', 'réponses')} pour « ${question} »`
}

function idOf(index: number): string {
  return `sorte-${index + 1}`
}
