import { sql, type Transaction } from 'kysely'
import { currentRule } from '#kernel/perimeter'
import { fold } from '#kernel/search'
import type { DB } from '#platform/database'
import type { Declaration, DeclarationDraft } from '../../claims/declaring.ts'
import { slugFor } from '../../slugs.ts'
import type { Reader } from '../imports.ts'

export async function insertDeclaration(
  transaction: Transaction<DB>,
  draft: DeclarationDraft & { readonly id: string; readonly personId: string; readonly at: Date },
): Promise<void> {
  await transaction
    .insertInto('structure_declaration')
    .values({
      id: draft.id,
      person_id: draft.personId,
      title: draft.title,
      rna: draft.rna,
      siren: draft.siren,
      family: draft.family,
      commune_code: draft.communeCode,
      purpose: draft.purpose,
      state: 'waiting',
      asked_at: draft.at,
    })
    .execute()
}

/** A structure the directory shows already under one of these numbers. */
export async function findKnownSlug(
  db: Reader,
  numbers: Pick<DeclarationDraft, 'siren' | 'rna'>,
): Promise<string | undefined> {
  const { rows } = await sql<{ readonly slug: string }>`
    SELECT slug FROM structure WHERE state IN ('active', 'ceased') AND (siren = ${numbers.siren} OR rna = ${numbers.rna})`.execute(
    db,
  )
  return rows[0]?.slug
}

export async function countWaitingBy(db: Reader, personId: string): Promise<number> {
  const { rows } = await sql<{ readonly count: number }>`
    SELECT count(*)::integer AS count FROM structure_declaration
    WHERE person_id = ${personId} AND state = 'waiting'`.execute(db)
  return rows[0]?.count ?? 0
}

export async function listDeclarations(db: Reader, limit: number): Promise<readonly Declaration[]> {
  const { rows } = await sql<Declaration>`
    ${SELECT} WHERE each.state = 'waiting' ORDER BY asked_at, each.id LIMIT ${limit}`.execute(db)
  return rows
}

export async function listDeclarationsBy(db: Reader, personId: string): Promise<readonly Declaration[]> {
  const { rows } = await sql<Declaration>`
    ${SELECT} WHERE each.person_id = ${personId} ORDER BY asked_at DESC, each.id`.execute(db)
  return rows
}

export async function lockDeclaration(transaction: Transaction<DB>, id: string): Promise<Declaration | undefined> {
  await sql`SELECT FROM structure_declaration WHERE id = ${id} FOR UPDATE`.execute(transaction)
  const { rows } = await sql<Declaration>`${SELECT} WHERE each.id = ${id}`.execute(transaction)
  return rows[0]
}

export async function setDeclaration(
  transaction: Transaction<DB>,
  id: string,
  decided: {
    readonly state: 'accepted' | 'refused'
    readonly structureId: string | null
    readonly reason: string | null
    readonly by: string | null
    readonly at: Date
  },
): Promise<void> {
  const { state, structureId, reason, by, at } = decided
  await sql`
    UPDATE structure_declaration SET state = ${state}, structure_id = ${structureId}, reason = ${reason},
      decided_by = ${by}, decided_at = ${at} WHERE id = ${id}`.execute(transaction)
}

/**
 * Puts a declared structure in the directory, with an address of its own. One that files told of once, or that withdrew and
 * comes back, keeps its identifier: its number is unique.
 *
 * @param id  for one that is new
 */
export async function insertDeclared(
  transaction: Transaction<DB>,
  declared: DeclarationDraft & { readonly id: string; readonly communeName: string; readonly at: Date },
): Promise<{ readonly id: string; readonly slug: string }> {
  const { rows: taken } = await sql<{ readonly slug: string }>`SELECT slug FROM structure`.execute(transaction)
  const { siren, rna, title, communeName } = declared
  const { rows: gone } = await sql<{ readonly id: string; readonly slug: string; readonly state: string }>`
    SELECT id, slug, state FROM structure WHERE state IN ('absent', 'withdrawn') AND (siren = ${siren} OR rna = ${rna})
    ORDER BY siren = ${siren} DESC NULLS LAST LIMIT 1`.execute(transaction)
  const before = gone[0]
  const slug =
    before?.state === 'absent' ? before.slug : slugFor(title, communeName, new Set(taken.map((each) => each.slug)))
  const id = before?.id ?? declared.id
  await sql`UPDATE structure SET rna = NULL WHERE rna = ${rna} AND id <> ${id}`.execute(transaction)
  const shown = { ...shownOf(declared), slug, siren, rna }
  await transaction
    .insertInto('structure')
    .values({ id, ...shown })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(shown))
    .execute()
  return { id, slug }
}

function shownOf({ title, purpose, communeCode, family, at }: DeclarationDraft & { readonly at: Date }) {
  return {
    title,
    purpose,
    search_key: fold(title).slice(0, 500),
    state: 'active',
    is_partly_diffused: false,
    commune_code: communeCode,
    family,
    reasons: JSON.stringify([{ kind: 'reviewed', verdict: 'in' }]),
    sources: '[]',
    rule_version: currentRule().version,
    provenance: '{}',
    is_fictitious: false,
    checked_at: at,
    is_declared: true,
  }
}

/** Those that were refused go a year later. */
export async function deleteOldDeclarations(db: Reader, now: Date): Promise<bigint> {
  const { numAffectedRows = 0n } = await sql`
    DELETE FROM structure_declaration
    WHERE state = 'refused' AND decided_at < ${now}::timestamptz - interval '365 days'`.execute(db)
  return numAffectedRows
}

const SELECT = sql`
  SELECT each.id, each.person_id AS "personId", display_name AS who, each.title, each.siren, each.rna, each.family,
    each.commune_code AS "communeCode", commune.name AS "communeName", each.purpose, each.state, reason, slug,
    asked_at AS "askedAt"
  FROM structure_declaration AS each
  JOIN commune ON commune.code = each.commune_code
  LEFT JOIN structure ON structure.id = structure_id LEFT JOIN person ON person.id = person_id`
