import { sql } from 'kysely'
import type { Check } from '#platform/context'

const ACTIONS = sql`
  SELECT number, orientation ->> 'slug' AS orientation, action
  FROM programme_publication
  CROSS JOIN LATERAL jsonb_array_elements(content::jsonb -> 'ambitions') AS a (ambition)
  CROSS JOIN LATERAL jsonb_array_elements(ambition -> 'orientations') AS o (orientation)
  CROSS JOIN LATERAL jsonb_array_elements(orientation -> 'actions') AS c (action)`

/** What must always hold of the programme: SQL that returns no row, and the sentence shown to the public. */
export const checks: readonly Check[] = [
  {
    name: 'programme.actions-have-a-legal-basis',
    sentence: 'Chaque action publiée dit sur quel article et quelle compétence elle repose.',
    query: sql`
      SELECT number, action ->> 'slug' FROM (${ACTIONS}) AS placed
      WHERE coalesce(action #>> '{legalBasis,article}', '') = '' OR coalesce(action #>> '{legalBasis,competence}', '') = ''`,
  },
  {
    name: 'programme.a-line-pays-one-action',
    sentence: 'Une ligne de budget ne paie qu’une action : aucun euro n’est compté deux fois.',
    query: sql`
      SELECT number, line FROM (${ACTIONS}) AS placed
      CROSS JOIN LATERAL jsonb_array_elements_text(action -> 'lines') AS l (line)
      GROUP BY number, line HAVING count(*) > 1`,
  },
  {
    name: 'programme.names-are-unique',
    sentence: 'Deux actions n’ont jamais le même nom d’adresse dans une version.',
    query: sql`
      SELECT number, action ->> 'slug' FROM (${ACTIONS}) AS placed
      GROUP BY 1, 2 HAVING count(*) > 1`,
  },
  {
    name: 'programme.values-have-their-indicator',
    sentence: 'Chaque valeur d’indicateur est celle d’une action qui a été publiée.',
    query: sql`
      SELECT id FROM programme_value
      WHERE withdrawn_at IS NULL AND action NOT IN (SELECT action ->> 'slug' FROM (${ACTIONS}) AS placed)`,
  },
]
