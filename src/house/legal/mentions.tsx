import type { Settings } from '#platform/context'
import { telephoneHref } from '#ui/frame'
import { PageHeader, Section } from '#ui/heading'
import { Facts } from '#ui/list'
import { Notice } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'
import { ToComplete } from './to-complete.tsx'

/**
 * `/mentions-legales`: who publishes, who answers for it, who hosts.
 *
 * @see  loi n° 2004-575 du 21 juin 2004, art. 1-1
 */
export function LegalMentionsPage(props: {
  readonly site: SiteFrame
  readonly settings: Settings
  readonly isDemonstration: boolean
}) {
  const { site, settings } = props
  const { legal, contact } = settings
  return (
    <Page
      site={site}
      path="/mentions-legales"
      title="Mentions légales"
      description={`Qui publie ${site.serviceName}, qui en répond, où il est hébergé.`}
      trail={[{ label: 'Accueil', href: '/' }]}
    >
      <PageHeader title="Mentions légales" lead="Qui publie ce site, qui en répond, où il est hébergé." />
      {props.isDemonstration && (
        <Notice kind="info" title="Ceci est une démonstration">
          <p>
            Les personnes et les projets fictifs y sont marqués comme tels. Rien de ce qu’on y fait n’engage personne.
          </p>
        </Notice>
      )}
      <Section id="editeur" title="Qui publie">
        <Facts
          facts={[
            { label: 'Éditeur', value: legal.publisher ?? <ToComplete /> },
            { label: 'Directrice ou directeur de la publication', value: legal.publicationDirector ?? <ToComplete /> },
            { label: 'Adresse', value: contact.postalAddress ?? <ToComplete /> },
            { label: 'Téléphone', value: <Telephone telephone={contact.telephone} /> },
            { label: 'Nous écrire', value: <a href="/contact">le formulaire de contact</a> },
          ]}
        />
      </Section>
      <Section id="hebergeur" title="Où le site est hébergé">
        <p>{legal.host ?? <ToComplete />}</p>
      </Section>
      <Section id="donnees" title="Vos données">
        <p>
          Ce qui est gardé de vous, pourquoi et jusqu’à quand est dit sur la page{' '}
          <a href="/donnees-personnelles">Données personnelles</a>. Déléguée ou délégué à la protection des données :{' '}
          {legal.dataProtectionOfficer ?? <ToComplete />}.
        </p>
        <p>Le site ne mesure pas votre navigation et n’appelle aucun autre site.</p>
      </Section>
      <Section id="licence" title="Réutiliser">
        <p>
          Le logiciel, Filigrane, est libre : licence publique de l’Union européenne (EUPL) 1.2. Chaque jeu de données
          et chaque chiffre porte sa source et sa licence là où il est montré.
        </p>
      </Section>
    </Page>
  )
}

function Telephone({ telephone }: { readonly telephone: string | null }) {
  return telephone === null ? <ToComplete /> : <a href={telephoneHref(telephone)}>{telephone}</a>
}
