import { sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { Reader } from './schemes.ts'

/** What somebody wrote in dossiers, by number; of dossiers that are still there. */
export async function listWrittenBy(
  db: Reader,
  personId: string,
): Promise<readonly { readonly number: string; readonly field: string; readonly texts: readonly string[] }[]> {
  return await db
    .selectFrom('dossier_answer')
    .innerJoin('dossier', 'dossier.id', 'dossier_answer.dossier_id')
    .select(['number', 'field', 'texts'])
    .where('written_by', '=', personId)
    .orderBy('number')
    .orderBy('field')
    .execute()
}

/** Takes away the drafts somebody began and nobody else may write: what was never filed is nobody's record. */
export async function deleteDraftsOf(transaction: Transaction<DB>, personId: string): Promise<bigint> {
  const { numDeletedRows } = await transaction
    .deleteFrom('dossier')
    .where(
      sql<boolean>`EXISTS (SELECT FROM dossier_fact WHERE dossier_id = dossier.id AND kind = 'begun' AND done_by = ${personId})`,
    )
    .where(isDraft)
    .where(
      sql<boolean>`NOT EXISTS (SELECT FROM project_member WHERE project_member.project_id = dossier.project_id
        AND until IS NULL AND person_id <> ${personId})`,
    )
    .executeTakeFirst()
  return numDeletedRows
}

/** Takes away drafts nobody wrote in since then. */
export async function deleteDraftsBefore(db: Reader, before: Date): Promise<bigint> {
  const { numDeletedRows } = await db
    .deleteFrom('dossier')
    .where('begun_at', '<', before)
    .where(isDraft)
    .where(
      sql<boolean>`NOT EXISTS (SELECT FROM dossier_answer WHERE dossier_id = dossier.id AND written_at >= ${before})`,
    )
    .executeTakeFirst()
  return numDeletedRows
}

const isDraft = sql<boolean>`NOT EXISTS (SELECT FROM dossier_fact WHERE dossier_id = dossier.id AND kind = 'filed')`
