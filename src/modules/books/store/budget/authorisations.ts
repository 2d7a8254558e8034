import { type Kysely, sql, type Transaction } from 'kysely'
import { cents } from '#kernel/money'
import type { DB } from '#platform/database'
import type { Authorisation, AuthorisationKind } from '../../budget/authorisation.ts'

export async function insertAuthorisation(
  transaction: Transaction<DB>,
  { id, kind, code, label, amountCents, years }: Omit<Authorisation, 'openedAt'>,
  proposed: { readonly by: string | null; readonly at: Date },
): Promise<void> {
  await transaction
    .insertInto('budget_authorisation')
    .values({ id, kind, code, label, amount_cents: amountCents, proposed_by: proposed.by, proposed_at: proposed.at })
    .execute()
  const values = years.map((each) => ({ authorisation_id: id, year: each.year, amount_cents: each.amountCents }))
  await transaction.insertInto('budget_authorisation_year').values(values).execute()
}

export async function lockAuthorisation(transaction: Transaction<DB>, id: string): Promise<Authorisation | undefined> {
  await sql`SELECT FROM budget_authorisation WHERE id = ${id} FOR UPDATE`.execute(transaction)
  return (await listAuthorisations(transaction)).find((each) => each.id === id)
}

export async function updateAuthorisationOpened(transaction: Transaction<DB>, id: string, at: Date): Promise<void> {
  await transaction.updateTable('budget_authorisation').set({ opened_at: at }).where('id', '=', id).execute()
}

/** Authorisations over several years, each with its CP, in the order of their codes. */
export async function listAuthorisations(db: Kysely<DB>): Promise<readonly Authorisation[]> {
  const [rows, years] = await Promise.all([
    db.selectFrom('budget_authorisation').selectAll().orderBy('code').execute(),
    db.selectFrom('budget_authorisation_year').selectAll().orderBy('year').execute(),
  ])
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as AuthorisationKind,
    code: row.code,
    label: row.label,
    amountCents: cents(row.amount_cents),
    years: years
      .filter((each) => each.authorisation_id === row.id)
      .map((each) => ({ year: each.year, amountCents: cents(each.amount_cents) })),
    openedAt: row.opened_at,
  }))
}
