import { type Kysely, sql } from 'kysely'
import type { DB } from '#platform/database'

/** What somebody wrote in the preparation and in the mirror, the first first. */
export async function wordsOfPerson(
  db: Kysely<DB>,
  personId: string,
): Promise<readonly Readonly<Record<string, string>>[]> {
  const { rows } = await sql<{ readonly at: Date; readonly kind: string; readonly words: string }>`
    SELECT step.taken_at AS at, 'Arbitrage' AS kind, coalesce(reason.reason, '') AS words
    FROM budget_demand_step step LEFT JOIN budget_demand_reason reason ON reason.step_id = step.id
    WHERE step.taken_by = ${personId}
    UNION ALL
    SELECT explained_at, 'Écart expliqué', words FROM budget_mirror_explanation WHERE explained_by = ${personId}
    UNION ALL
    SELECT sent_at, 'Fichier envoyé', file_name FROM budget_mirror_import WHERE sent_by = ${personId}
    ORDER BY at`.execute(db)
  return rows.map(({ at, kind, words }) => ({ Quand: at.toISOString(), Quoi: kind, Texte: words }))
}
