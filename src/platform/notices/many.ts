import { type Kysely, sql, type Transaction } from 'kysely'
import type { Context } from '#platform/context'
import type { DB } from '#platform/database'
import { follows, insertMessages, isPeriodOpen, type WrittenChange } from './messages.ts'
import type { Rhythm } from './subjects.ts'

/** What is told to followers after the act that made it. */
type LaterChange = Omit<WrittenChange, 'people' | 'seed' | 'writtenAt'>

/** Followers that one act tells itself, and those of one batch: about a tenth of a second each. */
export const MOST_AT_ONCE = 1_000

const NOBODY_YET = '00000000-0000-0000-0000-000000000000'

/** Whether a place has more followers than one act tells. */
export async function isFollowedByMany(db: Kysely<DB>, communeCode: string | undefined): Promise<boolean> {
  const { rows } = await sql<{ count: bigint }>`
    SELECT count(*) FROM (SELECT DISTINCT person_id FROM notice_place WHERE ${follows(communeCode)}
      LIMIT ${MOST_AT_ONCE + 1}) AS follower`.execute(db)
  return Number(rows[0]?.count ?? 0n) > MOST_AT_ONCE
}

/** Leaves a change to a job that tells those who follow it. Its words are those of the moment it happened. */
export async function tellLater(transaction: Transaction<DB>, context: Context, change: LaterChange): Promise<void> {
  const { subject, toldAt } = change
  const id = context.newId()
  await sql`
    INSERT INTO notice_telling (id, subject, rhythm, is_publicity, object, state, sentence, href, is_service, is_written,
      commune_code, told_at, told_by, told_up_to)
    VALUES (${id}, ${subject.id}, ${subject.rhythm}, ${subject.isPublicity ?? false}, ${change.object}, ${change.state},
      CASE WHEN ${isPeriodOpen(toldAt)} THEN ${change.neutralSentence ?? change.sentence} ELSE ${change.sentence} END,
      ${change.href}, ${change.isService}, ${change.isWritten ?? false}, ${change.place?.communeCode ?? null}, ${toldAt},
      ${change.toldBy}, ${NOBODY_YET})`.execute(transaction)
  // One at a time: what happened first is told first.
  await context.enqueue(transaction, 'notices.tell', { tellingId: id }, { queue: 'notices.tell' })
}

/**
 * Tells those who follow a change, in batches, each a transaction: killed in the middle, it goes on from the last batch, and
 * nobody is told twice.
 *
 * @returns  how many people were told now; 0 when all had been
 */
export async function tellFollowers(context: Context, tellingId: string): Promise<number> {
  let count = 0
  for (;;) {
    const told = await context.db.transaction().execute((transaction) => tellBatch(transaction, context, tellingId))
    if (told === undefined) return count
    count += told
  }
}

type Telling = Omit<LaterChange, 'subject' | 'place'> & {
  readonly subjectId: string
  readonly rhythm: Rhythm
  readonly isPublicity: boolean
  readonly communeCode: string | null
  readonly toldUpTo: string
}

async function tellBatch(transaction: Transaction<DB>, context: Context, id: string): Promise<number | undefined> {
  const telling = await lockTelling(transaction, id)
  if (!telling) return undefined
  const communeCode = telling.communeCode ?? undefined
  const followerIds = await listFollowers(transaction, communeCode, telling.toldUpTo)
  const last = followerIds.at(-1)
  if (last === undefined) {
    await sql`DELETE FROM notice_telling WHERE id = ${id}`.execute(transaction)
    return undefined
  }
  const { subjectId, rhythm, isPublicity } = telling
  const { count, isUrgent } = await insertMessages(transaction, {
    ...telling,
    subject: { id: subjectId, name: '', brings: '', rhythm, isPublicity },
    people: { followerIds },
    seed: id,
    writtenAt: context.now(),
  })
  await sql`UPDATE notice_telling SET told_up_to = ${last} WHERE id = ${id}`.execute(transaction)
  if (isUrgent) await context.enqueue(transaction, 'notices.send', {}, { key: 'notices.send' })
  return count
}

async function lockTelling(transaction: Transaction<DB>, id: string): Promise<Telling | undefined> {
  const { rows } = await sql<Telling>`
    SELECT subject AS "subjectId", rhythm, is_publicity AS "isPublicity", object, state, sentence, href,
      is_service AS "isService", is_written AS "isWritten", commune_code AS "communeCode", told_at AS "toldAt",
      told_by AS "toldBy", told_up_to AS "toldUpTo"
    FROM notice_telling WHERE id = ${id} FOR UPDATE`.execute(transaction)
  return rows[0]
}

async function listFollowers(
  db: Kysely<DB>,
  communeCode: string | undefined,
  after: string,
): Promise<readonly string[]> {
  const { rows } = await sql<{ personId: string }>`
    SELECT DISTINCT person_id AS "personId" FROM notice_place
    WHERE ${follows(communeCode)} AND person_id > ${after}
    ORDER BY person_id LIMIT ${MOST_AT_ONCE}`.execute(db)
  return rows.map(({ personId }) => personId)
}
