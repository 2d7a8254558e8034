import { ButtonLink } from '#ui/action'
import { formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Page, type SiteFrame } from '#ui/page'
import { readableFingerprint } from '../../sealed/fingerprint.ts'
import type { SealedPoll } from '../../sealed/poll.ts'
import { QrCode } from './qr-code.tsx'

type Props = { readonly site: SiteFrame; readonly poll: SealedPoll }

/** `/scrutins/:slug/comment-voter`: each step in a few words, for an 11-year-old and for who reads with difficulty. */
export function HowToVotePage({ site, poll }: Props) {
  const { slug, manifest } = poll
  const most = manifest.choices.maximum
  return (
    <Page
      site={site}
      path={`/scrutins/${slug}/comment-voter`}
      title="Comment voter"
      description={`Voter pas à pas : ${manifest.title}.`}
      current="/scrutins"
    >
      <PageHeader
        kicker={manifest.title}
        title="Comment voter"
        lead="En quatre étapes. Il faut moins de cinq minutes."
      />
      <ol class="how-to-vote">
        <li>
          <strong>Choisissez.</strong> Lisez les projets. Prenez ceux que vous aimez. Vous pouvez en prendre {most}.
        </li>
        <li>
          <strong>Relisez.</strong> Vous voyez vos choix. Vous pouvez changer.
        </li>
        <li>
          <strong>Dites qui vous êtes.</strong> Votre nom, votre prénom, votre date de naissance. Cela sert à compter
          une seule voix par personne. Personne ne saura ce que vous avez choisi.
        </li>
        <li>
          <strong>Votez.</strong> Appuyez sur « Je vote ». Votre vote est alors enregistré. Avant, il ne compte pas.
        </li>
      </ol>
      <Section id="facile" title="En mots faciles">
        <p>Tout le monde a une voix.</p>
        <p>Votre vote est secret. Cela veut dire : personne ne sait pour qui vous votez.</p>
        <p>
          {manifest.revote === 'last-counts'
            ? 'Vous pouvez voter encore une fois si vous changez d’avis. Le dernier vote compte.'
            : 'Vous votez une seule fois.'}
        </p>
        <p>Le vote finit le {formatInstant(poll.closesAt)}.</p>
        <p>Quelqu’un peut vous aider à lire. Personne ne choisit à votre place.</p>
      </Section>
      <p class="poll-note">{poll.settings.advisory}</p>
      <p>
        <a href={poll.stage === 'open' ? `/scrutins/${slug}/voter` : `/scrutins/${slug}`}>
          {poll.stage === 'open' ? 'Voter maintenant' : 'Revenir au vote'}
        </a>
      </p>
    </Page>
  )
}

/** `/scrutins/:slug/affiche`: to print and to put on a wall. */
export function PosterPage({ site, poll, address }: Props & { readonly address: string }) {
  const { slug, manifest, fingerprint } = poll
  return (
    <Page
      site={site}
      path={`/scrutins/${slug}/affiche`}
      title={`Affiche : ${manifest.title}`}
      description="L’affiche du vote, à imprimer."
      current="/scrutins"
    >
      <PageHeader kicker={manifest.organiser} title={manifest.title} lead={manifest.question}>
        <ButtonLink href={`/scrutins/${slug}/affiche.pdf`} icon="download">
          L’affiche en PDF, à imprimer
        </ButtonLink>
      </PageHeader>
      <Section id="voter" title="Pour voter">
        <p>
          <strong>
            Du {formatInstant(poll.opensAt)} au {formatInstant(poll.closesAt)}.
          </strong>
        </p>
        <p>
          <QrCode text={address} label={`Adresse du vote : ${address}`} />
        </p>
        <p>{address}</p>
        <p>{manifest.voters.who}.</p>
        <p>{poll.settings.advisory}</p>
      </Section>
      <Section
        id="empreinte"
        title="Pour vérifier les règles"
        lead="Ces signes résument les règles. Comparez-les avec ceux d’une affiche : les mêmes, ou les règles ont changé."
      >
        <p class="fingerprint">
          <code>{readableFingerprint(fingerprint)}</code>
        </p>
      </Section>
    </Page>
  )
}
