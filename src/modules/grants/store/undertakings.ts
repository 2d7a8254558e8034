import { type Kysely, sql, type Transaction } from 'kysely'
import type { Day } from '#kernel/calendar'
import { type Cents, cents } from '#kernel/money'
import type { DB } from '#platform/database'
import type { DeMinimis } from '../model.ts'

/** Aid others gave, as its beneficiary declared it. */
export type DeclaredAid = {
  readonly id: string
  readonly siren: string
  readonly regime: DeMinimis
  readonly grantedOn: Day
  readonly grantedBy: string
  readonly cents: Cents
}

/** An enterprise that is one with another: « entreprise unique ». */
export type Membership = { readonly siren: string; readonly headSiren: string; readonly source: string }

export async function listDeclaredAids(db: Kysely<DB>, limit: number): Promise<readonly DeclaredAid[]> {
  const rows = await db
    .selectFrom('grant_de_minimis_declared')
    .select(['id', 'siren', 'regime', 'granted_by', 'amount_cents'])
    .select(sql<Day>`granted_on::text`.as('on'))
    .orderBy('granted_on', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(({ id, siren, regime, on, granted_by: grantedBy, amount_cents: amount }) => {
    return { id, siren, regime: regime as DeMinimis, grantedOn: on, grantedBy, cents: cents(amount) }
  })
}

export async function insertDeclaredAid(transaction: Transaction<DB>, aid: DeclaredAid, now: Date): Promise<void> {
  const { id, siren, regime, grantedOn, grantedBy } = aid
  const row = { id, siren, regime, granted_on: grantedOn, granted_by: grantedBy, amount_cents: aid.cents }
  await transaction
    .insertInto('grant_de_minimis_declared')
    .values({ ...row, created_at: now })
    .execute()
}

/** @returns  false when it is no longer there */
export async function deleteDeclaredAid(transaction: Transaction<DB>, id: string): Promise<boolean> {
  const { numDeletedRows } = await transaction
    .deleteFrom('grant_de_minimis_declared')
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

export async function listMemberships(db: Kysely<DB>, limit: number): Promise<readonly Membership[]> {
  const rows = await db
    .selectFrom('grant_single_undertaking')
    .select(['siren', 'head_siren', 'source'])
    .orderBy('head_siren')
    .orderBy('siren')
    .limit(limit)
    .execute()
  return rows.map(({ siren, head_siren: headSiren, source }) => ({ siren, headSiren, source }))
}

/** Those in which one of these enterprises stands, as the head or as a member. */
export async function membershipsAround(db: Kysely<DB>, sirens: readonly string[]): Promise<readonly Membership[]> {
  const all = [...sirens]
  const { rows } = await sql<{ siren: string; head_siren: string; source: string }>`
    SELECT siren, head_siren, source FROM grant_single_undertaking
    WHERE siren = ANY(${all}::text[]) OR head_siren = ANY(${all}::text[])`.execute(db)
  return rows.map(({ siren, head_siren: headSiren, source }) => ({ siren, headSiren, source }))
}

export async function insertMembership(
  transaction: Transaction<DB>,
  { siren, headSiren, source }: Membership,
  now: Date,
) {
  await transaction
    .insertInto('grant_single_undertaking')
    .values({ siren, head_siren: headSiren, source, created_at: now })
    .execute()
}

/** @returns  false when it is no longer there */
export async function deleteMembership(transaction: Transaction<DB>, siren: string): Promise<boolean> {
  const { numDeletedRows } = await transaction
    .deleteFrom('grant_single_undertaking')
    .where('siren', '=', siren)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

/** Holds single undertakings until the end of the act: two aids to the same one are counted one after the other. */
export async function holdUndertakings(transaction: Transaction<DB>, heads: readonly string[]): Promise<void> {
  for (const head of [...new Set(heads)].toSorted()) {
    await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`de-minimis ${head}`}, 0))`.execute(transaction)
  }
}
