import { isGrantedRole, ROLE_RULES } from '#modules/accounts'
import type { SpacePart } from '#platform/context'
import { hasDesk, type Visitor } from '#platform/sessions'
import { ButtonLink, type Link } from '#ui/action'
import { ActingBanner } from '#ui/desk'
import { formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'
import { type Knot, Thread } from '#ui/thread'

/** `/mon-espace`: what waits for its person, what they did, what they may do. */
export function SpacePage(props: {
  readonly site: SiteFrame
  readonly visitor: Visitor
  readonly parts: readonly SpacePart[]
}) {
  const { site, visitor, parts } = props
  const { actingFor } = visitor
  const links = parts.flatMap((part) => part.links)
  return (
    <Page
      site={site}
      title="Mon espace"
      description="Ce qui vous attend, ce que vous avez fait, vos données."
      current="/mon-espace"
      unlisted
    >
      {actingFor && <ActingBanner name={actingFor.displayName} />}
      <PageHeader
        title={actingFor ? `L’espace de ${actingFor.displayName}` : greeting(visitor.displayName)}
        lead="Ce qui vous attend, ce que vous avez fait, et ce que nous gardons de vous."
      />
      <Waiting parts={parts} />
      <History parts={parts} />
      {!actingFor && <Roles visitor={visitor} />}
      <Section id="compte" title="Votre compte">
        <LinkList links={[...links, ...OWN_LINKS]} />
      </Section>
    </Page>
  )
}

const OWN_LINKS: readonly Link[] = [
  { label: 'Mes données : voir, emporter, effacer', href: '/mon-espace/donnees' },
  { label: 'Me déconnecter', href: '/deconnexion' },
]

function greeting(name: string): string {
  return name === '' ? 'Bonjour' : `Bonjour ${name}`
}

function Waiting({ parts }: { readonly parts: readonly SpacePart[] }) {
  const waiting = parts
    .flatMap((part) => part.waiting.map((item) => ({ ...item, subject: part.title })))
    .sort((a, b) => (a.until?.getTime() ?? Infinity) - (b.until?.getTime() ?? Infinity))
  return (
    <Section id="a-faire" title="Ce qui vous attend">
      {waiting.length === 0 ? (
        <EmptyState title="Rien ne vous attend.">
          <p>Un vote ouvert, une pièce à fournir, une réponse à lire : ce sera ici, avec sa date.</p>
        </EmptyState>
      ) : (
        <ul class="entries">
          {waiting.map((item) => (
            <li class="entry">
              <p class="kicker">{item.subject}</p>
              <h3 class="entry-title">
                <a href={item.href}>{item.label}</a>
              </h3>
              {item.until && <p class="entry-lead">Avant le {formatInstant(item.until)}</p>}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

const RECENT = 10

function History({ parts }: { readonly parts: readonly SpacePart[] }) {
  const history = parts.flatMap((part) => part.history).sort((a, b) => b.at.getTime() - a.at.getTime())
  return (
    <Section id="historique" title="Ce que vous avez fait">
      {history.length === 0 ? (
        <EmptyState title="Rien encore." action={{ label: 'Voir les votes', href: '/scrutins' }}>
          <p>Une idée déposée, un vote, un don : le fil de ce que vous faites ici commencera là.</p>
        </EmptyState>
      ) : (
        <Thread
          label="Ce que vous avez fait, du plus récent au plus ancien"
          direction="up"
          recent={RECENT}
          knots={history.map(knotOf)}
        />
      )}
    </Section>
  )
}

function knotOf(item: SpacePart['history'][number]): Knot {
  const link = item.href && <a href={item.href}>Voir</a>
  return { state: 'past', title: item.label, when: formatInstant(item.at), detail: link || undefined }
}

function Roles({ visitor }: { readonly visitor: Visitor }) {
  const granted = visitor.roles.flatMap(({ role }) => (isGrantedRole(role) ? [ROLE_RULES[role]] : []))
  if (granted.length === 0) return null
  return (
    <Section id="roles" title="Vos rôles">
      <dl class="facts">
        {[...new Set(granted)].map(({ label, meaning }) => (
          <div>
            <dt>{label}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      {hasDesk(visitor) && (
        <p>
          <ButtonLink href="/agents">Aller au bureau des agents</ButtonLink>
        </p>
      )}
    </Section>
  )
}

function LinkList({ links }: { readonly links: readonly Link[] }) {
  return (
    <ul class="link-list">
      {links.map(({ label, href }) => (
        <li>
          <a href={href}>{label}</a>
        </li>
      ))}
    </ul>
  )
}
