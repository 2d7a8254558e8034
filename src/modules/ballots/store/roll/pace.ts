import { sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { Recent } from '../../sealed/evidence-pace.ts'

/** Something counted about somebody, known by a hash only: `ask-address`, `fail-device`… */
export type PaceTrace = { readonly kind: string; readonly subject: Uint8Array }

/** Others who count the same subjects wait until this transaction ends: no two read the same count. */
export async function lockSubjects(transaction: Transaction<DB>, subjects: readonly Uint8Array[]): Promise<void> {
  const keys = subjects.map((subject) => new DataView(subject.buffer, subject.byteOffset).getBigInt64(0))
  // In one order for all, so that two never wait for each other.
  for (const key of keys.toSorted((one, other) => (one < other ? -1 : 1))) {
    await sql`SELECT pg_advisory_xact_lock(${key.toString()}::bigint)`.execute(transaction)
  }
}

/** How often each happened since, in the same order. */
export async function countRecent(
  registrar: Transaction<DB>,
  traces: readonly PaceTrace[],
  since: Date,
): Promise<readonly Recent[]> {
  const rows = await registrar
    .selectFrom('vote_pace')
    .select((eb) => ['kind', 'subject', eb.fn.countAll<bigint>().as('count'), eb.fn.min('happened_at').as('first')])
    .where(
      'subject',
      'in',
      traces.map(({ subject }) => Buffer.from(subject)),
    )
    .where('happened_at', '>', since)
    .groupBy(['kind', 'subject'])
    .execute()
  return traces.map(({ kind, subject }) => {
    const row = rows.find((each) => each.kind === kind && each.subject.equals(subject))
    return { count: Number(row?.count ?? 0n), first: row?.first ?? undefined }
  })
}

export async function insertPace(
  registrar: Transaction<DB>,
  traces: readonly (PaceTrace & { readonly id: string })[],
  now: Date,
): Promise<void> {
  await registrar
    .insertInto('vote_pace')
    .values(traces.map(({ id, kind, subject }) => ({ id, kind, subject: Buffer.from(subject), happened_at: now })))
    .execute()
}

/** Spends a proof of work. @returns false when it was spent before */
export async function spendWork(registrar: Transaction<DB>, signature: Uint8Array, expiresAt: Date): Promise<boolean> {
  const row = await registrar
    .insertInto('spent_work')
    .values({ signature: Buffer.from(signature), expires_at: expiresAt })
    .onConflict((conflict) => conflict.column('signature').doNothing())
    .returning('signature')
    .executeTakeFirst()
  return row !== undefined
}
