import { ButtonLink } from '#ui/action'
import { Disclosure } from '#ui/disclosure'
import { formatAmount, formatCount, formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Facts } from '#ui/list'
import { Notice } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'
import { Thread } from '#ui/thread'
import type { PollDraft } from '../../sealed/draft.ts'
import { readableFingerprint } from '../../sealed/fingerprint.ts'
import type { SealedPoll, ShownOption } from '../../sealed/poll.ts'
import { storyOf } from '../../sealed/story.ts'
import type { Turnout } from '../../sealed/turnout.ts'
import type { Extension } from '../../store/sealed/index.ts'
import { OptionCards } from './option-cards.tsx'
import { TurnoutSection } from './turnout-section.tsx'

type Props = {
  readonly site: SiteFrame
  readonly poll: SealedPoll
  readonly draft: PollDraft
  /** In this visitor's order. */
  readonly options: readonly ShownOption[]
  readonly extensions: readonly Extension[]
  /** As the log was shown, oldest first; empty before the vote opens. */
  readonly turnout: readonly Turnout[]
  readonly now: Date
}

/** `/scrutins/:slug` of a poll held here, from its publication to its result. */
export function SealedPollPage(props: Props) {
  const { site, poll, draft, options, now } = props
  const { manifest, slug } = poll
  return (
    <Page
      site={site}
      path={`/scrutins/${slug}`}
      title={manifest.title}
      description={`${manifest.question} ${manifest.voters.who}.`}
      current="/scrutins"
    >
      <PageHeader
        kicker={poll.isFictitious ? 'Vote fictif, pour essayer' : manifest.organiser}
        title={manifest.title}
        lead={manifest.question}
      >
        {poll.stage === 'open' && (
          <p>
            <ButtonLink href={`/scrutins/${slug}/voter`} icon="arrow">
              Voter
            </ButtonLink>
          </p>
        )}
        <p>{poll.settings.advisory}</p>
        <Thread label="Le vote, étape par étape" knots={storyOf(draft, poll, now)} />
      </PageHeader>
      {props.extensions.map(({ closesAt, reason }) => (
        <Notice kind="info" title={`La fin du vote a été reculée au ${formatInstant(closesAt)}.`}>
          <p>{reason}</p>
        </Notice>
      ))}
      <HowToVote poll={poll} />
      <Section
        id="projets"
        title={formatCount(options.length, 'projet', 'projets')}
        lead="Dans un ordre tiré au sort pour vous."
      >
        <OptionCards
          {...{ options, budget: manifest.budget }}
          pictureOf={(code) => `/scrutins/${slug}/images/${code}`}
        />
      </Section>
      <TurnoutSection shown={props.turnout} />
      <Curious poll={poll} />
    </Page>
  )
}

function HowToVote({ poll }: { readonly poll: SealedPoll }) {
  const { manifest, slug } = poll
  return (
    <Section id="voter" title="Comment voter">
      <Facts
        facts={[
          { label: 'Qui peut voter', value: manifest.voters.who },
          { label: 'Combien de choix', value: choicesInWords(manifest.choices) },
          { label: 'Ouverture', value: formatInstant(poll.opensAt) },
          { label: 'Fin', value: formatInstant(poll.closesAt) },
          ...(manifest.budget
            ? [
                {
                  label: 'Montant à partager',
                  value: formatAmount({
                    units: BigInt(manifest.budget.amount),
                    currency: manifest.budget.currency,
                    decimals: manifest.budget.decimals,
                  }),
                },
              ]
            : []),
        ]}
      />
      <p>
        <a href={`/scrutins/${slug}/comment-voter`}>Comment voter, pas à pas</a>
      </p>
    </Section>
  )
}

function choicesInWords({ minimum, maximum }: SealedPoll['manifest']['choices']): string {
  if (minimum === maximum) return `${maximum}`
  return minimum <= 1 ? `Jusqu’à ${maximum}` : `De ${minimum} à ${maximum}`
}

function Curious({ poll }: { readonly poll: SealedPoll }) {
  const { slug, manifest, fingerprint } = poll
  return (
    <Disclosure summary="Pour les curieux">
      <p>
        Les règles de ce vote ne changent plus. Leur empreinte est imprimée sur les affiches : si une seule lettre des
        règles changeait, elle serait différente.
      </p>
      <p class="fingerprint">
        <code>{readableFingerprint(fingerprint)}</code>
      </p>
      <p>
        Pour ouvrir les votes, il faut {manifest.bureau.threshold} {manifest.bureau.threshold > 1 ? 'parts' : 'part'} de
        la clé sur {manifest.bureau.shares.length}. {manifest.lostKey}
      </p>
      <ul>
        <li>
          <a href={`/scrutins/${slug}/manifeste.json`}>Les règles publiées</a> ({manifest.deliberation})
        </li>
        <li>
          <a href={`/scrutins/${slug}/registre`}>Le registre public du vote</a>
        </li>
        <li>
          <a href={`/scrutins/${slug}/affiche`}>L’affiche à imprimer</a>
        </li>
      </ul>
    </Disclosure>
  )
}
