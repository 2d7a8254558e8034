import type { Dataset, DatasetColumn } from '#platform/context'
import { euros } from './published/files.ts'
import { SCDL_COLUMNS, SCDL_SENTENCES, SCDL_STAGES, scdlRows } from './published/scdl.ts'
import * as store from './store/published/index.ts'

const PAYMENT_COLUMNS: readonly DatasetColumn[] = [
  { name: 'identifiant', type: 'text', meaning: 'Ne change jamais' },
  { name: 'paye_le', type: 'date', meaning: 'Jour où le comptable public a payé' },
  { name: 'montant', type: 'number', meaning: 'En euros' },
  { name: 'beneficiaire', type: 'text', meaning: 'Nom de qui est payé, toujours une personne morale' },
  { name: 'siret', type: 'text', meaning: 'Son SIRET' },
  { name: 'objet', type: 'text', meaning: 'Ce que l’argent paie' },
  { name: 'exercice', type: 'number', meaning: 'Année du budget' },
  { name: 'ligne', type: 'text', meaning: 'Code de la ligne de budget' },
  { name: 'libelle_ligne', type: 'text', meaning: 'Nom de la ligne' },
  { name: 'perimetre', type: 'text', meaning: 'Dédié à l’ESS ou transversal : les deux ne s’additionnent pas' },
  { name: 'mandat', type: 'text', meaning: 'Numéro de l’ordre de payer' },
  { name: 'fictif', type: 'boolean', meaning: 'Inventé, pour une démonstration' },
  { name: 'page', type: 'text', meaning: 'Sa page sur ce site' },
]

const PERIMETERS = { dedicated: 'dédié', transversal: 'transversal' } as const

/** The budget and its payments, as open data. */
export const bookDatasets: readonly Dataset[] = [
  {
    slug: 'budget',
    title: 'Budget de l’ESS, étape par étape',
    description:
      'Ce que les élus ont voté pour l’économie sociale et solidaire, une ligne par ligne de budget, et les comptes des années arrêtées. Le journal de suivi ne remplace pas la comptabilité tenue par le comptable public.',
    keywords: ['budget', 'ESS', 'finances'],
    producer: null,
    licence: 'Licence Ouverte 2.0',
    frequency: 'irregular',
    schema: 'scdl-budget-0.8.3',
    columns: SCDL_COLUMNS,
    lastChange: store.lastBudgetChange,
    obstacle: async (db) => {
      const [year] = await store.listYearNumbers(db)
      const read = year === undefined ? undefined : await store.readScdlBudget(db, year)
      return read === undefined || read.ok ? undefined : SCDL_SENTENCES[read.refusal]
    },
    rows: async function* (db) {
      for (const year of await store.listYearNumbers(db)) {
        const budget = await store.readScdlBudget(db, year)
        if (!budget.ok) return
        for (const stage of SCDL_STAGES) {
          const rows = scdlRows(budget.value, stage)
          if (rows.ok) yield* rows.value
        }
      }
    },
  },
  {
    slug: 'paiements',
    title: 'Paiements de l’ESS, un par un',
    description:
      'Chaque paiement à une association, une entreprise ou une collectivité, le dernier d’abord. Aucune personne physique n’y est.',
    keywords: ['paiements', 'budget', 'ESS', 'dépenses'],
    producer: null,
    licence: 'Licence Ouverte 2.0',
    frequency: 'continuous',
    schema: null,
    columns: PAYMENT_COLUMNS,
    lastChange: store.lastPaymentDay,
    rows: async function* (db, url) {
      for await (const batch of store.eachPaymentBatch(db)) {
        for (const { id, paidOn, amountCents, payee, purpose, year, line, mandateNumber, isFictitious } of batch)
          yield [
            ...[id, paidOn, euros(amountCents), payee.name, payee.siret, purpose, year, line.code, line.label],
            ...[PERIMETERS[line.perimeter], mandateNumber, isFictitious, `${url}/budget/paiements/${id}`],
          ]
      }
    },
  },
]
