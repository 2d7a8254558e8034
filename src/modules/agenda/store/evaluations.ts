import type { Transaction } from 'kysely'
import type { DB } from '#platform/database'
import type { Reader } from './rows.ts'

/** What somebody who came thought of it: 1 not useful, 4 very useful. */
export type Evaluation = { readonly opinion: number; readonly comment: string }

export async function insertEvaluation(
  transaction: Transaction<DB>,
  evaluation: Evaluation & { readonly id: string; readonly eventId: string },
): Promise<void> {
  const { id, eventId, opinion, comment } = evaluation
  await transaction.insertInto('agenda_evaluation').values({ id, event_id: eventId, opinion, comment }).execute()
}

export async function markEvaluated(transaction: Transaction<DB>, registrationId: string, at: Date): Promise<void> {
  await transaction
    .updateTable('agenda_registration')
    .set({ evaluated_at: at })
    .where('id', '=', registrationId)
    .execute()
}

/** In no order that would say who came first. */
export async function listEvaluations(db: Reader, eventId: string): Promise<readonly Evaluation[]> {
  return db
    .selectFrom('agenda_evaluation')
    .select(['opinion', 'comment'])
    .where('event_id', '=', eventId)
    .orderBy('opinion', 'desc')
    .orderBy('comment')
    .execute()
}
