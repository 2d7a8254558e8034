import { PROPOSED_BY_THE_HOUSE, type RecordKind } from '#platform/archives'
import type { Contribution, PersonalDataKind } from '#platform/context'
import { holds } from '#platform/sessions'
import { forgetFiles, listGaps, listImports } from './store/mirror/index.ts'
import { wordsOfPerson } from './store/preparation/index.ts'

const MIRROR = '/agents/budget/miroir'
const KEEPERS = ['agent', 'finance-agent', 'administrator'] as const
const DAY_MS = 86_400_000

const records: readonly RecordKind[] = [
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'books.mirror',
    what: 'Ce que dit l’outil financier : fichiers lus, pièces, écarts et leurs explications',
    purpose: 'Comparer notre journal de suivi à l’outil financier, et expliquer chaque écart.',
    usefulLife: { duration: { count: 10, unit: 'years' }, from: 'la fin de l’exercice' },
    fate: 'élimination',
    tables: [
      'budget_mirror_mapping',
      'budget_mirror_import',
      'budget_mirror_row',
      'budget_mirror_entry',
      'budget_mirror_explanation',
    ],
    end: { by: 'act', words: 'La copie suit l’outil financier, qui garde l’original.' },
  },
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'books.preparation',
    what: 'La préparation du budget : demandes, arbitrages, motifs, et les postes de chaque année',
    purpose: 'Préparer le budget de l’an prochain et pouvoir dire pourquoi chaque montant.',
    usefulLife: { duration: { count: 10, unit: 'years' }, from: 'la fin de l’année préparée' },
    fate: 'conservation',
    tables: [
      'budget_level',
      'budget_campaign',
      'budget_demand',
      'budget_demand_step',
      'budget_demand_year',
      'budget_demand_reason',
      'budget_post',
    ],
    end: { by: 'nothing', words: 'Un arbitrage ne s’efface pas : il explique le budget qui a été voté.' },
  },
]

export const preparationPersonalData: readonly PersonalDataKind[] = [
  {
    what: 'Vos demandes, vos arbitrages et vos explications d’écart dans le budget',
    purpose: 'Savoir qui a demandé, arbitré ou expliqué chaque montant.',
    basis: 'mission d’intérêt public (RGPD, article 6.1.e)',
    kept: 'Dix ans après l’année préparée',
    fate: 'conservation',
    seenBy: 'Les agents et les élus',
    stays: 'Ce qui explique un budget voté reste (RGPD, article 17.3.b), sans votre nom.',
    tables: ['budget_campaign', 'budget_demand_step', 'budget_mirror_explanation'],
    purge: null,
  },
  {
    what: 'Les fichiers de l’outil financier que vous envoyez, le temps de les lire',
    purpose: 'Choisir les colonnes d’un fichier avant de le lire.',
    basis: 'mission d’intérêt public (RGPD, article 6.1.e)',
    kept: 'Un jour au plus ; le fichier est effacé dès qu’il est lu',
    fate: 'élimination',
    seenBy: 'Les agents',
    stays: 'Le nom du fichier et sa date restent, sans votre nom.',
    tables: ['budget_mirror_import'],
    purge: 'books.mirror-files',
  },
]

/** What agents do with the finance tool and with next year's budget. */
export const preparationPart = {
  records,
  personalData: preparationPersonalData,
  exportPerson: async (db, personId) => {
    const told = await wordsOfPerson(db, personId)
    return told.length === 0 ? {} : { 'Préparation du budget': told }
  },
  erasePerson: async () => [],
  purges: [{ name: 'books.mirror-files', run: (db, now) => forgetFiles(db, new Date(now.getTime() - DAY_MS)) }],
  acts: {
    'books.mirror-sent': 'a envoyé un export de l’outil financier',
    'books.mirror-accepted': 'a accepté un export de l’outil financier',
    'books.mirror-discarded': 'a écarté un export de l’outil financier',
    'books.gap-explained': 'a expliqué un écart avec l’outil financier',
    'books.campaign-opened': 'a ouvert la préparation d’un budget',
    'books.levels-changed': 'a changé les niveaux d’arbitrage',
    'books.demand-asked': 'a écrit une demande de budget',
    'books.demand-arbitrated': 'a arbitré une demande de budget',
    'books.posts-told': 'a écrit le nombre d’agents d’une année',
  },
  desk: {
    subject: 'Budget',
    navigation: [
      { label: 'Outil financier', href: MIRROR, roles: KEEPERS },
      { label: 'Préparation du budget', href: '/agents/budget/preparation', roles: [...KEEPERS, 'elected-member'] },
    ],
    tasks: async (db, visitor) => {
      if (!holds(visitor, KEEPERS)) return []
      const [imports, gaps] = await Promise.all([listImports(db, 30), listGaps(db)])
      const unread = imports.filter(({ state }) => state === 'read' || state === 'sent').length
      const open = gaps.filter(({ explanation }) => explanation === null).length
      const task = { subject: 'Budget', href: MIRROR, dueAt: null, urgency: 'later' } as const
      return [
        ...(unread > 0 ? [{ ...task, label: `Fichiers de l’outil financier à accepter : ${unread}` }] : []),
        ...(open > 0 ? [{ ...task, label: `Écarts avec l’outil financier à expliquer : ${open}` }] : []),
      ]
    },
  },
} satisfies Partial<Contribution>
