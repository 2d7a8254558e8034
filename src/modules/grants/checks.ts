import { sql } from 'kysely'
import type { Check } from '#platform/context'

/** What must always hold of grants. */
export const checks: readonly Check[] = [
  {
    name: 'grants.shares-are-whole',
    sentence: 'Les parts des bénéficiaires d’une subvention font 100 %.',
    query: sql`
      SELECT convention_id FROM grant_beneficiary JOIN grant_convention ON id = convention_id
      WHERE import_id IS NULL GROUP BY convention_id HAVING sum(share_millionths) <> 1000000`,
  },
  {
    name: 'grants.signed-once-enforceable',
    sentence: 'Aucune convention n’est signée avant que sa décision soit exécutoire.',
    query: sql`
      SELECT grant_convention.id FROM grant_convention
      WHERE import_id IS NULL AND signed_on IS NOT NULL AND NOT EXISTS (
        SELECT FROM decision_event AS sent JOIN decision_event AS told USING (decision_id)
        WHERE decision_id = grant_convention.decision_id AND sent.kind = 'transmitted' AND told.kind = 'published'
          AND greatest(sent.happened_on, told.happened_on) <= signed_on)`,
  },
  {
    name: 'grants.nothing-left-aside',
    sentence: 'Un fichier accepté ou écarté ne laisse rien derrière lui.',
    query: sql`
      SELECT import_id FROM grant_import_line JOIN grant_import ON id = import_id WHERE state <> 'read'`,
  },
]
