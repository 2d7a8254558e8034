import { CircleMap } from '#ui/circle-map'
import { ClassMap } from '#ui/class-map'
import { IntervalBars } from '#ui/interval-bars'
import { Matrix } from '#ui/matrix'
import { SeriesChart } from '#ui/series-chart'
import { StackedBars } from '#ui/stacked-bars'
import type { Family } from '../specimen.tsx'

const [DUNE, TOWN] = ['M20 60L180 20L210 170L140 280L30 240Z', 'M180 20L400 40L380 200L210 170Z']

/** What the observatory is drawn with. */
export const OBSERVATORY: Family = {
  slug: 'observatoire',
  title: 'L’observatoire',
  lead: 'Des chiffres avec leurs limites : intervalles, ruptures, secrets. Rien n’est dit par la couleur seule.',
  icon: 'chart',
  specimens: [
    {
      id: 'intervalles',
      title: 'Intervalles',
      lead: 'Ce qui est sûr, puis ce qui est possible. Ouvert quand rien ne dit combien au plus.',
      states: [
        {
          name: 'Fermé et ouvert',
          sample: (
            <IntervalBars
              title="Salariés par famille"
              description="Les associations en ont le plus."
              bars={[
                { label: 'Associations', least: 3210, most: 7840, display: 'entre 3\u202f210 et 7\u202f840' },
                { label: 'Fondations', least: 900, most: null, display: 'au moins 900' },
              ]}
            />
          ),
        },
      ],
    },
    {
      id: 'ruptures',
      title: 'Une série et ses ruptures',
      lead: 'Deux façons de compter ne sont jamais reliées. Deux années qui ne se suivent pas non plus.',
      states: [
        {
          name: 'Une rupture',
          sample: (
            <SeriesChart
              title="Emplois"
              description="Deux façons de compter."
              parts={[
                {
                  label: 'Avant',
                  points: [
                    { year: 2013, value: 480, display: '480' },
                    { year: 2014, value: 485, display: '485' },
                  ],
                },
                { label: 'Après', points: [{ year: 2019, value: 524, display: '524' }] },
              ]}
              breaks={[{ year: 2016, label: 'Une autre source' }]}
              tick={String}
            />
          ),
        },
      ],
    },
    {
      id: 'classes',
      title: 'Une carte en classes',
      lead: 'Pour une part. Le chiffre est écrit sur chaque lieu ; sans chiffre, il est hachuré.',
      states: [
        {
          name: 'Un chiffre et un secret',
          sample: (
            <ClassMap
              title="Carte inventée : part par commune"
              width={600}
              height={300}
              places={[
                { label: 'La Dune : 9,2 %', href: '#classes', path: DUNE, centre: [110, 150], band: 0, mark: '9,2' },
                { label: 'Le Bourg : secret', href: '#classes', path: TOWN, centre: [290, 110], band: null, mark: 's' },
              ]}
              classes={[{ words: '9,2 %', count: '1 commune' }]}
              absent="s : secret"
            />
          ),
        },
      ],
    },
    {
      id: 'cercles',
      title: 'Une carte en cercles',
      lead: 'Pour un volume : la surface dit le nombre.',
      states: [
        {
          name: 'Deux communes',
          sample: (
            <CircleMap
              title="Carte inventée : établissements"
              description="Le Bourg en a quatre fois plus."
              width={600}
              height={300}
              outlines={[DUNE, TOWN]}
              places={[
                { label: 'La Dune', centre: [110, 150], value: 10, display: '10 établissements' },
                { label: 'Le Bourg', centre: [290, 110], value: 40, display: '40 établissements' },
              ]}
              tick={String}
            />
          ),
        },
      ],
    },
    {
      id: 'matrice',
      title: 'Une matrice',
      lead: 'Deux choses croisées. Elle défile dans son cadre, au clavier aussi.',
      states: [
        {
          name: 'Avec un secret',
          sample: (
            <Matrix
              caption="Secteurs par famille (inventé)"
              rowTitle="Secteur"
              rows={[{ label: 'Santé' }, { label: 'Culture' }]}
              columns={[{ label: 'Associations' }, { label: 'Fondations' }]}
              cells={[
                [
                  { display: '12', weight: 1 },
                  { display: 's', weight: null },
                ],
                [
                  { display: '5', weight: 0.4 },
                  { display: '0', weight: 0 },
                ],
              ]}
            />
          ),
        },
      ],
    },
    {
      id: 'bandes',
      title: 'Des bandes de 100 %',
      lead: 'Pour comparer de quoi des lieux sont faits. Six parts au plus, chacune avec son numéro.',
      states: [
        {
          name: 'Deux lieux, dont un secret',
          sample: (
            <StackedBars
              title="Familles par lieu"
              description="La Dune a surtout des associations."
              names={['Associations', 'Coopératives', 'Mutuelles']}
              bars={[
                { label: 'La Dune', values: [8, 2, 1], display: '11' },
                { label: 'Le Bourg', values: [12, null, 3], display: 'secret' },
              ]}
            />
          ),
        },
      ],
    },
  ],
}
