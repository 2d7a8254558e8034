import { Badge } from '#ui/badge'
import { Filters, Orders } from '#ui/filters'
import { ChoiceField, EMPTY_FORM } from '#ui/form'
import { DownloadList, EntryList, Facts, Pagination, SearchField } from '#ui/list'
import { EmptyState } from '#ui/message'
import { type Column, DataTable } from '#ui/table'
import type { Family } from '../specimen.tsx'

type Project = { readonly name: string; readonly town: string; readonly votes: number }

const PROJECTS: readonly Project[] = [
  { name: 'Four à pain de la place', town: 'Lens', votes: 720 },
  { name: 'Mare pédagogique', town: 'Boulogne-sur-Mer', votes: 512 },
  { name: 'Atelier de réparation ouvert à tous les habitants du quartier', town: 'Arras', votes: 268 },
]
const COLUMNS: readonly Column<Project>[] = [
  { header: 'Projet', namesRow: true, cell: (project) => project.name, total: 'Total' },
  { header: 'Commune', cell: (project) => project.town },
  {
    header: 'Voix',
    align: 'end',
    cell: (project) => project.votes,
    sort: { href: '#tableaux', now: 'descending' },
    total: '1\u202f500',
  },
]
const CHOOSING: readonly Column<Project>[] = [
  { header: 'Projet', namesRow: true, cell: (project) => project.name },
  { header: 'Commune', cell: (project) => project.town },
]
const NOTHING = (
  <EmptyState title="Aucun projet pour l’instant." action={{ label: 'Proposer une idée', href: '#tableaux' }}>
    <p>Les projets paraîtront ici dès l’ouverture de l’édition, le 2 février.</p>
  </EmptyState>
)

/** Many things at once. */
export const LISTS: Family = {
  slug: 'listes',
  title: 'Ranger',
  lead: 'Toute liste se trie, se filtre, se cherche et se partage par son adresse. Un filtre ne cache jamais sans le dire.',
  icon: 'filter',
  specimens: [
    {
      id: 'tableaux',
      title: 'Tableaux',
      lead: 'Sur un téléphone, chaque ligne devient une fiche.',
      states: [
        {
          name: 'Trié, avec un total',
          sample: <DataTable caption="Projets et leurs voix" columns={COLUMNS} rows={PROJECTS} />,
        },
        {
          name: 'Avec des cases, pour agir sur plusieurs lignes',
          sample: (
            <DataTable
              caption="Projets à publier"
              columns={CHOOSING}
              rows={PROJECTS}
              selection={{
                name: 'projet',
                keyOf: (project) => project.name,
                labelOf: (project) => `Choisir ${project.name}`,
                chosen: ['Mare pédagogique'],
              }}
            />
          ),
        },
        { name: 'Vide', sample: <DataTable caption="Projets" columns={COLUMNS} rows={[]} empty={NOTHING} /> },
      ],
    },
    {
      id: 'filtres',
      title: 'Filtres',
      lead: 'Ce qui est caché est compté, et « Tout voir » est toujours là.',
      states: [
        {
          name: 'Deux filtres',
          sample: (
            <Filters
              action="/ui/listes"
              hrefWithoutAny="#filtres"
              found="12 projets"
              total="83"
              active={[
                { label: 'Lens', hrefWithout: '#filtres' },
                { label: 'Culture', hrefWithout: '#filtres' },
              ]}
            >
              <ChoiceField
                name="theme"
                label="Sujet"
                options={[
                  { value: 'culture', label: 'Culture' },
                  { value: 'nature', label: 'Nature' },
                ]}
                state={{ values: { theme: 'culture' }, errors: {} }}
              />
            </Filters>
          ),
        },
        {
          name: 'Aucun',
          sample: (
            <Filters action="/ui/listes" hrefWithoutAny="#filtres" found="83 projets" total="83" active={[]}>
              <ChoiceField
                name="sujet"
                label="Sujet"
                options={[{ value: 'culture', label: 'Culture' }]}
                state={EMPTY_FORM}
              />
            </Filters>
          ),
        },
        {
          name: 'Ordre',
          sample: (
            <Orders
              current="#filtres-hasard"
              orders={[
                { label: 'Au hasard', href: '#filtres-hasard' },
                { label: 'Par nom', href: '#filtres' },
                { label: 'Près de chez moi', href: '#filtres' },
              ]}
            />
          ),
        },
      ],
    },
    {
      id: 'recherche',
      title: 'Recherche et pages',
      lead: 'La question est dans l’adresse : on peut la garder et la partager.',
      states: [
        {
          name: 'Une question',
          sample: (
            <SearchField
              action="/ui/listes"
              label="Chercher un projet"
              hint="Un nom, une commune. Les accents ne comptent pas."
              value="four a pain"
            />
          ),
        },
        { name: 'Pages', sample: <Pagination page={2} pageCount={7} hrefOf={() => '#recherche'} /> },
      ],
    },
    {
      id: 'fiches',
      title: 'Fiches',
      lead: 'Une chose à ouvrir : toute la fiche se touche.',
      states: [
        {
          name: 'Deux fiches',
          sample: (
            <EntryList
              level={3}
              entries={[
                {
                  href: '#fiches',
                  kicker: 'Projet, Lens',
                  title: 'Four à pain de la place',
                  lead: 'Un four partagé, allumé chaque premier samedi du mois.',
                  badge: <Badge kind="won" />,
                  facts: [{ label: 'Coût', value: '4\u202f500\u00a0€' }],
                },
                {
                  href: '#fiches',
                  kicker: 'Projet, Arras',
                  title: 'Atelier de réparation ouvert à tous les habitants du quartier de la gare',
                  badge: <Badge kind="proposed" />,
                },
              ]}
            />
          ),
        },
        {
          name: 'Faits',
          sample: (
            <Facts
              facts={[
                { label: 'Enveloppe', value: '100\u202f000\u00a0€' },
                { label: 'Règle', value: 'Parts égales' },
                { label: 'Dates', value: 'du 4 au 18 mai 2026' },
              ]}
            />
          ),
        },
        {
          name: 'À télécharger',
          sample: (
            <DownloadList
              downloads={[
                {
                  href: '/ui/listes',
                  format: 'CSV',
                  label: 'Les voix de chaque projet',
                  what: 'Une ligne par projet, à ouvrir dans un tableur.',
                  bytes: 12_400,
                },
              ]}
            />
          ),
        },
      ],
    },
  ],
}
