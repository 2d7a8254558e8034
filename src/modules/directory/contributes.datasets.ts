import { readAtlas } from '#modules/territory'
import type { Dataset, DatasetColumn } from '#platform/context'
import { type OrganisationJson, organisationOf } from './exports.ts'
import { placeNames } from './map/index.ts'
import * as store from './store/index.ts'

const BATCH = 1_000
const ALL = { words: [] }

type Given = DatasetColumn & { readonly cell: (one: OrganisationJson) => string | boolean | null }

const COLUMNS: readonly Given[] = [
  text('identifiant', 'Ne change pas quand le nom change', ({ id }) => id),
  text('nom', 'Le nom comme on l’écrit', ({ name }) => name),
  text('siren', 'Son SIREN', ({ siren }) => siren),
  text('rna', 'Son numéro RNA', ({ rna }) => rna),
  text('famille', 'Association, coopérative, mutuelle, fondation ou société commerciale', ({ family }) => family),
  text('categorie_juridique', 'Catégorie juridique de l’Insee', ({ legalCategory }) => legalCategory),
  text('code_naf_rev2', 'Activité principale, NAF rév. 2', ({ nafRev2 }) => nafRev2),
  text('secteur', 'Secteur du filtre de l’annuaire', ({ sector }) => sector),
  text('tranche_effectif', 'Tranche d’effectif de Sirene, de l’unité entière', ({ sizeBand }) => sizeBand),
  text('code_commune', 'Code Insee de la commune', ({ commune }) => commune?.code ?? null),
  text('commune', 'Nom de la commune', ({ commune }) => commune?.name ?? null),
  text('reconnaissances', 'Labels, agréments et formes reconnues', ({ recognitions }) => recognitions.join('|')),
  text('sources', 'D’où vient la ligne, avec le millésime', ({ sources }) =>
    sources.map(({ name, vintage }) => `${name} ${vintage}`).join('|'),
  ),
  { name: 'verifie_le', type: 'date', meaning: 'Dernier passage des sources', cell: ({ checkedOn }) => checkedOn },
  {
    name: 'fictif',
    type: 'boolean',
    meaning: 'Inventée, pour une démonstration',
    cell: ({ isFictitious }) => isFictitious,
  },
  text('page', 'Sa page sur ce site', ({ page }) => page),
]

export const directoryDatasets: readonly Dataset[] = [
  {
    slug: 'annuaire-ess',
    title: 'Annuaire de l’économie sociale et solidaire',
    description:
      'Les structures de l’ESS du territoire, avec la source de chaque ligne. Aucune personne physique n’y est.',
    keywords: ['ESS', 'annuaire', 'associations', 'coopératives'],
    producer: null,
    licence: 'Licence Ouverte 2.0',
    frequency: 'monthly',
    schema: null,
    columns: COLUMNS.map(({ name, type, meaning }) => ({ name, type, meaning })),
    lastChange: async (db) => {
      const [last] = await store.listEntries(db, ALL, { limit: 1, order: 'nom', offset: 0 })
      return last?.checkedAt
    },
    rows: async function* (db, url) {
      const places = placeNames(await readAtlas(db), url)
      let after = ''
      for (;;) {
        const entries = await store.listEntries(db, ALL, { limit: BATCH, order: 'adresse', after })
        for (const entry of entries) yield COLUMNS.map(({ cell }) => cell(organisationOf(entry, places)))
        if (entries.length < BATCH) return
        after = entries.at(-1)!.slug
      }
    },
  },
]

function text(name: string, meaning: string, cell: Given['cell']): Given {
  return { name, type: 'text', meaning, cell }
}
