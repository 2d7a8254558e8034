import type { Dataset } from '#platform/context'
import type { CitedFigure } from './model.ts'
import * as store from './store/index.ts'

export const observatoryDatasets: readonly Dataset[] = [
  {
    slug: 'chiffres-cites',
    title: 'Chiffres cités de l’ESS',
    description:
      'Les chiffres publiés par d’autres et montrés ici, chacun avec son producteur, son millésime et son adresse.',
    keywords: ['ESS', 'emploi', 'observatoire'],
    producer: null,
    licence: 'Licence Ouverte 2.0',
    frequency: 'irregular',
    schema: null,
    columns: [
      { name: 'indicateur', type: 'text', meaning: 'Nom court de l’indicateur' },
      { name: 'chiffre', type: 'text', meaning: 'Ce qui est compté' },
      { name: 'lieu_code', type: 'text', meaning: 'Code du lieu' },
      { name: 'lieu', type: 'text', meaning: 'Nom du lieu' },
      { name: 'valeur', type: 'number', meaning: 'La valeur, telle que sa source l’écrit' },
      { name: 'unite', type: 'text', meaning: 'Unité' },
      { name: 'millesime', type: 'text', meaning: 'De quand il est' },
      { name: 'champ', type: 'text', meaning: 'Ce qui est compté et ce qui ne l’est pas' },
      { name: 'source', type: 'text', meaning: 'Qui le dit' },
      { name: 'adresse', type: 'text', meaning: 'Où le lire' },
      { name: 'lu_le', type: 'date', meaning: 'Jour où il a été relevé' },
    ],
    lastChange: async (db) => {
      const last = (await store.listCitedFigures(db))
        .map(({ readOn }) => readOn)
        .toSorted()
        .at(-1)
      return last === undefined ? undefined : new Date(`${last}T12:00:00Z`)
    },
    rows: async function* (db) {
      for (const figure of await store.listCitedFigures(db)) yield rowOf(figure)
    },
  },
]

function rowOf(figure: CitedFigure) {
  const { indicator, label, place, placeName, amount, unit, vintage, scope, sources, url, readOn } = figure
  const value = amount.kind === 'value' ? amount.value : null
  const said = sources.map(({ producer }) => producer).join(' | ')
  return [indicator, label, place, placeName, value, unit, vintage, scope, said, url, readOn]
}
