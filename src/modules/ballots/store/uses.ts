import { type Kysely, sql } from 'kysely'
import type { Rule } from '#kernel/tally'
import type { DB } from '#platform/database'

/** How many published polls each rule has counted. */
export async function countByRule(db: Kysely<DB>): Promise<ReadonlyMap<Rule['kind'], number>> {
  const { rows } = await sql<{ kind: Rule['kind']; count: number }>`
    SELECT report::jsonb -> 'rule' ->> 'kind' AS kind, count(*)::integer AS count FROM poll_result GROUP BY 1`.execute(
    db,
  )
  return new Map(rows.map(({ kind, count }) => [kind, count]))
}
