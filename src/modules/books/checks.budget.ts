import { sql } from 'kysely'
import type { Check } from '#platform/context'

/** What must always hold of the public budget. */
export const budgetChecks: readonly Check[] = [
  {
    name: 'books.liquidated-by-another',
    sentence: 'Chaque liquidation est signée par une autre personne que celle qui a instruit la demande.',
    query: sql`
      SELECT liquidation.id FROM budget_liquidation AS liquidation
      JOIN budget_engagement AS engagement ON engagement.id = liquidation.engagement_id
      WHERE signed_by IN (prepared_by, instructed_by)`,
  },
  {
    name: 'books.authorisation-years-add-up',
    sentence: 'Les crédits de paiement de chaque autorisation pluriannuelle font exactement son montant.',
    query: sql`
      SELECT authorisation.id FROM budget_authorisation AS authorisation
      LEFT JOIN budget_authorisation_year AS part ON part.authorisation_id = authorisation.id
      GROUP BY authorisation.id HAVING coalesce(sum(part.amount_cents), 0) <> authorisation.amount_cents`,
  },
  {
    name: 'books.payments-in-the-journal',
    sentence: 'Chaque paiement est dans le journal, pour son montant exact.',
    query: sql`
      SELECT mandate.id FROM budget_mandate AS mandate
      JOIN budget_liquidation AS liquidation ON liquidation.id = mandate.liquidation_id
      LEFT JOIN ledger_transfer AS transfer ON transfer.id = mandate.payment_transfer
      WHERE mandate.paid_on IS NOT NULL AND transfer.amount_cents IS DISTINCT FROM liquidation.amount_cents`,
  },
  {
    name: 'books.conditions-seen',
    sentence: 'Rien n’est liquidé sans que chaque pièce et chaque condition aient été vues par quelqu’un.',
    query: sql`
      SELECT liquidation.id FROM budget_liquidation AS liquidation
      JOIN budget_condition AS condition USING (engagement_id)
      WHERE signed_at IS NOT NULL AND NOT EXISTS (
        SELECT FROM budget_condition_check AS seen
        WHERE seen.liquidation_id = liquidation.id AND seen.condition_id = condition.id)`,
  },
  {
    name: 'books.somebody-may-sign',
    sentence: 'Une personne des finances est présente chaque jour des deux semaines qui viennent, pour signer.',
    severity: 'warning',
    query: sql`
      SELECT to_char(day, 'DD/MM/YYYY') AS told
      FROM (SELECT (now() AT TIME ZONE 'Europe/Paris')::date + number AS day FROM generate_series(0, 13) AS number) AS day
      WHERE EXISTS (SELECT FROM budget_liquidation WHERE signed_at IS NULL AND returned_at IS NULL) AND NOT EXISTS (
        SELECT FROM role_in_effect AS held
        WHERE held.role = 'finance-agent' AND held.object IS NULL
          AND day >= held.starts_on AND (held.ends_on IS NULL OR day <= held.ends_on)
          AND NOT EXISTS (SELECT FROM absence WHERE absence.person_id = held.person_id
                          AND day BETWEEN absence.starts_on AND absence.ends_on))`,
  },
]
