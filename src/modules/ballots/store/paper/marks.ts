import { sql, type Transaction } from 'kysely'
import { assert } from '#kernel/result'
import type { DB } from '#platform/database'
import type { Duplicate } from '../../sealed/paper-places.ts'
import type { Person } from '../../sealed/pass.ts'
import { listFates } from '../commission/index.ts'

export type NewMark = {
  readonly id: string
  readonly pollId: string
  /** Of the roll's row, when there is none yet. */
  readonly rollId: string
  readonly key: Uint8Array
  readonly person: Person
  readonly place: string
  readonly line: number
  readonly enteredBy: string
  readonly at: Date
}

/** How the person stood on the roll before this signature. */
export type EarlierVote = 'none' | 'online' | 'paper'

/**
 * Writes who signed the list of a place, as the caster.
 *
 * @returns  how they stood before; undefined: this line of the list is already there, and nothing is written
 */
export async function insertMark(caster: Transaction<DB>, mark: NewMark): Promise<EarlierVote | undefined> {
  const made = await caster
    .insertInto('roll_entry')
    .values({
      ...{ id: mark.rollId, poll_id: mark.pollId, key: Buffer.from(mark.key), homonym: 0 },
      ...{ evidence: 'paper', marked_at: mark.at },
    })
    .onConflict((conflict) => conflict.constraint('roll_entry_is_one_person').doNothing())
    .executeTakeFirst()
  const isNew = (made.numInsertedOrUpdatedRows ?? 0n) > 0n
  const entry = await entryOf(caster, mark)
  if (isNew) await insertPerson(caster, entry.id, mark)
  const written = await caster
    .insertInto('paper_mark')
    .values({
      ...{ id: mark.id, poll_id: mark.pollId, roll_id: entry.id, place: mark.place, line: mark.line },
      ...{ entered_by: mark.enteredBy, entered_at: mark.at },
    })
    .onConflict((conflict) => conflict.constraint('paper_mark_line_is_unique').doNothing())
    .executeTakeFirst()
  if ((written.numInsertedOrUpdatedRows ?? 0n) === 0n) return undefined
  if (isNew) return 'none'
  return entry.evidence === 'paper' ? 'paper' : 'online'
}

/** People who voted online and signed a list as well: their ballots online, unless annulled. As the commission. */
export async function listDuplicates(commission: Transaction<DB>, pollId: string): Promise<readonly Duplicate[]> {
  const rows = await commission
    .selectFrom('paper_mark as mark')
    .innerJoin('envelope_link as link', 'link.roll_id', 'mark.roll_id')
    .innerJoin('envelope', 'envelope.id', 'link.envelope_id')
    .select(['mark.place', 'mark.line', 'envelope.leaf_index'])
    .where('mark.poll_id', '=', pollId)
    .orderBy('mark.place')
    .orderBy('mark.line')
    .execute()
  if (rows.length === 0) return []
  const fates = await listFates(commission, pollId)
  return rows
    .map(({ place, line, leaf_index: leaf }) => ({
      ...{ place, line, envelopeLeaf: Number(leaf) },
      fate: fates.get(Number(leaf)) ?? ('live' as const),
    }))
    .filter(({ fate }) => fate !== 'superseded')
}

/** Signatures by place, with the highest line and how many stand there a second time. As the commission. */
export async function listSignatures(
  commission: Transaction<DB>,
  pollId: string,
): Promise<
  readonly { readonly place: string; readonly count: number; readonly lastLine: number; readonly doubled: number }[]
> {
  const { rows } = await sql<{ place: string; count: bigint; last_line: number; doubled: bigint }>`
    SELECT place, count(*) AS count, max(line) AS last_line,
           count(*) FILTER (WHERE EXISTS (SELECT FROM paper_mark AS earlier
             WHERE earlier.roll_id = mark.roll_id AND (earlier.entered_at, earlier.id) < (mark.entered_at, mark.id))) AS doubled
    FROM paper_mark AS mark WHERE poll_id = ${pollId} GROUP BY place ORDER BY place`.execute(commission)
  return rows.map((row) => ({
    place: row.place,
    count: Number(row.count),
    lastLine: row.last_line,
    doubled: Number(row.doubled),
  }))
}

async function entryOf(caster: Transaction<DB>, { pollId, key }: NewMark) {
  const entry = await caster
    .selectFrom('roll_entry')
    .select(['id', 'evidence'])
    .where('poll_id', '=', pollId)
    .where('key', '=', Buffer.from(key))
    .where('homonym', '=', 0)
    .executeTakeFirst()
  assert(entry, 'a row of the roll was there or has just been written')
  return entry
}

async function insertPerson(caster: Transaction<DB>, entryId: string, { pollId, person }: NewMark): Promise<void> {
  await caster
    .insertInto('roll_person')
    .values({
      ...{ entry_id: entryId, poll_id: pollId, birth_name: person.birthName, first_name: person.firstName },
      birth_date: person.birthDate,
    })
    .execute()
}
