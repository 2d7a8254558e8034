import { BudgetStrip } from '#ui/budget-strip'
import { BarChart, ChartWithTable } from '#ui/chart'
import { FigureWithSource, type Source, StatList } from '#ui/figure'
import { formatInteger } from '#ui/format'
import { LineChart, SmallMultiples } from '#ui/line-chart'
import { TerritoryMap } from '#ui/map'
import { StackedShare } from '#ui/stacked-share'
import { DataTable } from '#ui/table'
import type { Family } from '../specimen.tsx'
import { FLOWS } from './flows.tsx'

const SOURCE: Source = {
  producer: 'Service d’exemple',
  status: 'cited',
  date: 'année 2022',
  licence: 'Licence Ouverte 2.0',
  scope: 'Chiffre inventé pour ce catalogue.',
}
const EURO = '\u00a0€'
const YEARS = ['2019', '2020', '2021', '2022', '2023']
const line = (label: string, values: readonly (number | undefined)[]) => ({
  label,
  points: YEARS.map((year, index) => {
    const value = values[index]
    return { label: year, value, display: value === undefined ? 'secret' : formatInteger(value) }
  }),
})
const LINES = [line('Associations', [820, 790, 815, 860, 905]), line('Coopératives', [120, 128, undefined, 150, 171])]
const BARS = [
  { label: 'Four à pain de la place', value: 720, display: '720', kind: 'won' },
  { label: 'Mare pédagogique', value: 512, display: '512', kind: 'won' },
  {
    label: 'Atelier de réparation de vélos ouvert à tous les habitants du quartier de la gare',
    value: 268,
    display: '268',
    kind: 'lost',
  },
  { label: 'Banc', value: 0, display: '0', kind: 'lost' },
] as const
const SHARES = [
  { label: 'Action sociale', value: 41, display: '41' },
  { label: 'Culture', value: 23, display: '23' },
  { label: 'Sport', value: 19, display: '19' },
  { label: 'Enseignement', value: 12, display: '12' },
  { label: 'Autres', value: 5, display: '5' },
]

const PLACES = [
  {
    label: 'La Dune',
    href: '#carte',
    tint: 0,
    number: 1,
    centre: [110, 150],
    path: 'M20 60L180 20L210 170L140 280L30 240Z',
  },
  {
    label: 'Le Bourg',
    href: '#carte',
    tint: 1,
    number: 2,
    centre: [290, 140],
    path: 'M180 20L400 40L380 200L210 170Z',
  },
  {
    label: 'Le Marais',
    href: '#carte',
    tint: 2,
    number: 3,
    centre: [470, 140],
    path: 'M400 40L580 110L520 230L380 200Z',
  },
  {
    label: 'La Plaine',
    href: '#carte',
    tint: 3,
    number: 4,
    centre: [320, 235],
    path: 'M210 170L380 200L520 230L400 290L140 280Z',
  },
] as const

const NATURES = [
  { status: 'cited', name: 'Cité' },
  { status: 'computed', name: 'Calculé ici' },
  { status: 'estimated', name: 'Estimé' },
  { status: 'secret', name: 'Secret' },
  { status: 'missing', name: 'Absent' },
] as const

