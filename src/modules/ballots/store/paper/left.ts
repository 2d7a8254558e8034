import { type Kysely, sql, type Transaction } from 'kysely'
import type { PaperBallot, PaperRule } from '#kernel/ballot'
import { actingAs, type DB, readAs } from '#platform/database'
import { type CloseObstacle, closeObstacles as obstaclesOf } from '../../sealed/close-obstacles.ts'
import { placesOf, unsettled } from '../../sealed/paper-places.ts'
import { listFates, listOpenProposals } from '../commission/index.ts'
import { listBatches } from './batches.ts'
import { listDuplicates, listSignatures } from './marks.ts'
import { listRemarks } from './remarks.ts'

/**
 * What still forbids the close, in sentences, each with where to settle it; empty: nothing.
 *
 * @param db  the pool, or the transaction of the close once it holds the log's lock
 */
export async function closeObstacles(db: Kysely<DB>, pollId: string): Promise<readonly CloseObstacle[]> {
  const { slug, paper } = await db
    .selectFrom('sealed_poll')
    .innerJoin('sealed_poll_manifest as manifest', 'manifest.poll_id', 'sealed_poll.id')
    .select('slug')
    .select(sql<PaperRule>`manifest.manifest::jsonb ->> 'paper'`.as('paper'))
    .where('sealed_poll.id', '=', pollId)
    .executeTakeFirstOrThrow()
  return asCommission(db, async (commission) => {
    const fates = await listFates(commission, pollId)
    const batches = await listBatches(commission, pollId)
    const places = placesOf(batches, await listSignatures(commission, pollId), await listRemarks(commission, pollId))
    return obstaclesOf({
      slug,
      flagged: [...fates.values()].filter((fate) => fate === 'flagged').length,
      proposals: (await listOpenProposals(commission, pollId)).length,
      duplicates: unsettled(await listDuplicates(commission, pollId), paper).length,
      ...{ batches, places },
    })
  })
}

/**
 * The paper ballots that count: those of batches closed and not annulled, by tracker. As `opener` or `commission`.
 */
export async function listPaperBallots(office: Transaction<DB>, pollId: string): Promise<readonly PaperBallot[]> {
  const rows = await office
    .selectFrom('paper_ballot as ballot')
    .select(['ballot.tracker', 'ballot.choices'])
    .where('ballot.poll_id', '=', pollId)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('paper_annulment as annulment')
            .select('annulment.batch_id')
            .whereRef('annulment.batch_id', '=', 'ballot.batch_id')
            .where('annulment.confirmed_by', 'is not', null),
        ),
      ),
    )
    .orderBy('ballot.tracker')
    .execute()
  return rows.map(({ tracker, choices }) => ({ choices, tracker: new Uint8Array(tracker) }))
}

/** How many people voted on paper, as far as the lists are copied: those who also voted online are counted there. */
export function countPaperVoters(db: Kysely<DB>, pollId: string): Promise<number> {
  return asCommission(db, async (commission) => {
    const { count } = await commission
      .selectFrom('paper_mark as mark')
      .innerJoin('roll_entry as roll', 'roll.id', 'mark.roll_id')
      .select(({ fn }) => fn.count('roll.id').distinct().as('count'))
      .where('mark.poll_id', '=', pollId)
      .where('roll.evidence', '=', 'paper')
      .executeTakeFirstOrThrow()
    return Number(count)
  })
}

function asCommission<Value>(db: Kysely<DB>, read: (commission: Transaction<DB>) => Promise<Value>): Promise<Value> {
  return db.isTransaction ? actingAs(db as Transaction<DB>, 'commission', read) : readAs(db, 'commission', read)
}
