import { formatDay } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { DownloadList, EntryList } from '#ui/list'
import { EmptyState } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'
import { FREQUENCIES, type ShownDataset } from '../model.ts'

export const DATA = { label: 'Données ouvertes', href: '/donnees' } as const
export const TRAIL = [{ label: 'Accueil', href: '/' }] as const

/** `/donnees`: everything that can be taken away. */
export function CataloguePage({ site, shown }: { readonly site: SiteFrame; readonly shown: readonly ShownDataset[] }) {
  return (
    <Page
      site={site}
      path="/donnees"
      title="Données ouvertes"
      description="Les données publiques du territoire, à télécharger et à réutiliser librement."
      current={DATA.href}
      trail={TRAIL}
    >
      <PageHeader
        kicker={site.territoryName}
        title="Données ouvertes"
        lead="Ce qui est public ici se télécharge, se relit et se réutilise librement. Chaque fichier dit d’où il vient."
      />
      <Section id="jeux" title="Les jeux de données">
        {shown.length === 0 ? (
          <EmptyState title="Aucun jeu de données n’est encore publié." />
        ) : (
          <EntryList level={3} entries={shown.map(entryOf)} />
        )}
      </Section>
      <Tools />
      <Catalogue />
    </Page>
  )
}

function Tools() {
  return (
    <Section id="outils" title="Des outils">
      <EntryList
        level={3}
        entries={[
          {
            href: '/donnees/valider',
            title: 'Vérifier un fichier avant de le publier',
            lead: 'Déposez un CSV : chaque faute est dite, avec sa ligne et ce qu’il faut corriger. Rien n’est gardé.',
          },
          {
            href: '/donnees/api',
            title: 'Interroger les données par programme',
            lead: 'L’adresse de chaque service, ce qu’on peut lui demander, et un exemple.',
          },
        ]}
      />
    </Section>
  )
}

function Catalogue() {
  return (
    <Section id="catalogue" title="Le catalogue lui-même" lead="Pour les portails qui recensent les données publiques.">
      <DownloadList
        downloads={[
          {
            href: '/donnees/catalogue.jsonld',
            format: 'JSON-LD',
            label: 'Catalogue DCAT-AP',
            what: 'La norme européenne, lue par data.gouv.fr et les portails régionaux.',
          },
          {
            href: '/donnees/catalogue.csv',
            format: 'CSV',
            label: 'Catalogue SCDL',
            what: 'Le schéma commun des collectivités françaises.',
          },
        ]}
      />
    </Section>
  )
}

function entryOf({ dataset, changedAt, obstacle }: ShownDataset) {
  const { slug, title, description, frequency, licence } = dataset
  return {
    href: `/donnees/${slug}`,
    title,
    lead: description,
    kicker: obstacle === undefined ? 'CSV et JSON' : 'Bientôt',
    facts: [
      { label: 'Mis à jour', value: FREQUENCIES[frequency].words },
      {
        label: 'Dernier changement',
        value: changedAt ? formatDay(changedAt.toISOString().slice(0, 10)) : 'aucun encore',
      },
      { label: 'Licence', value: licence },
    ],
  }
}
