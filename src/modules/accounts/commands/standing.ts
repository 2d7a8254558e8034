import type { Transaction } from 'kysely'
import { assert } from '#kernel/result'
import type { Context } from '#platform/context'
import type { DB } from '#platform/database'
import { dayOf } from '../roles/days.ts'
import type { Standing } from '../roles/grants.ts'
import * as store from '../store/index.ts'

/** Who acts, as the database knows them now. */
export async function standingOf(transaction: Transaction<DB>, context: Context): Promise<Standing> {
  const { actor } = context
  assert(actor.kind === 'person', 'a role is asked for, confirmed and taken back by a person')
  const held = await store.listHeldRoles(transaction, actor.id, dayOf(context.now()))
  return {
    personId: actor.id,
    isAdministrator: held.some(({ role, object }) => role === 'administrator' && object === null),
    isActingForSomebody: actor.actingFor !== undefined,
  }
}
