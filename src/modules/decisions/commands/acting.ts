import type { Transaction } from 'kysely'
import { dayOf } from '#modules/accounts'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import type { DB } from '#platform/database'
import * as store from '../store/index.ts'

/** Whether who acts has a link in force to one of these organisations. */
export async function isTied(transaction: Transaction<DB>, context: Context, organisations: readonly string[]) {
  const links = await store.listInterestsIn(transaction, organisations, dayOf(context.now()))
  return links.some(({ personId }) => personId === actorId(context))
}

export function audit(
  transaction: Transaction<DB>,
  context: Context,
  act: string,
  decisionId: string,
  details: Readonly<Record<string, string | number | boolean>>,
): Promise<void> {
  return recordAudit(transaction, context, { act, object: `decision:${decisionId}`, details })
}

export function actorId({ actor }: Context): string | null {
  return actor.kind === 'person' ? actor.id : null
}
