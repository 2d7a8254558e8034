import type { Kysely, Transaction } from 'kysely'
import { assert } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import type { DB } from '#platform/database'
import { endsByVisa, type VisaKind } from './due.ts'
import { fingerprintOf, isSame, type ListedItem, listHashOf } from './fingerprint.ts'
import type { ArchivedRecord } from './kinds.ts'
import { type ArchiveList, mayEnd, type Outcome } from './lists.ts'
import * as store from './store.ts'
import { readArchives } from './stored-settings.ts'

const BATCH = 100

/**
 * Does what a signed bordereau says, of exactly what it lists: by batches, each in its transaction, so that whoever stops it
 * loses nothing and begins again where it was. What changed since it was signed is left alone, and told.
 */
export async function executeList(context: Context, listId: string): Promise<void> {
  const list = await store.findList(context.db, listId)
  if (!list || !mayEnd(list)) return
  await assertFrozen(context.db, list)
  while (!(await context.db.transaction().execute((transaction) => doBatch(transaction, context, listId)))) {
    // One batch after the other, until nothing waits.
  }
}

/** What the visa signed is what is listed now. */
export async function assertFrozen(db: Kysely<DB>, list: ArchiveList): Promise<void> {
  const items = await store.listItems(db, list.id)
  const isWhole = items.length === list.recordCount && isSame(listHashOf(items), list.listHash)
  assert(isWhole, 'a bordereau lists what was signed')
}

// @returns whether it is over
async function doBatch(transaction: Transaction<DB>, context: Context, listId: string): Promise<boolean> {
  const list = await store.lockList(transaction, listId)
  if (!list || !mayEnd(list)) return true
  const items = await store.listWaiting(transaction, listId, BATCH)
  if (items.length === 0) {
    await endList(transaction, context, list)
    return true
  }
  const kind = await kindOf(transaction, context, list.kind)
  const { erasing } = kind.end.reads
  if (erasing.isDone) await erasing.lock(transaction, items.map(idOf))
  const { same, left } = await compare(transaction, context, kind, items)
  if (erasing.isDone && same.length > 0) {
    const erased = await erasing.erase(
      transaction,
      same.map(({ item }) => idOf(item)),
    )
    assert(erased === BigInt(same.length), 'each record of the batch was erased')
  }
  const outcome: Outcome = erasing.isDone ? 'erased' : 'kept'
  const outcomes = [...same.map(({ item }) => ({ position: item.position, outcome })), ...left]
  await store.insertOutcomes(transaction, listId, outcomes, context.now())
  return false
}

export async function endList(transaction: Transaction<DB>, context: Context, list: ArchiveList): Promise<void> {
  await store.setState(transaction, list.id, 'ended')
  const details = { kind: list.kind, fate: list.fate, ...(await store.countOutcomes(transaction, list.id)) }
  await recordAudit(transaction, context, { act: 'archives.list-ended', object: `archive-list:${list.id}`, details })
}

export async function kindOf(db: Kysely<DB>, context: Context, name: string): Promise<VisaKind> {
  const kind = (await readArchives(context, db)).kinds.filter(endsByVisa).find((each) => each.name === name)
  assert(kind, 'the kind of a bordereau is declared')
  return kind
}

type Compared = {
  readonly same: readonly { readonly item: ListedItem; readonly record: ArchivedRecord }[]
  /** With what is told of them. */
  readonly left: readonly { readonly position: number; readonly outcome: 'changed' | 'absent' }[]
}

/** Which of these records are still what was signed. */
export async function compare(
  db: Kysely<DB>,
  context: Context,
  kind: VisaKind,
  items: readonly ListedItem[],
): Promise<Compared> {
  const found = await kind.end.reads.describe(db, items.map(idOf))
  const byId = new Map(found.map((record) => [record.id, record]))
  const told = items.map((item) => ({ item, record: byId.get(item.recordId) }))
  const isAsSigned = (item: ListedItem, record: ArchivedRecord | undefined) =>
    record !== undefined && isSame(fingerprintOf(context, record), item.fingerprint)
  return {
    same: told.flatMap(({ item, record }) => (record && isAsSigned(item, record) ? [{ item, record }] : [])),
    left: told.flatMap(({ item, record }) => {
      if (isAsSigned(item, record)) return []
      return [{ position: item.position, outcome: record === undefined ? ('absent' as const) : ('changed' as const) }]
    }),
  }
}

function idOf({ recordId }: ListedItem): string {
  return recordId
}

/** What a bordereau lists, each item with its record as it is now; undefined once it is gone. */
export async function listRecords(context: Context, list: ArchiveList) {
  const kind = await kindOf(context.db, context, list.kind)
  const items = await store.listItems(context.db, list.id)
  const byId = new Map<string, ArchivedRecord>()
  for (let start = 0; start < items.length; start += BATCH) {
    const found = await kind.end.reads.describe(context.db, items.slice(start, start + BATCH).map(idOf))
    for (const record of found) byId.set(record.id, record)
  }
  return items.map((item) => ({ item, record: byId.get(item.recordId) }))
}
