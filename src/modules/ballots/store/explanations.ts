import { type Kysely, sql } from 'kysely'
import type { DB } from '#platform/database'
import { EDITION, type Explanations, type ToldBallotPage } from '../explanations/model.ts'

type Reader = Kysely<DB>

/** What is told of a result, and when it was computed. */
export type PublishedExplanations = {
  readonly told: Explanations
  readonly hasMargins: boolean
  readonly computedAt: Date
}

/** The fullest telling there is; undefined while the first is under way. */
export async function findExplanations(db: Reader, pollId: string): Promise<PublishedExplanations | undefined> {
  const row = await db
    .selectFrom('poll_explanation')
    .select(['content', 'computed_at', 'has_margins'])
    .where('poll_id', '=', pollId)
    .where('edition', '=', EDITION)
    .orderBy('has_margins', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  return {
    told: JSON.parse(row.content) as Explanations,
    hasMargins: row.has_margins,
    computedAt: row.computed_at,
  }
}

/** Whether a telling is there already. */
export async function isTold(db: Reader, pollId: string, hasMargins: boolean): Promise<boolean> {
  const row = await db
    .selectFrom('poll_explanation')
    .select('poll_id')
    .where('poll_id', '=', pollId)
    .where('edition', '=', EDITION)
    .where('has_margins', '=', hasMargins)
    .executeTakeFirst()
  return row !== undefined
}

/** The certificate as published, byte for byte. */
export async function findCertificate(db: Reader, pollId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('poll_explanation')
    .select('certificate')
    .where('poll_id', '=', pollId)
    .where('edition', '=', EDITION)
    .where('has_margins', '=', false)
    .executeTakeFirst()
  return row?.certificate
}

/**
 * @param prefix  folded beginning of the numbers; '' for the first page
 * @param page    from 1
 */
export async function findBallotPage(
  db: Reader,
  pollId: string,
  prefix: string,
  page: number,
): Promise<ToldBallotPage | undefined> {
  const row = await db
    .selectFrom('poll_ballot_page')
    .select('content')
    .where('poll_id', '=', pollId)
    .where('edition', '=', EDITION)
    .where('prefix', '=', prefix)
    .where('page', '=', page)
    .executeTakeFirst()
  return row && (JSON.parse(row.content) as ToldBallotPage)
}

/** Polls published before that moment whose result is not told in full yet. */
export async function listUntold(db: Reader, publishedBefore: Date): Promise<readonly { readonly id: string }[]> {
  return db
    .selectFrom('poll')
    .select('id')
    .where('published_at', '<', publishedBefore)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('poll_explanation')
            .select(sql`1`.as('one'))
            .whereRef('poll_explanation.poll_id', '=', 'poll.id')
            .where('poll_explanation.edition', '=', EDITION)
            .where('poll_explanation.has_margins', '=', true),
        ),
      ),
    )
    .orderBy('published_at')
    .execute()
}

/** A page already there is left as it is: the same file under the same rule tells the same. */
export async function insertBallotPage(
  db: Reader,
  pollId: string,
  { prefix, page }: { readonly prefix: string; readonly page: number },
  content: ToldBallotPage,
): Promise<void> {
  await db
    .insertInto('poll_ballot_page')
    .values({ poll_id: pollId, edition: EDITION, prefix, page, content: JSON.stringify(content) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function insertExplanations(
  db: Reader,
  pollId: string,
  whole: {
    readonly told: Explanations
    readonly hasMargins: boolean
    readonly certificate: string
    readonly computedAt: Date
    readonly durationMs: number
  },
): Promise<void> {
  await db
    .insertInto('poll_explanation')
    .values({
      poll_id: pollId,
      edition: EDITION,
      has_margins: whole.hasMargins,
      content: JSON.stringify(whole.told),
      certificate: whole.certificate,
      computed_at: whole.computedAt,
      duration_ms: whole.durationMs,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
