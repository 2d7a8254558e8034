import { Progress } from '#ui/progress'
import { type Knot, Thread } from '#ui/thread'
import type { Family } from '../specimen.tsx'

const VOTE: readonly Knot[] = [
  { state: 'past', title: 'Idées', when: 'du 2 au 28 février' },
  { state: 'past', title: 'Dossiers', when: 'jusqu’au 20 avril' },
  { state: 'present', title: 'Vote', when: 'jusqu’au 18 mai', detail: 'Il vous reste 1 choix sur 3.' },
  { state: 'future', title: 'Résultats', when: 'le 24 mai' },
  { state: 'future', title: 'Décision', when: 'en juin' },
]

const PROJECT: readonly Knot[] = [
  { state: 'past', title: 'Idée déposée', when: '3 février 2026', href: '#long' },
  { state: 'past', title: 'Atelier à Lens', when: '12 mars 2026' },
  { state: 'past', title: 'Dossier complet', when: '18 avril 2026' },
  { state: 'past', title: 'Avis du comité', when: '6 mai 2026' },
  { state: 'past', title: 'Label', when: '12 mai 2026', href: '#long' },
  { state: 'past', title: 'Vote ouvert', when: '1er juin 2026' },
  {
    state: 'present',
    title: 'Décision proposée',
    when: 'commission permanente du 6 juillet',
    detail: 'Votre vote est consultatif : la subvention est attribuée par la commission permanente.',
  },
  { state: 'future', title: 'Convention', when: 'août 2026' },
  { state: 'future', title: 'Bilan de l’action', when: 'avant juin 2027' },
]

/** « Le fil ». */
export const STORIES: Family = {
  slug: 'fil',
  title: 'Le fil',
  lead: 'Une seule ligne porte toutes les histoires : l’idée jusqu’au bilan, l’euro jusqu’au paiement. Le passé est plein, le présent est ouvert, l’avenir est léger.',
  icon: 'thread',
  specimens: [
    {
      id: 'en-travers',
      title: 'En travers',
      lead: 'Cinq nœuds au plus, en tête de page. Sur un téléphone, il descend.',
      states: [
        { name: 'En cours', sample: <Thread label="Le fil du vote" direction="across" knots={VOTE} /> },
        {
          name: 'Pas encore commencé',
          sample: (
            <Thread
              label="Le fil à venir"
              direction="across"
              knots={VOTE.map((knot) => ({ ...knot, state: 'future', detail: undefined }))}
            />
          ),
        },
        {
          name: 'Fini',
          sample: (
            <Thread
              label="Le fil fini"
              direction="across"
              knots={VOTE.map((knot) => ({ ...knot, state: 'past', detail: undefined }))}
            />
          ),
        },
      ],
    },
    {
      id: 'long',
      title: 'En descendant',
      lead: 'Pour une longue histoire. Les étapes anciennes se replient ; rien n’est jeté.',
      states: [
        { name: 'Entier', sample: <Thread label="Le fil entier du projet" knots={PROJECT} /> },
        { name: 'Replié', sample: <Thread label="Le fil replié du projet" knots={PROJECT} recent={2} /> },
        { name: 'Un seul nœud', sample: <Thread label="Un début" knots={PROJECT.slice(6, 7)} /> },
      ],
    },
    {
      id: 'en-remontant',
      title: 'En remontant',
      lead: 'Le dernier moment d’abord : un historique, un journal.',
      states: [
        {
          name: 'Du dernier au premier',
          sample: <Thread label="Le journal du projet" direction="up" knots={PROJECT.toReversed()} recent={3} />,
        },
      ],
    },
    {
      id: 'serre',
      title: 'Serré',
      lead: 'Dans une carte ou une marge : les titres et les dates seulement.',
      states: [{ name: 'Serré', sample: <Thread label="Le fil en bref" compact knots={PROJECT.slice(4)} /> }],
    },
    {
      id: 'avancement',
      title: 'Avancement',
      lead: 'Combien est fait, en mots et sur la ligne.',
      states: [
        { name: 'Au début', sample: <Progress label="Dossiers lus" done={0} whole={40} /> },
        {
          name: 'En chemin',
          sample: (
            <Progress label="Collecte" done={1250} whole={2000} told={'1\u202f250\u00a0€ sur 2\u202f000\u00a0€'} />
          ),
        },
        {
          name: 'Au-delà',
          sample: (
            <Progress
              label="Collecte finie"
              done={2300}
              whole={2000}
              told={'2\u202f300\u00a0€ sur 2\u202f000\u00a0€'}
            />
          ),
        },
      ],
    },
  ],
}
