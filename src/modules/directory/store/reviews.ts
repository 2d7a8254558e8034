import { sql, type Transaction } from 'kysely'
import type { Source } from '#kernel/perimeter'
import type { DB } from '#platform/database'
import type { StructureReason } from '../compose/index.ts'
import type { Settlement, Verdict } from '../model.ts'
import type { Reader } from './imports.ts'

/** Sources that disagree about a structure. */
export type Review = {
  readonly id: string
  readonly structureId: string
  readonly slug: string
  readonly title: string
  readonly siren: string | null
  readonly legalCategory: string | null
  readonly family: string | null
  readonly reasons: readonly StructureReason[]
  readonly kind: string
  readonly sources: readonly Source[]
  readonly seenAt: Date
  readonly verdict: Verdict | null
  readonly sentence: string | null
  readonly settledAt: Date | null
}

/**
 * Those that wait for somebody, the gravest kind first.
 *
 * @param kinds  in the order of their gravity
 */
export async function listReviews(
  db: Reader,
  { kinds, limit, offset = 0 }: { readonly kinds: readonly string[]; readonly limit: number; readonly offset?: number },
): Promise<readonly Review[]> {
  const { rows } = await sql<Review>`
    ${SELECT} WHERE verdict IS NULL AND gone_at IS NULL AND structure.state <> 'withdrawn' AND kind = ANY (${kinds})
    ORDER BY array_position(${kinds}::text[], kind), structure.title, each.id LIMIT ${limit} OFFSET ${offset}`.execute(
    db,
  )
  return rows
}

/** How many wait, by kind. */
export async function countReviews(db: Reader): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ readonly kind: string; readonly count: bigint }>`
    SELECT kind, count(*) AS count FROM structure_conflict WHERE verdict IS NULL AND gone_at IS NULL GROUP BY kind`.execute(
    db,
  )
  return new Map(rows.map(({ kind, count }) => [kind, Number(count)]))
}

/** The last settled first. */
export async function listSettled(db: Reader, limit: number): Promise<readonly Review[]> {
  const { rows } = await sql<Review>`
    ${SELECT} WHERE verdict IS NOT NULL ORDER BY settled_at DESC, each.id LIMIT ${limit}`.execute(db)
  return rows
}

export async function findReview(db: Reader, id: string): Promise<Review | undefined> {
  const { rows } = await sql<Review>`${SELECT} WHERE each.id = ${id}`.execute(db)
  return rows[0]
}

/** Writes a verdict, and what it makes of the structure at once; files that come later are read with it. */
export async function settle(
  transaction: Transaction<DB>,
  review: Review,
  settled: Settlement & { readonly by: string | null; readonly at: Date },
): Promise<void> {
  const { verdict, family, sentence, by, at } = settled
  await transaction
    .updateTable('structure_conflict')
    .set({ verdict, verdict_family: family, sentence, settled_by: by, settled_at: at })
    .where('id', '=', review.id)
    .execute()
  if (verdict === 'rule') return
  const reasons: readonly StructureReason[] = [
    { kind: 'reviewed', verdict },
    ...review.reasons.filter(({ kind }) => kind !== 'reviewed'),
  ]
  await transaction
    .updateTable('structure')
    .set({ family, reasons: JSON.stringify(reasons) })
    .where('id', '=', review.structureId)
    .execute()
}

const SELECT = sql`
  SELECT each.id, structure_id AS "structureId", slug, title, siren, legal_category AS "legalCategory", family, reasons,
    kind, details->'sources' AS sources, seen_at AS "seenAt", verdict, sentence, settled_at AS "settledAt"
  FROM structure_conflict AS each JOIN structure ON structure.id = structure_id`
