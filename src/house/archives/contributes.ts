import { findCurrentSettings } from '#modules/territory'
import { forgetSignatories, LIST_ATTACHMENTS, listLists, missingForService } from '#platform/archives'
import { type Contribution, type DeskTask, NO_SETTINGS } from '#platform/context'
import { holds } from '#platform/sessions'
import { checks } from './checks.ts'
import { listExistingLists } from './existing.ts'
import { records } from './platform-records.ts'
import { SCAN_RULES } from './scan-rules.ts'

const READERS = ['agent', 'administrator'] as const
const [DAY_MS, TEN_YEARS] = [86_400_000, 3652]

/** What the archives, and the tables of the platform, give to the pages of others. */
export const contribution: Contribution = {
  module: 'archives',
  processing: {
    title: 'Éliminer ou verser ce qui a fait son temps',
    people: 'Les personnes qui signent un bordereau',
  },
  records,
  checks,
  acts: {
    'archives.list-made': 'a fait un bordereau d’archives',
    'archives.visa-recorded': 'a enregistré le visa d’un bordereau',
    'archives.acknowledgment-recorded': 'a enregistré l’accusé de réception des Archives',
    'archives.list-abandoned': 'a abandonné un bordereau',
    'archives.package-made': 'a fait un paquet de versement',
    'archives.list-ended': 'a terminé un bordereau',
    'archives.table-entered': 'a enregistré un tableau de gestion',
    'archives.service-entered': 'a enregistré un point de la mise en service',
    'archives.service-withdrawn': 'a retiré un point de la mise en service',
    'archives.setting-changed': 'a changé un réglage des archives',
  },
  personalData: [
    {
      what: 'Le nom et la fonction de qui signe un bordereau d’archives',
      purpose: 'Prouver que l’élimination ou le versement était autorisé.',
      basis: 'obligation légale (RGPD, article 6.1.c ; code du patrimoine, article L212-2)',
      kept: 'Dix ans après la signature',
      fate: 'élimination',
      seenBy: 'Les agents',
      stays:
        'C’est la preuve d’un acte de la collectivité (RGPD, article 17.3.b et d). Elle disparaît au bout de dix ans.',
      tables: ['archive_step'],
      purge: 'archives.signatories',
    },
    {
      what: 'Le nom et la fonction de qui signe un accord de mise en service',
      purpose: 'Prouver que le service est en règle avant un vrai vote.',
      basis: 'obligation légale (RGPD, articles 24 et 35)',
      kept: 'Dix ans après la signature',
      fate: 'élimination',
      seenBy: 'Les agents',
      stays: 'C’est la preuve d’un acte de la collectivité (RGPD, article 17.3.b). Elle disparaît au bout de dix ans.',
      tables: ['service_signature'],
      purge: 'archives.signatories',
    },
  ],
  // Who signs does it on paper: nothing links their name to an account.
  exportPerson: async () => ({}),
  erasePerson: async () => [],
  purges: [
    {
      name: 'archives.signatories',
      run: (db, now) => forgetSignatories(db, new Date(now.getTime() - TEN_YEARS * DAY_MS)),
    },
  ],
  attachments: [
    {
      kind: LIST_ATTACHMENTS,
      rules: SCAN_RULES,
      mayRead: async (_db, visitor) => visitor !== undefined && holds(visitor, READERS),
      listExisting: listExistingLists,
    },
  ],
  desk: {
    subject: 'Archives',
    navigation: [
      { label: 'Archives', href: '/agents/archives', roles: READERS },
      { label: 'Mise en service', href: '/agents/mise-en-service', roles: READERS },
      { label: 'Registre des traitements', href: '/agents/registre', roles: READERS },
    ],
    tasks: async (db, visitor, now): Promise<readonly DeskTask[]> => {
      if (!holds(visitor, ['administrator'])) return []
      const lists = await listLists(db, 100)
      const task = { subject: 'Archives', urgency: 'later' } as const
      const settings = (await findCurrentSettings(db))?.settings ?? NO_SETTINGS
      const missing = (await missingForService(db, settings)).length
      const service: readonly DeskTask[] = [
        {
          ...task,
          href: '/agents/mise-en-service',
          dueAt: null,
          label:
            missing === 1 ? 'Mise en service : il manque un point' : `Mise en service : il manque ${missing} points`,
        },
      ]
      const signing = lists.flatMap(({ id, number, state, madeAt }): readonly DeskTask[] => {
        const dueAt = new Date(madeAt.getTime() + 60 * DAY_MS)
        const urgency = dueAt < now ? 'late' : task.urgency
        const href = `/agents/archives/${id}`
        if (state === 'proposed')
          return [{ ...task, urgency, href, dueAt, label: `Faire signer le bordereau ${number}` }]
        if (state === 'packed')
          return [{ ...task, urgency, href, dueAt, label: `Verser le paquet ${number} aux Archives` }]
        return []
      })
      return [...(missing === 0 ? [] : service), ...signing]
    },
  },
}
