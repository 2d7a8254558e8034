import { sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { Claim, ClaimState } from '../../claims/claiming.ts'
import { domainOfSite } from '../../claims/own-words.ts'
import type { Reader } from '../imports.ts'

/** A claim with what names it: its structure, its person. */
export type ClaimRow = Claim & { readonly slug: string; readonly title: string; readonly who: string }

/** What a claim is about, held until the end of the act: two claims of one structure come one after the other. */
export async function lockStructure(
  transaction: Transaction<DB>,
  by: { readonly slug: string } | { readonly id: string },
): Promise<LockedStructure | undefined> {
  const where = 'slug' in by ? sql`slug = ${by.slug}` : sql`id = ${by.id}`
  const { rows } = await sql<LockedStructure>`
    SELECT id, slug, title, siren, commune_code AS "communeCode" FROM structure
    WHERE ${where} AND state <> 'withdrawn' FOR UPDATE`.execute(transaction)
  return rows[0]
}

export type LockedStructure = {
  readonly id: string
  readonly slug: string
  readonly title: string
  readonly siren: string | null
  readonly communeCode: string | null
}

type NewClaim = Claim & { readonly codeHash: Uint8Array | null; readonly codeExpiresAt: Date | null }

export async function insertClaim(transaction: Transaction<DB>, claim: NewClaim): Promise<void> {
  await transaction
    .insertInto('structure_claim')
    .values({
      id: claim.id,
      structure_id: claim.structureId,
      person_id: claim.personId,
      proof: claim.proof,
      duty: claim.duty,
      words: claim.words,
      state: claim.state,
      address: claim.address,
      domain: claim.domain,
      code_hash: claim.codeHash === null ? null : Buffer.from(claim.codeHash),
      code_expires_at: claim.codeExpiresAt,
      tries: 0,
      is_ambassador: false,
      asked_at: claim.askedAt,
    })
    .execute()
}

/** How many codes were sent to a person since a moment. */
export async function countCodes(transaction: Transaction<DB>, personId: string, since: Date): Promise<number> {
  const { rows } = await sql<{ readonly count: number }>`
    SELECT count(*)::integer AS count FROM structure_claim
    WHERE person_id = ${personId} AND proof = 'mail' AND asked_at > ${since}`.execute(transaction)
  return rows[0]?.count ?? 0
}

/** Open claims of a structure by others than this person. */
export async function countOtherClaims(db: Reader, structureId: string, personId: string): Promise<number> {
  const { rows } = await sql<{ readonly count: number }>`
    SELECT count(*)::integer AS count FROM structure_claim
    WHERE structure_id = ${structureId} AND person_id <> ${personId}
      AND state IN ('waiting', 'asked', 'accepted')`.execute(db)
  return rows[0]?.count ?? 0
}

/** Domains known to be the organisation's: of an accepted claim, of its site and its address as somebody read them. */
export async function listKnownDomains(db: Reader, structureId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ readonly domain: string | null; readonly website: string | null }>`
    SELECT domain, NULL AS website FROM structure_claim
    WHERE structure_id = ${structureId} AND state = 'accepted' AND domain_proven_at IS NOT NULL
    UNION ALL
    SELECT nullif(split_part(content->>'email', '@', 2), ''), content->>'website' FROM structure_revision
    WHERE structure_id = ${structureId} AND state = 'published' AND read_at IS NOT NULL`.execute(db)
  return rows.flatMap(({ domain, website }) => [domain, domainOfSite(website ?? '')]).filter((each) => each != null)
}

/** The claim of a person on a structure: the open one, else the last. */
export async function findClaimOf(db: Reader, structureId: string, personId: string): Promise<ClaimRow | undefined> {
  const { rows } = await sql<ClaimRow>`
    ${SELECT} WHERE structure_id = ${structureId} AND person_id = ${personId}
    ORDER BY each.state IN ('code-sent', 'waiting', 'asked', 'accepted') DESC, asked_at DESC LIMIT 1`.execute(db)
  return rows[0]
}

export async function findClaim(db: Reader, id: string): Promise<ClaimRow | undefined> {
  const { rows } = await sql<ClaimRow>`${SELECT} WHERE each.id = ${id}`.execute(db)
  return rows[0]
}

/** Those that wait for an agent, the oldest first. */
export async function listWaitingClaims(db: Reader, limit: number): Promise<readonly ClaimRow[]> {
  const { rows } = await sql<ClaimRow>`
    ${SELECT} WHERE each.state IN ('waiting', 'asked') ORDER BY each.state, asked_at, each.id LIMIT ${limit}`.execute(
    db,
  )
  return rows
}

