import { Badge } from '#ui/badge'
import { formatCount } from '#ui/format'
import { PageHeader } from '#ui/heading'
import { Pagination } from '#ui/list'
import { Page, type SiteFrame } from '#ui/page'
import type { ToldBallot, ToldBallotPage } from '../explanations/model.ts'
import type { Poll, PollOption } from '../model.ts'
import { Why } from './explanations.tsx'
import { PrefixList } from './verify.tsx'

/** `/scrutins/:slug/verifier/:prefix`: the ballots whose number begins so, without JavaScript. */
export function BallotsPage(props: {
  readonly site: SiteFrame
  readonly poll: Poll
  readonly options: readonly PollOption[]
  readonly prefix: string
  readonly page: number
  readonly content: ToldBallotPage
}) {
  const { site, poll, options, prefix, page, content } = props
  const base = `/scrutins/${poll.slug}`
  const nameOf = new Map(options.map(({ code, name }) => [code, name]))
  return (
    <Page
      site={site}
      title={`Bulletins qui commencent par « ${prefix} »`}
      description={`Bulletins publiés dont le numéro commence par « ${prefix} » : ${poll.title}.`}
      current="/scrutins"
      unlisted
      trail={[
        { label: 'Accueil', href: '/' },
        { label: 'Scrutins', href: '/scrutins' },
        { label: poll.title, href: base },
        { label: 'Vérifier', href: `${base}/verifier` },
      ]}
    >
      <PageHeader
        kicker={poll.title}
        title={`Bulletins qui commencent par « ${prefix} »`}
        lead="Ce que chaque bulletin a choisi, ce que sa part a payé, et pourquoi ses autres choix n’ont pas été financés."
      />
      {content.children.length > 0 && (
        <nav aria-label="Suite du numéro">
          <p>
            {formatCount(ballotsUnder(content), 'bulletin commence', 'bulletins commencent')} ainsi. Choisissez la suite
            du numéro :
          </p>
          <PrefixList poll={poll} page={content} />
        </nav>
      )}
      <ul class="ballots">
        {content.ballots.map((ballot) => (
          <Ballot ballot={ballot} nameOf={nameOf} />
        ))}
      </ul>
      <Pagination
        page={page}
        pageCount={content.pageCount}
        hrefOf={(number) => `${base}/verifier/${prefix}?page=${number}`}
      />
    </Page>
  )
}

function Ballot({ ballot, nameOf }: { readonly ballot: ToldBallot; readonly nameOf: ReadonlyMap<string, string> }) {
  return (
    <li class="ballot">
      <h2 class="ballot-title">Bulletin n° {ballot.number}</h2>
      {ballot.choices.length === 0 && <p>Ce bulletin ne choisit aucun projet.</p>}
      <ul class="ballot-choices">
        {ballot.choices.map(({ option, isFunded }) => (
          <li>
            <span>{nameOf.get(option) ?? option}</span> <Badge kind={isFunded ? 'won' : 'not-funded'} />
          </li>
        ))}
      </ul>
      {ballot.choices.length > 0 && <Why label="Ce que sa part a payé, choix par choix" telling={ballot.telling} />}
    </li>
  )
}

function ballotsUnder({ children, ballots }: ToldBallotPage): number {
  return children.reduce((sum, child) => sum + child.ballots, ballots.length)
}
