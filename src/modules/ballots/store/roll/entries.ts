import { type Kysely, sql, type Transaction } from 'kysely'
import type { EvidenceClass } from '#kernel/ballot'
import { actingAs, type DB, readAs } from '#platform/database'

/** A mark of the roll: somebody voted. */
export type Mark = { readonly id: string; readonly homonym: number; readonly commune: string | null }

/** The marks of a person and of their homonyms, the first first. */
export async function listMarks(registrar: Transaction<DB>, pollId: string, key: Uint8Array): Promise<readonly Mark[]> {
  return registrar
    .selectFrom('roll_entry')
    .select(['id', 'homonym', 'commune'])
    .where('poll_id', '=', pollId)
    .where('key', '=', Buffer.from(key))
    .orderBy('homonym')
    .execute()
}

/** Somebody proved to be a person of the roll, from another commune. Said once. */
export async function insertDoubt(
  registrar: Transaction<DB>,
  doubt: { readonly id: string; readonly pollId: string; readonly entryId: string },
  noticedAt: Date,
): Promise<void> {
  await registrar
    .insertInto('roll_doubt')
    .values({
      id: doubt.id,
      poll_id: doubt.pollId,
      entry_id: doubt.entryId,
      kind: 'other-commune',
      noticed_at: noticedAt,
    })
    .onConflict((conflict) => conflict.constraint('roll_doubt_is_said_once').doNothing())
    .execute()
}

/** Homonyms let in already, voted or not: the next has the number after. */
export async function countHomonyms(registrar: Transaction<DB>, pollId: string, key: Uint8Array): Promise<number> {
  const row = await registrar
    .selectFrom('roll_homonym')
    .select((eb) => eb.fn.max('homonym').as('last'))
    .where('poll_id', '=', pollId)
    .where('key', '=', Buffer.from(key))
    .executeTakeFirst()
  return row?.last ?? 0
}

export async function insertHomonym(
  registrar: Transaction<DB>,
  homonym: {
    readonly pollId: string
    readonly key: Uint8Array
    readonly homonym: number
    readonly reason: string
    readonly letInBy: string
  },
  letInAt: Date,
): Promise<void> {
  await registrar
    .insertInto('roll_homonym')
    .values({
      poll_id: homonym.pollId,
      key: Buffer.from(homonym.key),
      homonym: homonym.homonym,
      reason: homonym.reason,
      let_in_by: homonym.letInBy,
      let_in_at: letInAt,
    })
    .execute()
}

/** A line of the list of voters. */
export type Listed = {
  readonly birthName: string
  readonly firstName: string
  readonly birthYear: number
  readonly evidence: EvidenceClass
  readonly commune: string | null
  readonly markedOn: Date
}

/** Those who voted whose folded name begins with these letters; at most `limit`, by name. As the registrar, in an act. */
export async function searchRoll(
  transaction: Transaction<DB>,
  asked: { readonly pollId: string; readonly letters: string; readonly limit: number },
): Promise<readonly Listed[]> {
  const { rows } = await actingAs(transaction, 'registrar', (registrar) =>
    sql<Listed>`
      SELECT p.birth_name AS "birthName", p.first_name AS "firstName", extract(year FROM p.birth_date)::int AS "birthYear",
             e.evidence, e.commune, e.marked_at AS "markedOn"
      FROM roll_person AS p JOIN roll_entry AS e ON e.id = p.entry_id
      WHERE p.poll_id = ${asked.pollId} AND lower(p.birth_name) LIKE ${`${likeText(asked.letters)}%`}
      ORDER BY p.birth_name, p.first_name, e.id LIMIT ${asked.limit}`.execute(registrar),
  )
  return rows
}

function likeText(letters: string): string {
  return letters.toLowerCase().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)
}

/** How many voted, by class of evidence. */
export function countByEvidence(db: Kysely<DB>, pollId: string): Promise<ReadonlyMap<EvidenceClass, number>> {
  return readAs(db, 'registrar', async (registrar) => {
    const rows = await registrar
      .selectFrom('roll_entry')
      .select((eb) => ['evidence', eb.fn.countAll<bigint>().as('count')])
      .where('poll_id', '=', pollId)
      .groupBy('evidence')
      .execute()
    return new Map(rows.map(({ evidence, count }) => [evidence as EvidenceClass, Number(count)]))
  })
}
