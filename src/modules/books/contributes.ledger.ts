import { PROPOSED_BY_THE_HOUSE, type RecordKind } from '#platform/archives'
import type { Contribution } from '#platform/context'
import { holds } from '#platform/sessions'
import { ALARM_ROLES } from './budget/roles.ts'
import { checks } from './checks.ts'
import { countOpenAlarms } from './store/ledger/index.ts'

const ALARMS = '/agents/budget/alarmes'

const records: readonly RecordKind[] = [
  {
    ...PROPOSED_BY_THE_HOUSE,
    name: 'books.journal',
    what: 'Le journal : comptes, écritures, soldes, alertes',
    purpose: 'Suivre chaque euro et pouvoir refaire les additions.',
    usefulLife: { duration: null, from: 'Tant que le journal est tenu' },
    fate: 'conservation',
    tables: [
      'ledger_account',
      'ledger_transfer',
      'ledger_balance',
      'ledger_pending',
      'ledger_month',
      'ledger_closing',
      'ledger_alarm',
      'ledger_alarm_handling',
    ],
    end: {
      by: 'nothing',
      words:
        'Une écriture n’est jamais effacée : elle ne contient ni nom ni texte, seulement des numéros et des montants.',
    },
  },
]

/** What the journal gives to the pages of others. */
export const ledgerPart = {
  checks,
  records,
  acts: {
    'books.transfer-alarm': 'a demandé une écriture sous le numéro d’une autre : elle a été refusée',
    'books.alarm-handled': 'a examiné une alerte du journal',
  },
  desk: {
    subject: 'Budget',
    navigation: [{ label: 'Alertes du journal', href: ALARMS, roles: ALARM_ROLES }],
    tasks: async (db, visitor) => {
      if (!holds(visitor, ALARM_ROLES)) return []
      const count = await countOpenAlarms(db)
      if (count === 0) return []
      const label = `Alertes du journal à examiner : ${count}`
      return [{ label, href: ALARMS, subject: 'Budget', urgency: 'today', dueAt: null }]
    },
  },
} satisfies Partial<Contribution>
