import { formatBytes, formatCount, formatInteger } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { DownloadList, Facts } from '#ui/list'
import { islandPath, Page, type SiteFrame } from '#ui/page'
import type { ToldBallotPage } from '../explanations/model.ts'
import { BALLOTS_FILE, type Poll, type Recount } from '../model.ts'
import { NotToldYet } from './explanations.tsx'
import { recountSentence } from './words.ts'

type VerifyPageProps = {
  readonly site: SiteFrame
  readonly poll: Poll
  readonly recount: Recount | undefined
  readonly sizes: ReadonlyMap<string, number>
  /** SHA-256 of the published ballots, in hexadecimal. */
  readonly ballotsHash: string
  /** The first page of ballots; undefined while it is computed. */
  readonly first: ToldBallotPage | undefined
}

/** `/scrutins/:slug/verifier`: count again in one's own browser, find one's ballot. */
export function VerifyPage(props: VerifyPageProps) {
  const { site, poll, sizes } = props
  return (
    <Page
      site={site}
      title={`Vérifier\u00a0: ${poll.title}`}
      description={`Refaites le compte dans votre navigateur et retrouvez votre bulletin : ${poll.title}.`}
      current="/scrutins"
      scripts={['verify']}
      trail={[
        { label: 'Accueil', href: '/' },
        { label: 'Scrutins', href: '/scrutins' },
        { label: poll.title, href: `/scrutins/${poll.slug}` },
        { label: 'Résultat', href: `/scrutins/${poll.slug}/resultats` },
      ]}
    >
      <PageHeader
        title={`Vérifier\u00a0: ${poll.title}`}
        lead={`Refaites le compte vous-même. Votre navigateur lit les ${formatCount(poll.voterCount, 'bulletin publié', 'bulletins publiés')} et les compte avec la même règle. Ce que vous tapez ici ne part nulle part.`}
      />
      <Section
        id="recompter"
        title="Recompter"
        lead={`${formatBytes(sizes.get(BALLOTS_FILE) ?? 0)} à recevoir, quelques secondes de calcul.`}
      >
        <RecountHere {...props} />
      </Section>
      <Section id="bulletin" title="Trouver mon bulletin" lead="Par son numéro. Il reste dans cette page.">
        <div class="recount" data-find-ballot aria-live="off">
          <p>Sans JavaScript, cherchez le début de votre numéro dans la liste ci-dessous.</p>
        </div>
      </Section>
      <Section
        id="pages"
        title="Lire les bulletins"
        lead="Chaque bulletin, ce qu’il a choisi, ce que sa part a payé. Choisissez le début du numéro."
      >
        {props.first ? (
          <PrefixList poll={poll} page={props.first} />
        ) : (
          <NotToldYet what="Les pages de bulletins sont" />
        )}
      </Section>
      <Section id="ordinateur" title="Sur votre ordinateur" lead="Avec l’outil en ligne de commande, sans ce site.">
        <OnYourComputer poll={poll} />
      </Section>
      <Section id="curieux" title="Pour les curieux">
        <Curious {...props} />
      </Section>
    </Page>
  )
}

function RecountHere({ site, poll, sizes, ballotsHash }: VerifyPageProps) {
  const base = `/scrutins/${poll.slug}`
  return (
    <div
      class="recount"
      data-recount
      data-worker={islandPath(site.assets, 'count.worker')}
      data-ballots={`${base}/ballots.pb`}
      data-size={sizes.get(BALLOTS_FILE)}
      data-report={`${base}/resultats.json`}
      data-certificate={`${base}/certificat.json`}
      data-sha256={ballotsHash}
    >
      <p>
        Le compte dans cette page demande JavaScript. Sans lui, lisez les bulletins page par page, ou recomptez sur
        votre ordinateur : les deux façons sont plus bas.
      </p>
    </div>
  )
}

/** Beginnings of numbers, each leading to its page. */
export function PrefixList({ poll, page }: { readonly poll: Poll; readonly page: ToldBallotPage }) {
  return (
    <ul class="prefixes">
      {page.children.map(({ prefix, ballots }) => (
        <li>
          <a href={`/scrutins/${poll.slug}/verifier/${prefix}`} title={formatCount(ballots, 'bulletin', 'bulletins')}>
            {prefix}
          </a>
        </li>
      ))}
    </ul>
  )
}

function OnYourComputer({ poll }: { readonly poll: Poll }) {
  return (
    <>
      <DownloadList
        downloads={[
          {
            href: `/scrutins/${poll.slug}/ballots.pb`,
            format: 'Pabulib .pb',
            label: 'Les bulletins',
            what: 'Un par ligne, avec le budget et les projets.',
          },
          {
            href: `/scrutins/${poll.slug}/resultats.json`,
            format: 'JSON',
            label: 'Le compte rendu complet',
            what: 'Ce qu’il faut retrouver, octet pour octet.',
          },
          {
            href: `/scrutins/${poll.slug}/certificat.json`,
            format: 'JSON',
            label: 'Le certificat',
            what: 'Qui a payé quoi, à chaque tour. Un petit programme suffit pour le contrôler.',
          },
        ]}
      />
      <pre>
        <code>{`filigrane tally ${poll.slug}.pb --published ${poll.slug}-resultats.json`}</code>
      </pre>
    </>
  )
}

function Curious({ poll, recount, ballotsHash }: VerifyPageProps) {
  return (
    <>
      <p>{recountSentence(recount)}</p>
      <Facts
        facts={[
          { label: 'Empreinte du fichier des bulletins', value: <code class="long">{ballotsHash}</code> },
          { label: 'Empreinte du scrutin', value: <code class="long">{poll.fingerprint}</code> },
          { label: 'Bulletins', value: formatInteger(poll.voterCount) },
        ]}
      />
    </>
  )
}
