import { type ExpressionBuilder, type Kysely, sql, type Transaction } from 'kysely'
import { holdsAll, wordsOf } from '#kernel/search'
import { reportText, type TallyReport } from '#kernel/tally'
import type { DB } from '#platform/database'
import type { Poll, PollFile, PollOption, PollResult, Publication, Recount } from '../model.ts'
import {
  ESSENTIAL_COLUMNS,
  essentialsOf,
  fileRowOf,
  optionOf,
  optionRowOf,
  type PollEssentials,
  pollOf,
  rowOf,
} from './rows.ts'

export { type FoundOptions, findOptions } from './options.ts'

type Reader = Kysely<DB>

/** A poll with the two figures its line in a list shows. */
export type PollSummary = PollEssentials & { readonly winnerCount: number; readonly cost: bigint }

export type PollOrder = 'recent' | 'budget' | 'voters' | 'title'

/**
 * Published polls whose title, place or organiser holds all the words, whatever their accents and case.
 *
 * @param search  '' for all
 */
export async function listPolls(db: Reader, search: string, order: PollOrder): Promise<readonly PollSummary[]> {
  const rows = await db
    .selectFrom('poll')
    .select(ESSENTIAL_COLUMNS)
    .select(optionCount)
    .innerJoin('poll_result', 'poll_result.poll_id', 'poll.id')
    .select(['poll_result.winner_count', 'poll_result.cost_amount'])
    .orderBy(ORDERS[order])
    .orderBy('poll.slug')
    .execute()
  const words = wordsOf(search)
  return rows
    .map((row) => ({ ...essentialsOf(row), winnerCount: row.winner_count, cost: row.cost_amount }))
    .filter((poll) => holdsAll(`${poll.title} ${poll.place} ${poll.organiser}`, words))
}

export async function findPoll(db: Reader, slug: string): Promise<Poll | undefined> {
  // What cannot be an address is not asked: PostgreSQL has no text with a zero byte, for one.
  if (!/^[a-z0-9-]{1,80}$/.test(slug)) return undefined
  const row = await pollsWithCounts(db).where('poll.slug', '=', slug).executeTakeFirst()
  return row && pollOf(row)
}

/** The published poll of the same manifest, if any. */
export async function findPollByFingerprint(db: Reader, fingerprint: string): Promise<Poll | undefined> {
  const row = await pollsWithCounts(db)
    .where('poll.fingerprint', '=', Buffer.from(fingerprint, 'hex'))
    .executeTakeFirst()
  return row && pollOf(row)
}

/** Whether a file of these very bytes is published under that name. */
export async function isFilePublished(db: Reader, slug: string, file: string, sha256: string): Promise<boolean> {
  const row = await db
    .selectFrom('poll_file')
    .innerJoin('poll', 'poll.id', 'poll_file.poll_id')
    .select('poll.id')
    .where('poll.slug', '=', slug)
    .where('poll_file.name', '=', file)
    .where('poll_file.sha256', '=', Buffer.from(sha256, 'hex'))
    .executeTakeFirst()
  return row !== undefined
}

export async function findPollById(db: Reader, id: string): Promise<Poll | undefined> {
  const row = await pollsWithCounts(db).where('poll.id', '=', id).executeTakeFirst()
  return row && pollOf(row)
}

/** What was voted on, in the order of the published file. */
export async function listOptions(db: Reader, pollId: string): Promise<readonly PollOption[]> {
  const rows = await db
    .selectFrom('poll_option')
    .selectAll()
    .where('poll_id', '=', pollId)
    .orderBy('position')
    .execute()
  return rows.map(optionOf)
}

export async function findResult(db: Reader, pollId: string): Promise<PollResult | undefined> {
  const row = await db.selectFrom('poll_result').selectAll().where('poll_id', '=', pollId).executeTakeFirst()
  if (!row) return undefined
  return { report: JSON.parse(row.report) as TallyReport, reportText: row.report, computedAt: row.computed_at }
}

export async function findFile(db: Reader, pollId: string, name: string): Promise<PollFile | undefined> {
  const row = await db
    .selectFrom('poll_file')
    .selectAll()
    .where('poll_id', '=', pollId)
    .where('name', '=', name)
    .executeTakeFirst()
  return row && { name: row.name, mediaType: row.media_type, content: new Uint8Array(row.content) }
}

/** SHA-256 of a published file, in hexadecimal. */
export async function findFileHash(db: Reader, pollId: string, name: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('poll_file')
    .select('sha256')
    .where('poll_id', '=', pollId)
    .where('name', '=', name)
    .executeTakeFirst()
  return row?.sha256.toString('hex')
}

/** Name and size in bytes of each published file. */
export async function listFileSizes(db: Reader, pollId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('poll_file')
    .select(['name', sql<number>`octet_length(content)`.as('bytes')])
    .where('poll_id', '=', pollId)
    .execute()
  return new Map(rows.map((row) => [row.name, row.bytes]))
}

export async function findLatestRecount(db: Reader, pollId: string): Promise<Recount | undefined> {
  const row = await db
    .selectFrom('poll_recount')
    .selectAll()
    .where('poll_id', '=', pollId)
    .orderBy('recounted_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { recountedAt: row.recounted_at, isIdentical: row.is_identical, durationMs: row.duration_ms }
}

/**
 * Writes a poll, its options, its files and its result at once.
 *
 * @returns  false, and nothing is written, when its address was taken meanwhile
 */
export async function insertPublication(transaction: Transaction<DB>, publication: Publication): Promise<boolean> {
  const { poll, options, files, report, cost } = publication
  const inserted = await transaction
    .insertInto('poll')
    .values(rowOf(poll))
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .executeTakeFirst()
  if (inserted.numInsertedOrUpdatedRows === 0n) return false
  for (const some of chunksOf(options, OPTIONS_AT_ONCE)) {
    await transaction
      .insertInto('poll_option')
      .values(some.map((option) => optionRowOf(poll.id, option)))
      .execute()
  }
  await transaction
    .insertInto('poll_file')
    .values(files.map((file) => fileRowOf(poll.id, file)))
    .execute()
  await transaction
    .insertInto('poll_result')
    .values({
      poll_id: poll.id,
      report: reportText(report),
      winner_count: report.winners.length,
      cost_amount: cost,
      computed_at: poll.publishedAt,
    })
    .execute()
  return true
}

export async function insertRecount(db: Reader, id: string, pollId: string, recount: Recount): Promise<void> {
  await db
    .insertInto('poll_recount')
    .values({
      id,
      poll_id: pollId,
      recounted_at: recount.recountedAt,
      is_identical: recount.isIdentical,
      duration_ms: recount.durationMs,
    })
    .execute()
}

// A statement takes 65 535 parameters at most, nine an option.
const OPTIONS_AT_ONCE = 5_000

const ORDERS = {
  recent: sql`coalesce(poll.ended_on, poll.began_on, '') desc`,
  budget: sql`poll.budget_amount / power(10, poll.amount_decimals) desc`,
  voters: sql`poll.voter_count desc`,
  title: sql`poll.title`,
} as const

function pollsWithCounts(db: Reader) {
  return db.selectFrom('poll').selectAll('poll').select(optionCount)
}

function optionCount(query: ExpressionBuilder<DB, 'poll'>) {
  return query
    .selectFrom('poll_option')
    .select(({ fn }) => fn.countAll<bigint>().as('n'))
    .whereRef('poll_option.poll_id', '=', 'poll.id')
    .as('option_count')
}

function chunksOf<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size))
}
