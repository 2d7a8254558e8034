import { CONFLICT_KINDS } from '#kernel/perimeter'
import type { Contribution } from '#platform/context'
import { holds, type Role } from '#platform/sessions'
import { checks } from './checks.ts'
import { directoryAlgorithms } from './contributes.algorithms.ts'
import { CLAIM_ACTS, CLAIM_PLACES, claimTasks } from './contributes.claim-desk.ts'
import { claimRecords, processing } from './contributes.claim-records.ts'
import { claimContribution } from './contributes.claims.ts'
import { directoryDatasets } from './contributes.datasets.ts'
import { publicParts } from './contributes.public.ts'
import { records } from './contributes.records.ts'
import { GRAVE_CONFLICTS } from './model.ts'
import { shownName } from './names.ts'
import * as store from './store/index.ts'
import { listBegun } from './store/recognitions.ts'

const READERS: readonly Role[] = ['agent', 'administrator']

/** What the directory gives to the pages of others. */
export const contribution: Contribution = {
  module: 'directory',
  records: [...records, ...claimRecords],
  processing,
  checks,
  taggable: [
    {
      kind: 'recognition',
      label: 'Reconnaissances',
      list: async (db, from, until) =>
        (await listBegun(db, from, until)).map(({ structureId, kind, name, title, slug, startsOn }) => ({
          id: `${structureId}.${kind}`,
          title: `${shownName(title)} : ${name}`,
          href: `/annuaire/${slug}`,
          day: startsOn ?? from,
        })),
    },
  ],
  ...publicParts,
  ...claimContribution,
  datasets: directoryDatasets,
  algorithms: directoryAlgorithms,
  acts: {
    ...CLAIM_ACTS,
    'directory.import-asked': 'a demandé la lecture d’un fichier de données',
    'directory.import-accepted': 'a mis en service un fichier de données',
    'directory.import-returned': 'est revenu au fichier de données précédent',
    'directory.import-discarded': 'a écarté un fichier de données',
    'directory.review-settled': 'a tranché un désaccord entre sources',
    'directory.embedding': 'a choisi les sites qui peuvent montrer l’annuaire',
    'directory.unit-withdrawn': 'a retiré une structure de l’annuaire, à sa demande',
  },
  desk: {
    subject: 'Annuaire',
    navigation: [
      ...CLAIM_PLACES,
      { label: 'Imports de données', href: '/agents/imports', roles: READERS },
      { label: 'Désaccords entre sources', href: '/agents/annuaire/revue', roles: READERS },
      { label: 'L’annuaire sur d’autres sites', href: '/agents/annuaire/cadre', roles: READERS },
    ],
    tasks: async (db, visitor, now) => {
      if (!holds(visitor, READERS)) return []
      const asked = await claimTasks(db, visitor, now)
      const [imports, reviews] = await Promise.all([store.listImports(db, 50), store.countReviews(db)])
      const ready = imports.filter(({ state, wasChosen, hasRows }) => state === 'ready' && !wasChosen && hasRows)
      const grave = CONFLICT_KINDS.filter((kind) => GRAVE_CONFLICTS.includes(kind))
      const waiting = grave.reduce((sum, kind) => sum + (reviews.get(kind) ?? 0), 0)
      const task = { subject: 'Annuaire', dueAt: null, urgency: 'later' } as const
      return [
        ...asked,
        ...(ready.length > 0
          ? [
              {
                ...task,
                label: `Vérifier ${countOf(ready.length, 'import lu', 'imports lus')}`,
                href: '/agents/imports',
              },
            ]
          : []),
        ...(waiting > 0
          ? [
              {
                ...task,
                label: `Trancher ${countOf(waiting, 'désaccord', 'désaccords')}`,
                href: '/agents/annuaire/revue',
              },
            ]
          : []),
      ]
    },
  },
}

function countOf(count: number, one: string, more: string): string {
  return `${count} ${count === 1 ? one : more}`
}