/** Numbers, each with where it comes from. */
export const FIGURES: Family = {
  slug: 'chiffres',
  title: 'Compter',
  lead: 'Un chiffre sans source ne s’affiche pas. Cité, calculé, estimé, secret ou absent : cela se voit dans sa forme. Tous les chiffres de cette page sont inventés.',
  icon: 'chart',
  specimens: [
    {
      id: 'chiffre',
      isSmall: true,
      title: 'Un chiffre et sa source',
      lead: 'La source se déplie sous le chiffre.',
      states: NATURES.map(({ status, name }) => ({
        name,
        sample: (
          <FigureWithSource
            value={'25\u202f210'}
            unit="emplois"
            label="dans l’économie sociale et solidaire"
            source={{ ...SOURCE, status }}
          />
        ),
      })),
    },
    {
      id: 'cote-a-cote',
      title: 'Côte à côte',
      lead: 'Plusieurs chiffres d’une même source, que la page donne à côté.',
      states: [
        {
          name: 'Trois chiffres',
          sample: (
            <StatList
              stats={[
                { label: 'Votants', value: '6\u202f586', hint: 'dès 11 ans' },
                { label: 'Projets financés', value: '30', hint: 'sur 64' },
                { label: 'Dépensé', value: `995\u202f079${EURO}`, hint: '99,5\u202f% de l’enveloppe' },
              ]}
            />
          ),
        },
      ],
    },
    {
      id: 'barres',
      title: 'Barres',
      lead: 'Comparer des choses entre elles. Le tableau est toujours dessous.',
      states: [
        {
          name: 'Gagnés et perdus',
          sample: (
            <ChartWithTable
              chart={
                <BarChart
                  title="Personnes qui ont choisi chaque projet"
                  description="Le four à pain est premier, avec 720 voix."
                  legend={{ won: 'Financé', lost: 'Non financé' }}
                  bars={BARS}
                />
              }
              table={
                <DataTable
                  caption="Voix de chaque projet"
                  rows={BARS}
                  columns={[
                    { header: 'Projet', namesRow: true, cell: (bar) => bar.label },
                    { header: 'Voix', align: 'end', cell: (bar) => bar.display },
                  ]}
                />
              }
            />
          ),
        },
      ],
    },
    {
      id: 'lignes',
      title: 'Lignes',
      lead: 'Suivre dans le temps, depuis zéro. Où le chiffre manque, la ligne s’arrête.',
      states: [
        {
          name: 'Deux lignes, une année secrète',
          sample: (
            <LineChart
              title="Emplois par an"
              description="Les associations passent de 820 à 905 emplois, les coopératives de 120 à 171."
              lines={LINES}
              tick={formatInteger}
            />
          ),
        },
        {
          name: 'Petits graphiques sur une même échelle',
          sample: (
            <SmallMultiples
              title="Emplois par famille"
              charts={LINES.map((each) => ({ ...each, description: `${each.label}, de 2019 à 2023, en hausse.` }))}
            />
          ),
        },
      ],
    },
    {
      id: 'parts',
      title: 'Parts d’un tout',
      lead: 'Cinq parts au plus. Chacune a son numéro.',
      states: [
        {
          name: 'Cinq parts',
          sample: (
            <StackedShare title="Emplois par activité" description="L’action sociale vient en tête." shares={SHARES} />
          ),
        },
        {
          name: 'Une seule',
          sample: (
            <StackedShare title="Emplois d’un bourg" description="Une seule activité." shares={SHARES.slice(0, 1)} />
          ),
        },
      ],
    },
    {
      id: 'carte',
      title: 'Une carte',
      lead: 'Dessinée par le serveur, avec la même liste à côté. Ses formes sont des liens quand elles mènent quelque part.',
      states: [
        {
          name: 'Des liens numérotés',
          sample: (
            <TerritoryMap title="Carte : choisir une commune inventée" width={600} height={300} shapes={PLACES} />
          ),
        },
        {
          name: 'Un lieu mis à part, sans lien',
          sample: (
            <TerritoryMap
              title="Carte : le Bourg parmi ses voisines"
              width={600}
              height={300}
              shapes={PLACES.map(({ href: _, number: __, ...place }, index) => ({ ...place, isHere: index === 1 }))}
            />
          ),
        },
      ],
    },
    {
      id: 'ruban',
      title: 'Une enveloppe',
      lead: 'Le budget en un ruban : ce qu’il a payé, puis ce qui reste.',
      states: [
        {
          name: 'Avec un reste',
          sample: (
            <BudgetStrip
              title="Où va l’enveloppe"
              description="Le four prend la moitié, la mare le quart."
              budget={1000n}
              parts={[
                { label: 'Four à pain', amount: 500n, display: `500${EURO}` },
                { label: 'Mare', amount: 250n, display: `250${EURO}` },
                { label: 'Verger', amount: 120n, display: `120${EURO}` },
              ]}
              remainder={{ label: 'Reste', display: `130${EURO}` }}
            />
          ),
        },
      ],
    },
    FLOWS,
  ],
}
