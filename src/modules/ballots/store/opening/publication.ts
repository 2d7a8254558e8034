import { type Kysely, sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'

/** What a machine of the bureau found. */
export type Comparison = { readonly opened: string; readonly comparedBy: string; readonly comparedAt: Date }

/** The last of each person, the oldest first. */
export async function listComparisons(db: Kysely<DB>, pollId: string): Promise<readonly Comparison[]> {
  const { rows } = await sql<Comparison>`
    SELECT * FROM (
      SELECT DISTINCT ON (compared_by) encode(opened, 'hex') AS opened, compared_by AS "comparedBy", compared_at AS "comparedAt"
      FROM opening_comparison WHERE poll_id = ${pollId} ORDER BY compared_by, compared_at DESC, id DESC
    ) AS last ORDER BY "comparedAt"`.execute(db)
  return rows
}

export async function insertComparison(
  transaction: Transaction<DB>,
  id: string,
  pollId: string,
  { opened, comparedBy, comparedAt }: Comparison,
): Promise<void> {
  await transaction
    .insertInto('opening_comparison')
    .values({
      id,
      poll_id: pollId,
      opened: Buffer.from(opened, 'hex'),
      compared_by: comparedBy,
      compared_at: comparedAt,
    })
    .execute()
}

/** Forgets which mark of the roll each ballot hangs on, and where ballots came from: for good. As the opener. */
export async function forgetLinks(opener: Transaction<DB>, pollId: string): Promise<void> {
  await opener.deleteFrom('envelope_link').where('poll_id', '=', pollId).execute()
  await opener.deleteFrom('cast_trace').where('poll_id', '=', pollId).execute()
}

export type VoteFiles = ReadonlyMap<string, Uint8Array>

export async function insertFiles(transaction: Transaction<DB>, pollId: string, files: VoteFiles): Promise<void> {
  const rows = Array.from(files, ([name, content]) => ({ poll_id: pollId, name, content: Buffer.from(content) }))
  await transaction.insertInto('vote_file').values(rows).execute()
}

/** The files that the leaf `result` names; none before the result. */
export async function listFiles(db: Kysely<DB>, pollId: string): Promise<VoteFiles> {
  const rows = await db.selectFrom('vote_file').select(['name', 'content']).where('poll_id', '=', pollId).execute()
  return new Map(rows.map(({ name, content }) => [name, new Uint8Array(content)]))
}

/** Hash of what was opened, as the log says it, in hexadecimal; `undefined` before the opening. */
export async function findOpenedHash(db: Kysely<DB>, pollId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('log_leaf')
    .select(sql<string>`content::jsonb ->> 'opened'`.as('opened'))
    .where('poll_id', '=', pollId)
    .where('kind', '=', 'opening')
    .executeTakeFirst()
  return row?.opened
}

export async function hasFile(db: Kysely<DB>, pollId: string, name: string): Promise<boolean> {
  const row = await db
    .selectFrom('vote_file')
    .select('poll_id')
    .where('poll_id', '=', pollId)
    .where('name', '=', name)
    .executeTakeFirst()
  return row !== undefined
}
