import type { Kysely } from 'kysely'
import { assert, type Result } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context, Settings } from '#platform/context'
import { type DB, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { managementTable } from '../management-table.ts'
import { parisDay } from '../steps.ts'
import {
  decideEntry,
  type EntryRefusal,
  entriesInForce,
  missingItems,
  type NewEntry,
  type ServiceItem,
} from './entries.ts'
import { insertServiceEntry, listServiceEntries, lockEntering } from './store.ts'

export {
  ENTERED_ITEMS,
  type EnteredItem,
  type EntryRefusal,
  entriesInForce,
  missingItems,
  type NewEntry,
  type ServiceEntry,
  type ServiceItem,
} from './entries.ts'
export { listServiceEntries } from './store.ts'

/**
 * What must still be agreed before this service holds a real poll or campaign: none when all is there. Whoever opens one
 * warns the administrator while something is missing.
 *
 * @param settings  those in force: they tell the last audit of accessibility
 */
export async function missingForService(
  db: Kysely<DB>,
  settings: Pick<Settings, 'accessibility'>,
): Promise<readonly ServiceItem[]> {
  const [entries, table] = [await listServiceEntries(db), await managementTable(db)]
  return missingItems(entriesInForce(entries), table !== undefined, settings)
}

/**
 * Enters what was signed outside, corrects an entry or takes it back: each is one more line, and none goes.
 *
 * @param input.readId  the entry its author saw in force
 */
export function enterService(
  context: Context,
  input: { readonly submission: Submission; readonly entry: NewEntry; readonly readId: string | undefined },
): Promise<Result<void, EntryRefusal | SubmissionRefusal>> {
  const { actor } = context
  assert(actor.kind === 'person', 'a person enters what was signed')
  const id = context.newId()
  return inTransaction(context, input.submission, async (transaction) => {
    await lockEntering(transaction)
    const { entry, readId } = input
    const inForce = entriesInForce(await listServiceEntries(transaction)).get(entry.item)
    const now = context.now()
    const decision = decideEntry(entry, inForce, readId, parisDay(now))
    if (!decision.ok) return decision
    await insertServiceEntry(transaction, { ...entry, id, enteredBy: actor.id, enteredAt: now })
    const act = entry.isWithdrawn ? 'archives.service-withdrawn' : 'archives.service-entered'
    await recordAudit(transaction, context, { act, object: `service-entry:${id}`, details: { item: entry.item } })
    return decision
  })
}
