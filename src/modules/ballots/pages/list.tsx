import { Badge } from '#ui/badge'
import { formatAmount, formatCount, formatInstant, formatInteger } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EntryList, SearchField } from '#ui/list'
import { EmptyState } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'
import type { SealedPoll } from '../sealed/poll.ts'
import type { PollOrder, PollSummary } from '../store/index.ts'
import { periodOf } from './words.ts'

export type ListQuery = { readonly search: string; readonly order: PollOrder }

/** What the address asks for; what it cannot mean is left aside, and the page shows what it understood. */
export function listQuery(query: Readonly<Record<string, string>>): ListQuery {
  const order = ORDERS.find((each) => each.value === query.tri)?.order ?? 'recent'
  return { search: (query.q ?? '').trim().slice(0, 100), order }
}

const ORDERS = [
  { value: 'date', order: 'recent', label: 'Plus récents' },
  { value: 'votants', order: 'voters', label: 'Plus de votants' },
  { value: 'budget', order: 'budget', label: 'Plus gros budgets' },
  { value: 'titre', order: 'title', label: 'Titre' },
] as const satisfies readonly { value: string; order: PollOrder; label: string }[]

/** `/scrutins`: every published poll. */
export function PollListPage(props: {
  readonly site: SiteFrame
  readonly query: ListQuery
  readonly polls: readonly PollSummary[]
  /** Held here, whose result is not published yet: those one can vote in first. */
  readonly held: readonly SealedPoll[]
}) {
  const { site, query, polls, held } = props
  return (
    <Page
      site={site}
      path="/scrutins"
      title="Scrutins"
      description="Les scrutins publiés : ce qui était soumis au vote, la règle, le résultat, les bulletins à télécharger."
      current="/scrutins"
      trail={[{ label: 'Accueil', href: '/' }]}
      unlisted={query.search !== ''}
    >
      <PageHeader
        title="Scrutins"
        lead="Ce qui était soumis au vote, par quelle règle on a compté, ce qui a été financé. Chaque résultat se recompte : les bulletins sont publiés."
      >
        <p>
          Vous avez les bulletins d’un autre vote ? <a href="/outils/depouillement">Comptez-les vous-même</a>, ils
          restent sur votre appareil.
        </p>
      </PageHeader>
      {held.length > 0 && query.search === '' && (
        <Section id="ici" title="Votes tenus ici">
          <EntryList entries={held.map(heldEntryOf)} level={3} />
        </Section>
      )}
      <SearchField
        action="/scrutins"
        label="Chercher un scrutin"
        hint="Un titre, une ville, un pays"
        value={query.search}
        keep={query.order === 'recent' ? {} : { tri: queryValueOf(query.order) }}
      />
      <OrderLinks query={query} />
      {polls.length === 0 ? <NothingFound query={query} /> : <Found polls={polls} query={query} />}
    </Page>
  )
}

function heldEntryOf({ slug, manifest, stage, opensAt, closesAt, isFictitious }: SealedPoll) {
  const when = stage === 'waiting' ? `Ouvre le ${formatInstant(opensAt)}` : `Jusqu’au ${formatInstant(closesAt)}`
  return {
    href: `/scrutins/${slug}`,
    title: manifest.title,
    kicker: isFictitious ? 'Vote fictif' : manifest.organiser,
    lead:
      stage === 'open' || stage === 'waiting'
        ? `${when}. ${manifest.voters.who}.`
        : 'Le vote est fini, le résultat se prépare.',
  }
}

function OrderLinks({ query }: { readonly query: ListQuery }) {
  return (
    <nav class="orders" aria-label="Trier la liste">
      <ul>
        {ORDERS.map((each) => (
          <li>
            <a
              href={addressOf({ ...query, order: each.order })}
              aria-current={each.order === query.order ? 'true' : undefined}
            >
              {each.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Found({ polls, query }: { readonly polls: readonly PollSummary[]; readonly query: ListQuery }) {
  return (
    <>
      <p>
        {formatCount(polls.length, 'scrutin', 'scrutins')}
        {query.search !== '' && (
          <>
            {' '}
            pour « {query.search} ». <a href={addressOf({ ...query, search: '' })}>Tout voir</a>
          </>
        )}
      </p>
      <EntryList entries={polls.map(entryOf)} />
    </>
  )
}

function NothingFound({ query }: { readonly query: ListQuery }) {
  if (query.search === '') {
    return (
      <EmptyState title="Aucun scrutin n’est encore publié.">
        <p>Ils paraîtront ici dès leur publication, avec leurs bulletins et leur résultat.</p>
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title={`Aucun scrutin ne répond à « ${query.search} ».`}
      action={{ label: 'Voir tous les scrutins', href: addressOf({ ...query, search: '' }) }}
    >
      <p>Vérifiez l’orthographe, ou cherchez le nom de la ville.</p>
    </EmptyState>
  )
}

function entryOf(poll: PollSummary) {
  const currency = { decimals: poll.decimals, currency: poll.currency }
  return {
    href: `/scrutins/${poll.slug}`,
    title: poll.title,
    kicker: [poll.place, periodOf(poll)].filter(Boolean).join(' · '),
    badge: <Badge kind="imported" />,
    lead: `${formatCount(poll.winnerCount, 'projet financé', 'projets financés')} sur ${formatInteger(poll.optionCount)}.`,
    facts: [
      { label: 'Votants', value: formatInteger(poll.voterCount) },
      { label: 'Budget', value: formatAmount({ units: poll.budget, ...currency }) },
      { label: 'Source', value: poll.source.producer },
    ],
  }
}

function addressOf({ search, order }: ListQuery): string {
  const query = new URLSearchParams({
    ...(search !== '' && { q: search }),
    ...(order !== 'recent' && { tri: queryValueOf(order) }),
  })
  return query.size > 0 ? `/scrutins?${query}` : '/scrutins'
}

function queryValueOf(order: PollOrder): string {
  return ORDERS.find((each) => each.order === order)?.value ?? 'date'
}
