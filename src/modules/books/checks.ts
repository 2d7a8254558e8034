import { sql } from 'kysely'
import type { Check } from '#platform/context'
import { differingBalances, differingMonths, differingPendings } from './store/ledger/index.ts'

/** What must always hold of the journal: SQL that returns no row, and the sentence shown to the public. */
export const checks: readonly Check[] = [
  {
    name: 'books.debits-equal-credits',
    sentence: 'Dans le journal, la somme des débits est égale à la somme des crédits, au centime près.',
    // A transfer has both sides in one row; what is kept apart from the rows could still lie.
    query: sql`
      SELECT sum(debits_posted) - sum(credits_posted) AS difference FROM ledger_month
      HAVING sum(debits_posted) <> sum(credits_posted) OR sum(debits_pending) <> sum(credits_pending)`,
  },
  {
    name: 'books.accounts-exist',
    sentence: 'Chaque écriture du journal va d’un compte ouvert à un autre.',
    query: sql`
      SELECT transfer.id FROM ledger_transfer AS transfer
      WHERE NOT EXISTS (SELECT FROM ledger_account WHERE id = debit_account)
         OR NOT EXISTS (SELECT FROM ledger_account WHERE id = credit_account)
      LIMIT 100`,
  },
  {
    name: 'books.balances-are-those-of-the-rows',
    sentence: 'Le solde de chaque compte plafonné est celui que donnent ses écritures.',
    query: differingBalances,
  },
  {
    name: 'books.months-are-those-of-the-rows',
    sentence: 'Les soldes gardés mois par mois sont ceux que l’on retrouve en refaisant toutes les additions.',
    query: differingMonths,
  },
  {
    name: 'books.limits-hold',
    sentence: 'Aucune ligne n’a donné plus que son crédit.',
    query: sql`
      SELECT account_id FROM ledger_balance
      WHERE (limit_kind = 'debits-within-credits' AND debits_posted + debits_pending > credits_posted)
         OR (limit_kind = 'credits-within-debits' AND credits_posted + credits_pending > debits_posted)`,
  },
  {
    name: 'books.pending-stays-within',
    sentence: 'Aucune réservation n’a été utilisée au-delà de son montant, ni après avoir été annulée.',
    query: differingPendings,
  },
  {
    name: 'books.alarms-are-handled',
    sentence: 'Aucune écriture n’a été demandée sous le numéro d’une autre, ou chaque cas a été examiné.',
    query: sql`
      SELECT id FROM ledger_alarm
      WHERE NOT EXISTS (SELECT FROM ledger_alarm_handling WHERE alarm_id = ledger_alarm.id)`,
  },
]
