import { type Kysely, sql, type Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { LetterBatch, NewLetter, StoredLetter } from './letters.ts'

type Reader = Kysely<DB>

/** Writes it with the next number of the year: who writes at once waits, and no number is left out. */
export async function insertLetter(
  transaction: Transaction<DB>,
  letter: NewLetter & { readonly id: string; readonly year: number; readonly writtenAt: Date; readonly emptyAt: Date },
): Promise<string> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('letter chrono'))`.execute(transaction)
  const { rows } = await sql<{ chrono: string }>`
    INSERT INTO letter (id, chrono, kind, person_id, recipient_name, address_lines, subject, paragraphs, written_at, empty_at)
    SELECT ${letter.id}, ${letter.year}::text || '-' ||
             lpad((coalesce(max(substr(chrono, 6)::int), 0) + 1)::text, 4, '0'),
           ${letter.kind}, ${letter.personId}, ${letter.recipientName}, ${[...letter.addressLines]}::text[],
           ${letter.subject}, ${JSON.stringify(letter.paragraphs)}::jsonb, ${letter.writtenAt}, ${letter.emptyAt}
    FROM letter WHERE left(chrono, 4) = ${letter.year}::text
    RETURNING chrono`.execute(transaction)
  return rows[0]!.chrono
}

/** As the person is called; undefined when they are gone. */
export async function findName(db: Reader, personId: string): Promise<string | undefined> {
  const row = await db.selectFrom('person').select('display_name').where('id', '=', personId).executeTakeFirst()
  return row?.display_name
}

/** Letters still to print, the oldest first, a thousand at most. */
export function listWaiting(db: Reader): Promise<readonly StoredLetter[]> {
  return lettersWhere(db, sql`letter.state = 'waiting' AND letter.batch_id IS NULL`)
}

export function listLettersOfBatch(db: Reader, batchId: string): Promise<readonly StoredLetter[]> {
  return lettersWhere(
    db,
    sql`letter.batch_id = ${batchId} AND letter.state <> 'cancelled' AND letter.emptied_at IS NULL`,
  )
}

export async function findLetter(db: Reader, id: string): Promise<StoredLetter | undefined> {
  return (await lettersWhere(db, sql`letter.id = ${id} AND letter.emptied_at IS NULL`))[0]
}

export function listLettersOf(db: Reader, personId: string): Promise<readonly StoredLetter[]> {
  return lettersWhere(db, sql`letter.person_id = ${personId}`)
}

async function lettersWhere(db: Reader, condition: ReturnType<typeof sql>): Promise<readonly StoredLetter[]> {
  const { rows } = await sql<StoredLetter>`
    SELECT letter.id, chrono, kind, person_id AS "personId", recipient_name AS "recipientName",
           address_lines AS "addressLines", subject, paragraphs, state, letter_batch.number AS "batchNumber",
           written_at AS "writtenAt"
    FROM letter LEFT JOIN letter_batch ON letter_batch.id = letter.batch_id
    WHERE ${condition} ORDER BY chrono LIMIT 1000`.execute(db)
  return rows
}

export async function listBatches(db: Reader, limit: number): Promise<readonly LetterBatch[]> {
  const { rows } = await sql<LetterBatch>`
    SELECT id, number, made_at AS "madeAt", printed_at AS "printedAt", posted_at AS "postedAt",
      (SELECT count(*)::int FROM letter WHERE batch_id = letter_batch.id AND state <> 'cancelled') AS "letterCount",
      (SELECT count(*)::int FROM letter WHERE batch_id = letter_batch.id AND emptied_at IS NOT NULL) AS "emptiedCount"
    FROM letter_batch ORDER BY number DESC LIMIT ${limit}`.execute(db)
  return rows
}

export async function findBatch(db: Reader, number: number): Promise<LetterBatch | undefined> {
  return (await listBatches(db, 10_000)).find((batch) => batch.number === number)
}

/** Puts in one batch every letter that waits and has an address, at most two hundred. @returns  how many */
export async function gatherBatch(transaction: Transaction<DB>, id: string, at: Date): Promise<number> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('letter batch'))`.execute(transaction)
  await sql`
    INSERT INTO letter_batch (id, number, made_at)
    SELECT ${id}, coalesce(max(number), 0) + 1, ${at} FROM letter_batch`.execute(transaction)
  const { numAffectedRows } = await sql`
    UPDATE letter SET batch_id = ${id} WHERE id IN (
      SELECT id FROM letter WHERE state = 'waiting' AND batch_id IS NULL AND address_lines <> '{}'
      ORDER BY chrono LIMIT 200 FOR UPDATE)`.execute(transaction)
  return Number(numAffectedRows ?? 0n)
}

export async function markBatch(
  transaction: Transaction<DB>,
  id: string,
  state: 'printed' | 'posted',
  at: Date,
): Promise<boolean> {
  const [batches] = [
    state === 'printed'
      ? await sql`UPDATE letter_batch SET printed_at = ${at} WHERE id = ${id} AND printed_at IS NULL`.execute(
          transaction,
        )
      : await sql`UPDATE letter_batch SET posted_at = ${at}
          WHERE id = ${id} AND printed_at IS NOT NULL AND posted_at IS NULL`.execute(transaction),
  ]
  if ((batches.numAffectedRows ?? 0n) === 0n) return false
  await sql`
    UPDATE letter SET state = ${state}, ended_at = ${state === 'posted' ? at : null}
    WHERE batch_id = ${id} AND state IN ('waiting', 'printed')`.execute(transaction)
  return true
}

export async function setAddress(transaction: Transaction<DB>, id: string, lines: readonly string[]): Promise<boolean> {
  const { numAffectedRows } = await sql`
    UPDATE letter SET address_lines = ${[...lines]}::text[]
    WHERE id = ${id} AND state = 'waiting' AND batch_id IS NULL`.execute(transaction)
  return (numAffectedRows ?? 0n) > 0n
}

export async function cancelLetter(transaction: Transaction<DB>, id: string, at: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    UPDATE letter SET state = 'cancelled', ended_at = ${at}
    WHERE id = ${id} AND state IN ('waiting', 'printed')`.execute(transaction)
  return (numAffectedRows ?? 0n) > 0n
}

/** Empties letters kept long enough; one that was never posted is given up. @returns  how many */
export async function purgeLetters(db: Reader, now: Date): Promise<bigint> {
  const { numAffectedRows } = await sql`${emptied(now)} WHERE emptied_at IS NULL AND empty_at <= ${now}`.execute(db)
  return numAffectedRows ?? 0n
}

export async function emptyLettersOf(db: Reader, personId: string, now: Date): Promise<bigint> {
  const { numAffectedRows } = await sql`${emptied(now)} WHERE emptied_at IS NULL AND person_id = ${personId}`.execute(
    db,
  )
  return numAffectedRows ?? 0n
}

function emptied(now: Date) {
  return sql`
    UPDATE letter SET recipient_name = '', address_lines = '{}', subject = '', paragraphs = '[]', person_id = NULL,
      emptied_at = ${now}, ended_at = coalesce(ended_at, ${now}),
      state = CASE WHEN state IN ('posted', 'cancelled') THEN state ELSE 'cancelled' END`
}