/** Who speaks for a structure, or asked to: the first first. */
export async function listClaimsOf(db: Reader, structureId: string): Promise<readonly ClaimRow[]> {
  const { rows } = await sql<ClaimRow>`
    ${SELECT} WHERE structure_id = ${structureId} AND each.state <> 'code-sent' ORDER BY asked_at, each.id`.execute(db)
  return rows
}

/** What a person claims or claimed, the last first. */
export async function listClaimsBy(db: Reader, personId: string): Promise<readonly ClaimRow[]> {
  const { rows } = await sql<ClaimRow>`
    ${SELECT} WHERE person_id = ${personId} ORDER BY asked_at DESC, each.id`.execute(db)
  return rows
}

/** The people who speak for a structure. */
export async function listMembers(db: Reader, structureId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('structure_claim')
    .select('person_id')
    .where('structure_id', '=', structureId)
    .where('state', '=', 'accepted')
    .orderBy('person_id')
    .execute()
  return rows.map(({ person_id }) => person_id)
}

export async function isMember(db: Reader, structureId: string, personId: string): Promise<boolean> {
  return (await listMembers(db, structureId)).includes(personId)
}

/** A code that is awaited, held until the end of the act. */
export async function lockCode(transaction: Transaction<DB>, id: string, personId: string) {
  const row = await transaction
    .selectFrom('structure_claim')
    .select(['id', 'structure_id', 'domain', 'code_hash', 'code_expires_at', 'tries'])
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .where('state', '=', 'code-sent')
    .forUpdate()
    .executeTakeFirst()
  if (!row?.code_hash || !row.code_expires_at) return undefined
  const { structure_id: structureId, code_hash: hash, code_expires_at: expiresAt, domain, tries } = row
  return { id, structureId, domain, hash, expiresAt, tries }
}

export async function burnTry(transaction: Transaction<DB>, id: string): Promise<void> {
  await sql`UPDATE structure_claim SET tries = tries + 1 WHERE id = ${id}`.execute(transaction)
}

/** The code came back: its address goes, its domain stays. */
export async function settleCode(
  transaction: Transaction<DB>,
  id: string,
  state: 'accepted' | 'waiting' | 'withdrawn',
  at: Date,
): Promise<void> {
  await sql`
    UPDATE structure_claim SET state = ${state}, address = NULL, code_hash = NULL, code_expires_at = NULL,
      domain_proven_at = ${state === 'withdrawn' ? null : at}, decided_at = ${state === 'waiting' ? null : at}
    WHERE id = ${id}`.execute(transaction)
}

export async function setClaimState(
  transaction: Transaction<DB>,
  id: string,
  decided: {
    readonly state: ClaimState
    readonly reason: string | null
    readonly by: string | null
    readonly at: Date
    readonly isAmbassador?: boolean
  },
): Promise<void> {
  const { state, reason, by, at, isAmbassador = false } = decided
  await sql`
    UPDATE structure_claim SET state = ${state}, reason = ${reason}, decided_by = ${by}, decided_at = ${at},
      is_ambassador = ${isAmbassador}, address = NULL, code_hash = NULL, code_expires_at = NULL
    WHERE id = ${id}`.execute(transaction)
}

/** What the person answers to an agent: beneath what they had written. */
export async function addWords(transaction: Transaction<DB>, id: string, words: string): Promise<void> {
  await sql`
    UPDATE structure_claim SET words = right(trim(words || ${'\n\n'} || ${words}), 1000), state = 'waiting'
    WHERE id = ${id}`.execute(transaction)
}

/** Which of these claims are there: pieces of the others go. */
export async function listExistingClaims(db: Reader, ids: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ readonly id: string }>`
    SELECT id FROM structure_claim WHERE id = ANY (${ids}::uuid[])`.execute(db)
  return rows.map(({ id }) => id)
}

/** Claims that are over go a year later, codes nobody typed after a day. */
export async function deleteOldClaims(db: Reader, now: Date): Promise<bigint> {
  const { numAffectedRows = 0n } = await sql`
    DELETE FROM structure_claim
    WHERE (state IN ('refused', 'withdrawn') AND coalesce(decided_at, asked_at) < ${now}::timestamptz - interval '365 days')
      OR (state = 'code-sent' AND asked_at < ${now}::timestamptz - interval '1 day')`.execute(db)
  return numAffectedRows
}

const SELECT = sql`
  SELECT each.id, structure_id AS "structureId", person_id AS "personId", proof, duty, words, each.state, address, domain,
    domain_proven_at AS "domainProvenAt", reason, is_ambassador AS "isAmbassador", asked_at AS "askedAt",
    decided_at AS "decidedAt", slug, title, display_name AS who
  FROM structure_claim AS each
  JOIN structure ON structure.id = structure_id JOIN person ON person.id = person_id`
