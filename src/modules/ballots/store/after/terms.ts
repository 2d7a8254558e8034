import type { Kysely, Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { AfterFacts, Contestation, DestructionTerms } from '../../sealed/after/model.ts'
import { listDestructions } from './destructions.ts'

/** All that the destructions of a vote depend on. */
export async function readAfter(db: Kysely<DB>, pollId: string): Promise<AfterFacts> {
  const result = await db
    .selectFrom('poll_milestone')
    .select('at')
    .where('poll_id', '=', pollId)
    .where('kind', '=', 'result')
    .executeTakeFirst()
  return {
    resultAt: result?.at,
    terms: await findTerms(db, pollId),
    contestations: await listContestations(db, pollId),
    destructions: await listDestructions(db, pollId),
  }
}

async function findTerms(db: Kysely<DB>, pollId: string): Promise<DestructionTerms | undefined> {
  const row = await db.selectFrom('destruction_terms').selectAll().where('poll_id', '=', pollId).executeTakeFirst()
  return (
    row && {
      ...{ managementTable: row.management_table, archivesVisa: row.archives_visa },
      ...{ appealDays: row.appeal_days, appealSource: row.appeal_source },
    }
  )
}

export async function saveTerms(
  transaction: Transaction<DB>,
  pollId: string,
  terms: DestructionTerms,
  entered: { readonly by: string; readonly at: Date },
): Promise<void> {
  const values = {
    ...{ management_table: terms.managementTable, archives_visa: terms.archivesVisa },
    ...{ appeal_days: terms.appealDays, appeal_source: terms.appealSource },
    ...{ entered_by: entered.by, entered_at: entered.at },
  }
  await transaction
    .insertInto('destruction_terms')
    .values({ poll_id: pollId, ...values })
    .onConflict((conflict) => conflict.column('poll_id').doUpdateSet(values))
    .execute()
}

async function listContestations(db: Kysely<DB>, pollId: string): Promise<readonly Contestation[]> {
  const rows = await db
    .selectFrom('vote_contestation')
    .selectAll()
    .where('poll_id', '=', pollId)
    .orderBy('recorded_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    ...{ id: row.id, reference: row.reference, recordedAt: row.recorded_at },
    lifted: row.lifted_at && row.lifted_because ? { at: row.lifted_at, because: row.lifted_because } : undefined,
  }))
}

export async function insertContestation(
  transaction: Transaction<DB>,
  pollId: string,
  contestation: { readonly id: string; readonly reference: string; readonly by: string; readonly at: Date },
): Promise<void> {
  await transaction
    .insertInto('vote_contestation')
    .values({
      ...{ id: contestation.id, poll_id: pollId, reference: contestation.reference },
      ...{ recorded_by: contestation.by, recorded_at: contestation.at },
    })
    .execute()
}

/** @returns  false when it is not of this vote, or was lifted already */
export async function liftContestation(
  transaction: Transaction<DB>,
  pollId: string,
  id: string,
  lifted: { readonly by: string; readonly at: Date; readonly because: string },
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('vote_contestation')
    .set({ lifted_by: lifted.by, lifted_at: lifted.at, lifted_because: lifted.because })
    .where('poll_id', '=', pollId)
    .where('id', '=', id)
    .where('lifted_at', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}
