import type { PersonalDataKind, Settings } from '#platform/context'
import { Disclosure } from '#ui/disclosure'
import { telephoneHref } from '#ui/frame'
import { PageHeader, Section } from '#ui/heading'
import { Facts } from '#ui/list'
import { Page, type SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import { ToComplete } from '../legal/to-complete.tsx'

/**
 * `/donnees-personnelles`: what is kept, why, until when, who sees it; made of what the modules declare.
 *
 * @see  RGPD, art. 13, 14 and 30; code du patrimoine, art. L212-2; loi n° 78-17, art. 82
 */
export function PrivacyPage(props: {
  readonly site: SiteFrame
  readonly settings: Settings
  readonly kinds: readonly PersonalDataKind[]
}) {
  const { site, settings, kinds } = props
  return (
    <Page
      site={site}
      path="/donnees-personnelles"
      title="Données personnelles"
      description="Ce qui est gardé de vous, pourquoi, jusqu’à quand, et vos droits."
      trail={[{ label: 'Accueil', href: '/' }]}
    >
      <PageHeader
        title="Données personnelles"
        lead="Le moins possible, pour une raison dite, pour un temps dit. On peut lire ce site sans compte : alors, rien n’est gardé de vous."
      />
      <Section id="droits" title="Vos droits">
        <Rights settings={settings} />
      </Section>
      <Section
        id="donnees"
        title="Ce que nous gardons"
        lead="Seulement si vous avez un compte, ou demandez un code pour en ouvrir un."
      >
        <KindTable kinds={kinds} />
      </Section>
      <Section
        id="temoins"
        title="Les cookies"
        lead="Trois, tous nécessaires au service : la loi ne demande pas votre accord pour ceux-là."
      >
        <DataTable
          caption="Cookies du site"
          captionHidden
          rows={COOKIES}
          columns={[
            { header: 'Nom', cell: ({ name }) => <code>{name}</code>, namesRow: true },
            { header: 'À quoi il sert', cell: ({ purpose }) => purpose },
            { header: 'Combien de temps', cell: ({ life }) => life },
          ]}
        />
        <p>
          Aucun autre cookie, aucune mesure d’audience, aucune publicité. Le site n’appelle aucun autre site. Nos
          courriels n’ont ni image ni lien qui vous suit.
        </p>
      </Section>
      <Section
        id="gestion"
        title="Le tableau de gestion"
        lead="Pour les juristes et les archivistes : de quel droit, et ce que devient chaque sorte de donnée."
      >
        <Disclosure summary="Voir le tableau de gestion">
          <ManagementTable kinds={kinds} />
        </Disclosure>
      </Section>
    </Page>
  )
}

function Rights({ settings: { legal, contact } }: { readonly settings: Settings }) {
  return (
    <>
      <p>
        Avec un compte, vous faites tout cela vous-même, tout de suite :{' '}
        <a href="/mon-espace/donnees">voir, emporter, corriger ou effacer mes données</a>.
      </p>
      <p>
        Vous pouvez aussi nous demander d’arrêter de nous servir d’une donnée (opposition) ou de la mettre de côté
        (limitation). Nous répondons en un mois au plus.
      </p>
      <Facts
        facts={[
          { label: 'Qui répond de vos données', value: legal.publisher ?? <ToComplete /> },
          {
            label: 'Déléguée ou délégué à la protection des données',
            value: legal.dataProtectionOfficer ?? <ToComplete />,
          },
          { label: 'Par courrier', value: contact.postalAddress ?? <ToComplete /> },
          {
            label: 'Par téléphone',
            value:
              contact.telephone === null ? (
                <ToComplete />
              ) : (
                <a href={telephoneHref(contact.telephone)}>{contact.telephone}</a>
              ),
          },
          { label: 'Par écrit ici', value: <a href="/contact">le formulaire de contact</a> },
        ]}
      />
      <p>
        Notre réponse ne vous convient pas ? Vous pouvez vous plaindre à la Commission nationale de l’informatique et
        des libertés (CNIL), 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, ou sur{' '}
        <a href="https://www.cnil.fr/fr/plaintes" rel="noreferrer">
          cnil.fr/fr/plaintes
        </a>
        .
      </p>
    </>
  )
}

function KindTable({ kinds }: { readonly kinds: readonly PersonalDataKind[] }) {
  return (
    <DataTable
      caption="Ce que nous gardons, par sorte"
      captionHidden
      rows={kinds}
      columns={[
        { header: 'Donnée', cell: ({ what }) => what, namesRow: true },
        { header: 'Pourquoi', cell: ({ purpose }) => purpose },
        { header: 'Jusqu’à quand', cell: ({ kept }) => `${kept}.` },
        { header: 'Qui le voit', cell: ({ seenBy }) => `${seenBy}.` },
      ]}
    />
  )
}

function ManagementTable({ kinds }: { readonly kinds: readonly PersonalDataKind[] }) {
  return (
    <>
      <DataTable
        caption="De quel droit, pour combien de temps, et ce qui se passe à la fin"
        rows={kinds}
        columns={[
          { header: 'Donnée', cell: ({ what }) => what, namesRow: true },
          { header: 'Base légale', cell: ({ basis }) => basis },
          { header: 'Durée d’utilité administrative', cell: ({ kept }) => kept },
          { header: 'Sort final', cell: ({ fate }) => FATES[fate] },
          { header: 'Compte effacé', cell: ({ stays }) => stays ?? 'Effacé aussitôt.' },
          { header: 'Effacement automatique', cell: ({ purge }) => (purge === null ? 'aucun' : <code>{purge}</code>) },
        ]}
      />
      <p class="hint">
        Code du patrimoine, articles L212-2 et L214-3. Rien de ce qui est à conserver n’est détruit sans le visa des
        Archives départementales.
      </p>
    </>
  )
}

const FATES: Record<PersonalDataKind['fate'], string> = {
  élimination: 'Élimination',
  conservation: 'À proposer aux Archives',
}

const COOKIES = [
  {
    name: '__Host-session',
    purpose: 'Vous garder connecté. Il contient un numéro tiré au hasard, rien de vous.',
    life: 'Jusqu’à ce que vous fermiez le navigateur ou vous déconnectiez',
  },
  {
    name: '__Host-navigateur',
    purpose: 'Vérifier qu’un formulaire ou un code revient bien du navigateur qui l’a demandé.',
    life: 'Jusqu’à ce que vous fermiez le navigateur',
  },
  {
    name: '__Host-appareil',
    purpose:
      'Reconnaître un appareil d’où vous êtes déjà entré, pour ne pas vous bloquer si quelqu’un essaie de deviner vos codes.',
    life: 'Un an, ou jusqu’à ce que vous demandiez à l’oublier',
  },
] as const
