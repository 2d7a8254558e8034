import { sql } from 'kysely'
import type { Check } from '#platform/context'
import { SHORT_PERIODS } from './store/index.ts'

/** What must always hold of roles, and what must be looked after. */
export const checks: readonly Check[] = [
  {
    name: 'accounts.two-people',
    sentence: 'Aucun rôle sensible n’a été confirmé par la personne qui l’a demandé ou qui le reçoit.',
    query: sql`
      SELECT role_grant.id FROM role_grant JOIN role_confirmation ON grant_id = role_grant.id
      WHERE confirmed_by IN (asked_by, person_id)`,
  },
  {
    name: 'accounts.delegation-of-a-held-role',
    sentence: 'Chaque délégation porte sur un rôle que son auteur avait, aux dates où il l’avait.',
    query: sql`
      SELECT role_grant.id FROM role_grant JOIN role_grant AS origin ON origin.id = role_grant.delegated_from
      WHERE role_grant.asked_by <> origin.person_id OR role_grant.role <> origin.role
         OR role_grant.object IS DISTINCT FROM origin.object OR origin.delegated_from IS NOT NULL
         OR role_grant.starts_on < origin.starts_on OR role_grant.ends_on > origin.ends_on`,
  },
  {
    name: 'accounts.an-administrator-remains',
    sentence: 'Il y a toujours un administrateur sans date de fin.',
    query: sql`
      SELECT 'aucun' WHERE EXISTS (SELECT FROM role_grant WHERE role = 'administrator')
        AND NOT EXISTS (
          SELECT FROM role_in_effect
          WHERE role = 'administrator' AND object IS NULL AND ends_on IS NULL AND delegated_from IS NULL)`,
  },
  {
    name: 'accounts.two-are-present',
    severity: 'warning',
    sentence: 'Chaque jour des trente prochains, deux personnes au moins sont là pour donner et confirmer un rôle.',
    query: SHORT_PERIODS,
  },
]
