import { type Kysely, sql } from 'kysely'
import type { Context, Contributions } from '#platform/context'
import type { DB } from '#platform/database'

/** Everything kept about one person: by subject, then by the names they read. */
export type Kept = Readonly<Record<string, unknown>>

/** Asks every module what it keeps of this person, and the audit trail what they did. */
export async function keptOf(
  { db, contributions }: Pick<Context, 'db' | 'contributions'>,
  personId: string,
): Promise<Kept> {
  const kept: Record<string, unknown> = {}
  for (const { exportPerson } of contributions) Object.assign(kept, await exportPerson?.(db, personId))
  const acts = await listActs(db, personId)
  if (acts.length > 0)
    kept['Journal de vos actes'] = acts.map(({ act, at }) => ({ Le: at, Acte: wordsOf(act, contributions) }))
  return kept
}

/**
 * The file a person takes away: JSON that a person can read and a program too (RGPD, art. 20).
 *
 * @param site  public address the data comes from
 */
export function exportFile(kept: Kept, site: string, now: Date): string {
  const head = {
    'À propos': 'Tout ce que ce site garde de vous. Les dates sont en temps universel (UTC), à la norme ISO 8601.',
    Site: site,
    'Fait le': now,
  }
  return `${JSON.stringify({ ...head, ...kept }, plain, 2)}\n`
}

function plain(_name: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value
}

async function listActs(
  db: Kysely<DB>,
  personId: string,
): Promise<readonly { readonly act: string; readonly at: Date }[]> {
  const { rows } = await sql<{ act: string; at: Date }>`
    SELECT act, done_at AS at FROM audit_entry WHERE actor = ${`person:${personId}`} ORDER BY done_at, id`.execute(db)
  return rows
}

// An act of a module that gave no words for it is told by its code.
function wordsOf(act: string, contributions: Contributions): string {
  return contributions.map((each) => each.acts?.[act]).find((words) => words !== undefined) ?? act
}
