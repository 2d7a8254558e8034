import { Button, ButtonLink } from '#ui/action'
import { DeskPage, Keys } from '#ui/desk'
import { formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Notice } from '#ui/message'
import type { CloseProposal } from '../../sealed/close.ts'
import type { CloseObstacle } from '../../sealed/close-obstacles.ts'
import { pathIn, type Seated } from '../seated.ts'

type Props = Seated & {
  readonly proposal: CloseProposal | undefined
  /** Their name; undefined: their account is gone. */
  readonly proposer: string | undefined
  readonly obstacles: readonly CloseObstacle[]
  readonly problem: string | undefined
  readonly isSaved: boolean
}

/** `/agents/scrutins/:slug/cloture`: what is left to settle, then the close, by two people. */
export function ClosePage(props: Props) {
  const { site, desk, poll, problem, isSaved } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Clore le vote"
      description="La clôture d’un vote, à deux."
      current="/agents/scrutins"
    >
      <PageHeader
        kicker={poll.manifest.title}
        title="Clore le vote"
        lead="La clôture fige ce qui sera compté. Il faut deux personnes, et rien ne peut plus changer après."
      />
      {problem !== undefined && <Notice kind="error" title={problem} />}
      {isSaved && <Notice kind="success" title="C’est enregistré." />}
      <Now {...props} />
    </DeskPage>
  )
}

function Now(props: Props) {
  const { poll, obstacles } = props
  const { closedAt } = poll.facts
  if (closedAt) {
    return (
      <Section id="clos" title={`Le vote est clos depuis le ${formatInstant(closedAt)}.`}>
        <p>Le bureau de dépouillement peut maintenant ouvrir les bulletins.</p>
        <ButtonLink href={`/scrutins/${poll.slug}/bureau/ouverture`}>Aller au dépouillement</ButtonLink>
      </Section>
    )
  }
  if (poll.stage !== 'deciding') {
    return <Notice kind="info" title={`Le vote finit le ${formatInstant(poll.closesAt)}. Revenez après.`} />
  }
  return obstacles.length > 0 ? <Obstacles obstacles={obstacles} /> : <Propose {...props} />
}

function Obstacles({ obstacles }: Pick<Props, 'obstacles'>) {
  return (
    <Section id="reste" title="Ce qui reste à régler" lead="Le vote ne peut pas être clos avant.">
      <ul>
        {obstacles.map(({ sentence, href }) => (
          <li>
            {sentence} <a href={href}>Régler</a>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Propose(props: Props) {
  const { proposal, proposer, seat } = props
  if (!proposal) {
    return (
      <Section id="cloture" title="Tout est réglé" lead="Proposez la clôture : une autre personne la confirmera.">
        <OneAct {...props} part="proposer" label="Proposer la clôture" />
      </Section>
    )
  }
  const told = `${proposer ?? 'Une personne'} propose de clore ce vote, le ${formatInstant(proposal.proposedAt)}.`
  return (
    <Section id="cloture" title="Tout est réglé" lead={told}>
      {proposal.proposedBy === seat.personId ? (
        <p>Une autre personne de la commission ou du bureau doit maintenant confirmer.</p>
      ) : (
        <OneAct {...props} part="confirmer" label="Confirmer : clore le vote" />
      )}
      <OneAct {...props} part="retirer" label="Ne pas clore maintenant" quiet />
    </Section>
  )
}

function OneAct(props: Props & { readonly part: string; readonly label: string; readonly quiet?: boolean }) {
  return (
    <form action={pathIn(props.poll, `cloture/${props.part}`)} method="post">
      <Keys keys={props.keys} />
      <Button weight={props.quiet ? 'quiet' : 'main'}>{props.label}</Button>
    </form>
  )
}
