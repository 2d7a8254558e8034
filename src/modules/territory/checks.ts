import { sql } from 'kysely'
import type { Check } from '#platform/context'

/** What must always hold of places: SQL that returns no row, and the sentence shown to the public. */
export const checks: readonly Check[] = [
  {
    name: 'territory.epci-has-its-communes',
    sentence: 'Chaque EPCI a ici le nombre de communes annoncé.',
    query: sql`
      SELECT epci.code FROM epci LEFT JOIN commune ON commune.epci_code = epci.code AND commune.closed_at IS NULL
      WHERE epci.closed_at IS NULL
      GROUP BY epci.code HAVING count(commune.code) <> epci.commune_count_here`,
  },
  {
    name: 'territory.open-commune-in-open-epci',
    sentence: 'Aucune commune n’est rattachée à un EPCI qui n’existe plus.',
    query: sql`
      SELECT commune.code FROM commune JOIN epci ON epci.code = commune.epci_code
      WHERE commune.closed_at IS NULL AND epci.closed_at IS NOT NULL`,
  },
  {
    name: 'territory.settings-in-one-line',
    sentence: 'Aucune version des réglages du territoire ne manque.',
    query: sql`
      SELECT version FROM territory_setting
      WHERE version > (SELECT min(version) FROM territory_setting)
        AND version - 1 NOT IN (SELECT version FROM territory_setting)`,
  },
]
