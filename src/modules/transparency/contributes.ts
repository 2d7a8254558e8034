import type { Kysely } from 'kysely'
import type { Contribution, DeskTask } from '#platform/context'
import type { DB } from '#platform/database'
import { holds, type Role, type Visitor } from '#platform/sessions'
import { transparencyAlgorithms } from './contributes.algorithms.ts'
import { transparencyDatasets } from './contributes.datasets.ts'
import { records } from './contributes.records.ts'
import { INCIDENT_SUBJECT } from './notice-subject.ts'
import * as store from './store/index.ts'

const READERS: readonly Role[] = ['agent', 'administrator']
const SUBJECT = 'Transparence'

/** What open data and the checks give to the pages of others. */
export const contribution: Contribution = {
  module: 'transparency',
  navigation: [
    { label: 'Données ouvertes', href: '/donnees' },
    { label: 'Transparence', href: '/transparence', isTool: true },
  ],
  sitemap: async () => [
    { path: '/donnees', title: 'Données ouvertes' },
    { path: '/donnees/valider', title: 'Vérifier un fichier' },
    { path: '/donnees/api', title: 'L’API' },
    { path: '/transparence', title: 'Transparence' },
    { path: '/transparence/algorithmes', title: 'Les règles de calcul' },
  ],
  algorithms: transparencyAlgorithms,
  datasets: transparencyDatasets,
  records,
  notices: [INCIDENT_SUBJECT],
  acts: {
    'transparency.incident-handled': 'a écrit la suite d’un incident',
    'transparency.incident-closed': 'a écrit la cause d’un incident, qui est clos',
    'transparency.keeping-changed': 'a changé la durée de conservation des vérifications',
  },
  purges: [
    {
      name: 'transparency.runs',
      run: async (db, now) => {
        const { detailDays, dailyMonths } = await store.readKeeping(db)
        const detailUntil = new Date(now.getTime() - detailDays * 86_400_000)
        const dailyUntil = new Date(now)
        dailyUntil.setUTCMonth(dailyUntil.getUTCMonth() - dailyMonths)
        return store.thinRuns(db, detailUntil, dailyUntil)
      },
    },
  ],
  desk: {
    subject: SUBJECT,
    navigation: [{ label: 'Contrôles et incidents', href: '/agents/transparence', roles: READERS }],
    tasks,
  },
}

/** Incidents that wait for an agent. */
async function tasks(db: Kysely<DB>, visitor: Visitor): Promise<readonly DeskTask[]> {
  if (!holds(visitor, READERS)) return []
  return (await store.listIncidents(db, 0)).map(({ id, sentence, passesSince }) => ({
    label: `${passesSince ? 'Écrire la cause de l’incident' : 'Traiter l’incident'} : ${sentence}`,
    href: `/agents/transparence/${id}`,
    subject: SUBJECT,
    dueAt: null,
    urgency: 'today',
  }))
}
