import { bytesOfHex, verifierKeyOf } from '#kernel/merkle'
import { ButtonLink } from '#ui/action'
import { formatInstant, formatInteger } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Facts } from '#ui/list'
import { Page, type SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import type { SealedPoll } from '../../sealed/poll.ts'
import type { PublishedHead } from '../../store/casting/index.ts'

/** `/scrutins/:slug/registre`: what the public log is, its last head, the turnout by the hour, how to watch. */
export function LogPage(props: {
  readonly site: SiteFrame
  readonly poll: SealedPoll
  readonly heads: readonly PublishedHead[]
}) {
  const { site, poll, heads } = props
  const last = heads.at(-1)!
  const path = `/scrutins/${poll.slug}`
  return (
    <Page
      site={site}
      title="Le registre public du vote"
      description={`Chaque bulletin reçu est une ligne d’un registre que personne ne peut changer sans que cela se voie : ${poll.manifest.title}.`}
      current="/scrutins"
      path={`${path}/registre`}
      trail={[
        { label: 'Accueil', href: '/' },
        { label: 'Scrutins', href: '/scrutins' },
        { label: poll.manifest.title, href: path },
      ]}
    >
      <PageHeader
        title="Le registre public du vote"
        lead="Chaque bulletin reçu ajoute une ligne. Elle ne dit ni qui a voté, ni pour quoi. Si quelqu’un effaçait ou déplaçait une ligne, cela se verrait."
      />
      <Section id="participation" title="La participation" lead="Donnée toutes les heures, jamais plus souvent.">
        <DataTable
          caption="Votes comptés, heure par heure"
          captionHidden
          columns={[
            { header: 'Le', namesRow: true, cell: ({ publishedAt }) => formatInstant(publishedAt) },
            { header: 'Votes', align: 'end', cell: ({ voterCount }) => formatInteger(voterCount) },
            { header: 'Lignes du registre', align: 'end', cell: ({ head }) => formatInteger(head.size) },
          ]}
          rows={heads.toReversed()}
        />
      </Section>
      <Section
        id="recu"
        title="Votre bulletin y est-il ?"
        lead="Avec la ligne de votre reçu, qui commence par « filigrane1 »."
      >
        <p>
          <ButtonLink href={`${path}/registre/preuve`}>Chercher mon bulletin</ButtonLink>
        </p>
      </Section>
      <Section
        id="surveiller"
        title="Devenir témoin"
        lead="Un témoin garde ce que le registre disait et vérifie que rien n’a changé. Il n’a pas besoin de nous faire confiance."
      >
        <HowToWatch address={`${site.url ?? ''}${path}/registre`} />
      </Section>
      <Section id="curieux" title="Pour les curieux">
        <Curious poll={poll} last={last} path={path} />
      </Section>
    </Page>
  )
}

function HowToWatch({ address }: { readonly address: string }) {
  return (
    <>
      <p>Sur votre ordinateur, toutes les heures :</p>
      <pre>
        <code>{`filigrane witness ${address} --every 60 --folder temoin`}</code>
      </pre>
      <p>
        La commande se termine, en disant pourquoi, si une ligne a été effacée, changée ou déplacée, si deux registres
        différents ont été montrés, ou si un reçu n’est plus à sa place.
      </p>
    </>
  )
}

function Curious({
  poll,
  last,
  path,
}: {
  readonly poll: SealedPoll
  readonly last: PublishedHead
  readonly path: string
}) {
  const { head } = last
  return (
    <>
      <p>
        Le registre est un arbre de Merkle (RFC 6962). Sa tête est signée : elle résume toutes les lignes. Les fichiers
        suivent le format C2SP, que d’autres outils lisent.
      </p>
      <Facts
        facts={[
          { label: 'Dernière tête', value: <a href={`${path}/registre/tete`}>{formatInteger(head.size)} lignes</a> },
          { label: 'Signée le', value: formatInstant(new Date(head.at)) },
          { label: 'Racine', value: <code class="long">{head.root}</code> },
          { label: 'Empreinte du vote', value: <code class="long">{poll.fingerprint}</code> },
          {
            label: 'Clé du registre',
            value: <code class="long">{verifierKeyOf(poll.fingerprint, bytesOfHex(poll.manifest.logKey))}</code>,
          },
          { label: 'Toutes les têtes', value: <a href={`${path}/registre/tetes`}>tetes</a> },
          { label: 'Les lignes', value: <a href={`${path}/registre/lignes`}>lignes</a> },
        ]}
      />
    </>
  )
}
