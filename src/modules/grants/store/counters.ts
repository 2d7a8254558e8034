import { type Kysely, sql } from 'kysely'
import type { Day } from '#kernel/calendar'
import { type Cents, cents } from '#kernel/money'
import type { DB } from '#platform/database'
import type { DeMinimisAid, MonthTotal, YearTotal } from '../counters.ts'
import type { DeMinimis } from '../model.ts'

/** What each body received from each authority, month by month; by « authority body ». */
export async function monthTotalsOf(
  db: Kysely<DB>,
  bodies: readonly string[],
  excluded?: string,
): Promise<ReadonlyMap<string, readonly MonthTotal[]>> {
  const { rows } = await sql<{ key: string; month: number; total: string }>`
    SELECT authority_siret || ' ' || body AS key,
           (extract(year FROM granted_on) * 12 + extract(month FROM granted_on) - 1)::int AS month,
           sum(${PART})::bigint::text AS total
    FROM grant_beneficiary JOIN grant_convention ON id = convention_id
    WHERE body = ANY(${[...new Set(bodies)]}::text[]) AND id IS DISTINCT FROM ${excluded ?? null}::uuid
    GROUP BY 1, 2`.execute(db)
  return Map.groupBy(
    rows.map(({ key, month, total }) => ({ key, month, cents: cents(BigInt(total)) })),
    ({ key }) => key,
  )
}

/**
 * The bodies that received most from an authority in a year, with and without what is in kind.
 *
 * @param threshold  those at most at it are left out
 */
export async function listYearTotals(
  db: Kysely<DB>,
  threshold: bigint,
  from: number,
  limit: number,
): Promise<readonly YearTotal[]> {
  const { rows } = await sql<{
    year: number
    body: string
    name: string
    cash: string
    total: string
    unsigned: number
  }>`
    SELECT extract(year FROM granted_on)::int AS year, body, max(name) AS name,
           sum(${CASH})::bigint::text AS cash,
           sum(${PART})::bigint::text AS total,
           (count(*) FILTER (WHERE signed_on IS NULL))::int AS unsigned
    FROM grant_beneficiary JOIN grant_convention ON id = convention_id
    WHERE granted_on >= make_date(${from}, 1, 1)
    GROUP BY 1, body, authority_siret
    HAVING sum(${PART}) > ${threshold}
    ORDER BY year DESC, sum(${PART}) DESC LIMIT ${limit}`.execute(db)
  return rows.map(({ year, body, name, cash, total, unsigned }) => ({
    year,
    body,
    name,
    cashCents: cents(BigInt(cash)),
    withInKindCents: cents(BigInt(total)),
    unsignedCount: unsigned,
  }))
}

/** What an authority gave to each of these bodies in a year: money alone, and with what is in kind. */
export async function yearTotalsOf(
  db: Kysely<DB>,
  asked: { readonly authoritySiret: string; readonly bodies: readonly string[]; readonly year: number },
  excluded?: string,
): Promise<ReadonlyMap<string, { readonly cashCents: Cents; readonly withInKindCents: Cents }>> {
  const { rows } = await sql<{ body: string; cash: string; total: string }>`
    SELECT body, sum(${CASH})::bigint::text AS cash, sum(${PART})::bigint::text AS total
    FROM grant_beneficiary JOIN grant_convention ON id = convention_id
    WHERE authority_siret = ${asked.authoritySiret} AND body = ANY(${[...asked.bodies]}::text[])
      AND extract(year FROM granted_on) = ${asked.year} AND id IS DISTINCT FROM ${excluded ?? null}::uuid
    GROUP BY body`.execute(db)
  return new Map(
    rows.map(({ body, cash, total }) => [
      body,
      { cashCents: cents(BigInt(cash)), withInKindCents: cents(BigInt(total)) },
    ]),
  )
}

/** Aids de minimis of a single undertaking, ours and declared, the last first. */
export async function listDeMinimis(db: Kysely<DB>, sirens: readonly string[], excluded?: string) {
  const { rows } = await sql<{
    siren: string
    regime: string
    granted_on: Day
    granted_by: string
    amount: string
    is_ours: boolean
  }>`
    WITH head AS (
      SELECT coalesce((SELECT head_siren FROM grant_single_undertaking WHERE siren = asked), asked) AS siren
      FROM unnest(${[...sirens]}::text[]) AS asked
    ), group_of AS (
      SELECT siren FROM head UNION
      SELECT grant_single_undertaking.siren FROM grant_single_undertaking JOIN head ON head_siren = head.siren
    )
    SELECT body AS siren, de_minimis AS regime, granted_on::text, authority_name AS granted_by,
           (${PART})::bigint::text AS amount, true AS is_ours
    FROM grant_beneficiary JOIN grant_convention ON id = convention_id
    WHERE de_minimis IS NOT NULL AND body IN (SELECT siren FROM group_of)
      AND id IS DISTINCT FROM ${excluded ?? null}::uuid
    UNION ALL
    SELECT siren, regime, granted_on::text, granted_by, amount_cents::text, false
    FROM grant_de_minimis_declared WHERE siren IN (SELECT siren FROM group_of)
    ORDER BY 3 DESC`.execute(db)
  return rows.map((row): DeMinimisAid => {
    const { siren, granted_on: grantedOn, granted_by: grantedBy, is_ours: isOurs } = row
    return { siren, regime: row.regime as DeMinimis, grantedOn, grantedBy, cents: cents(BigInt(row.amount)), isOurs }
  })
}

/** All of ours, for the register. */
export async function listOwnDeMinimis(db: Kysely<DB>, limit: number) {
  const { rows } = await sql<{
    siren: string
    name: string
    regime: DeMinimis
    on: Day
    purpose: string
    reference: string | null
    amount: string
  }>`
    SELECT body AS siren, name, de_minimis AS regime, granted_on::text AS "on", purpose,
           decision_reference AS reference, (${PART})::bigint::text AS amount
    FROM grant_beneficiary JOIN grant_convention ON id = convention_id
    WHERE de_minimis IS NOT NULL AND NOT is_natural_person ORDER BY granted_on, id, position LIMIT ${limit}`.execute(db)
  return rows
}

// The same rounding as partOf: to the cent, halves up.
const PART = sql`(total_cents * share_millionths + 500000) / 1000000`
const CASH = sql`((total_cents - coalesce(in_kind_cents, 0)) * share_millionths + 500000) / 1000000`
