import { sql } from 'kysely'
import type { Check } from '#platform/context'

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
    // Days in a row are told as one period: a day less its rank is the same along a row.
    query: sql`
      WITH calendar AS (
        SELECT (now() AT TIME ZONE 'Europe/Paris')::date + number AS day FROM generate_series(0, 29) AS number
      ),
      short AS (
        SELECT day, count(DISTINCT held.person_id) AS present,
               day - (row_number() OVER (ORDER BY day))::integer AS run
        FROM calendar
        LEFT JOIN role_in_effect AS held
          ON held.role IN ('administrator', 'substitute') AND held.object IS NULL
         AND day >= held.starts_on AND (held.ends_on IS NULL OR day <= held.ends_on)
         AND NOT EXISTS (
           SELECT FROM absence
           WHERE absence.person_id = held.person_id AND day BETWEEN absence.starts_on AND absence.ends_on)
        GROUP BY day
        HAVING count(DISTINCT held.person_id) < 2
            OR count(DISTINCT held.person_id) FILTER (WHERE held.role = 'administrator') < 1
      )
      SELECT 'du ' || to_char(min(day), 'DD/MM/YYYY') || ' au ' || to_char(max(day), 'DD/MM/YYYY')
             || ' (' || min(present) || ')'
      FROM short GROUP BY run ORDER BY min(day)`,
  },
]
