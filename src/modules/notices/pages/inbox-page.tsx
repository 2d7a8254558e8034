import type { NoticeSubject } from '#platform/notices'
import { Button } from '#ui/action'
import { ActingBanner, Keys } from '#ui/desk'
import { Filters } from '#ui/filters'
import { type HiddenKeys, SelectField } from '#ui/form'
import { formatCount, formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Pagination } from '#ui/list'
import { EmptyState, Notice } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'
import type { InboxPage as Inbox, InboxFilter, InboxMessage } from '../inbox.ts'

const PATH = '/mon-espace/messages'

type Props = {
  readonly site: SiteFrame
  readonly acting: string | undefined
  readonly inbox: Inbox
  readonly filter: InboxFilter
  readonly subjects: readonly NoticeSubject[]
  readonly keysFor: () => HiddenKeys
  readonly problem: string | undefined
  readonly shownAt: Date
}

/** `/mon-espace/messages`: those not read first. */
export function InboxPage(props: Props) {
  const { acting, inbox, filter, problem } = props
  const title = filter.isPutAway ? 'Messages rangés' : 'Mes messages'
  return (
    <Page
      site={props.site}
      title={title}
      description="Ce qui a changé pour vous : vos démarches, vos inscriptions, les lieux que vous suivez."
      current="/mon-espace"
      trail={[
        { label: 'Accueil', href: '/' },
        { label: 'Mon espace', href: '/mon-espace' },
        ...(filter.isPutAway ? [{ label: 'Mes messages', href: PATH }] : []),
      ]}
      unlisted
    >
      {acting !== undefined && <ActingBanner name={acting} />}
      <PageHeader
        title={title}
        lead="Ce qui a changé pour vous : vos démarches, vos inscriptions, les lieux que vous suivez."
      />
      {problem !== undefined && <Notice kind="error" title={problem} />}
      <Section id="messages" title={countOf(inbox)}>
        <Narrowing {...props} />
        {inbox.messages.length === 0 ? (
          <Nothing filter={filter} />
        ) : (
          <ul class="entries">
            {inbox.messages.map((message) => (
              <Message {...props} message={message} />
            ))}
          </ul>
        )}
        <Pagination
          page={inbox.page}
          pageCount={inbox.pageCount}
          hrefOf={(page) => `${PATH}?${queryOf(filter, page)}`}
        />
        {!filter.isPutAway && inbox.unread > 0 && <AllRead {...props} />}
      </Section>
      <Section id="reglages" title="Ce que vous recevez">
        <ul class="link-list">
          <li>
            <a href={`${PATH}/reglages`}>Choisir les sujets, les lieux et les jours</a>
          </li>
          <li>
            <a href={filter.isPutAway ? PATH : `${PATH}?ranges=oui`}>
              {filter.isPutAway ? 'Revenir aux messages' : 'Voir les messages rangés'}
            </a>
          </li>
        </ul>
      </Section>
    </Page>
  )
}

function countOf({ total, unread }: Inbox): string {
  const all = total === 0 ? 'Aucun message' : formatCount(total, 'message', 'messages')
  if (unread === total && total > 0) return `${all} à lire`
  return unread === 0 ? all : `${all}, dont ${unread} à lire`
}

function Narrowing({ filter, subjects, inbox }: Props) {
  const chosen = subjects.find(({ id }) => id === filter.subject)
  const keep: Readonly<Record<string, string>> = filter.isPutAway ? { ranges: 'oui' } : {}
  const hrefWithoutAny = filter.isPutAway ? `${PATH}?ranges=oui` : PATH
  return (
    <Filters
      action={PATH}
      active={chosen ? [{ label: chosen.name, hrefWithout: hrefWithoutAny }] : []}
      hrefWithoutAny={hrefWithoutAny}
      found={formatCount(inbox.total, 'message', 'messages')}
      total="tous vos messages"
      keep={keep}
    >
      <SelectField
        name="sujet"
        label="Sujet"
        state={{ values: { sujet: filter.subject ?? '' }, errors: {} }}
        options={subjects.map(({ id, name }) => ({ value: id, label: name }))}
        empty="Tous les sujets"
      />
    </Filters>
  )
}

function Message(props: Props & { readonly message: InboxMessage }) {
  const { message, filter, inbox, subjects } = props
  const name = subjects.find(({ id }) => id === message.subject)?.name ?? 'Message'
  return (
    <li class="entry" id={`message-${message.id}`}>
      <p class="kicker">
        {message.isRead ? name : `À lire · ${name}`} · {formatInstant(message.toldAt)}
      </p>
      <h3 class="entry-title">{message.sentence}</h3>
      <form action={`${PATH}/${message.id}`} method="post" class="form-row">
        <Keys keys={props.keysFor()} />
        <input type="hidden" name="liste" value={queryOf(filter, inbox.page)} />
        <Button weight="quiet" name="acte" value="ouvrir">
          Ouvrir<span class="hidden"> : {message.sentence}</span>
        </Button>
        {!message.isRead && (
          <Button weight="plain" name="acte" value="lu">
            C’est lu<span class="hidden"> : {message.sentence}</span>
          </Button>
        )}
        <Button weight="plain" name="acte" value={message.isPutAway ? 'ressortir' : 'ranger'}>
          {message.isPutAway ? 'Remettre dans mes messages' : 'Ranger'}
          <span class="hidden"> : {message.sentence}</span>
        </Button>
      </form>
    </li>
  )
}

function AllRead({ keysFor, shownAt }: Props) {
  return (
    <form action={`${PATH}/tout-lu`} method="post">
      <Keys keys={keysFor()} />
      <input type="hidden" name="jusqua" value={String(shownAt.getTime())} />
      <Button weight="quiet">J’ai tout lu</Button>
    </form>
  )
}

function Nothing({ filter }: { readonly filter: InboxFilter }) {
  if (filter.isPutAway || filter.subject !== undefined) {
    return (
      <EmptyState title="Rien ici." action={{ label: 'Revenir à tous mes messages', href: PATH }}>
        <p>Aucun message ne correspond.</p>
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title="Vous n’avez pas de message."
      action={{ label: 'Suivre un lieu', href: `${PATH}/reglages#lieux` }}
    >
      <p>Quand quelque chose change pour vous, c’est écrit ici.</p>
    </EmptyState>
  )
}

function queryOf({ subject, isPutAway }: InboxFilter, page: number): string {
  const query = new URLSearchParams()
  if (subject !== undefined) query.set('sujet', subject)
  if (isPutAway) query.set('ranges', 'oui')
  if (page > 1) query.set('page', String(page))
  return query.toString()
}
