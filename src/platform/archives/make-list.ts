import type { Kysely, Transaction } from 'kysely'
import { assert, done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { type DB, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import { dueIds, endsByVisa, MOST_RECORDS, type VisaKind } from './due.ts'
import { fingerprintOf, type ListedItem, listHashOf, recordBytes } from './fingerprint.ts'
import type { ArchivedRecord, ListFate } from './kinds.ts'
import type { ListTerms } from './lists.ts'
import { exchangeOf } from './settings.ts'
import * as store from './store.ts'
import { readArchives } from './stored-settings.ts'
import { usefulLifeInWords } from './useful-life.ts'

/** Why no bordereau is made; gravest first. */
export type MakeRefusal = 'kind-unknown' | 'list-waits' | 'exchange-untold' | 'nothing-due'

type Asked = { readonly kind: string; readonly fate: ListFate }

/** Makes the bordereau of what has reached its end: what it lists is frozen there. */
export function makeList(
  context: Context,
  input: Asked & { readonly submission: Submission },
): Promise<Result<{ readonly id: string }, MakeRefusal | SubmissionRefusal>> {
  const id = context.newId()
  return inTransaction(context, input.submission, (transaction) => makeListIn(transaction, context, { ...input, id }))
}

/** The same inside a transaction that is open. */
export async function makeListIn(
  transaction: Transaction<DB>,
  context: Context,
  { id, kind: name, fate }: Asked & { readonly id: string },
): Promise<Result<{ readonly id: string }, MakeRefusal>> {
  await store.lockMaking(transaction)
  const { kinds, settings } = await readArchives(context, transaction)
  const kind = kinds.filter(endsByVisa).find((each) => each.name === name)
  if (!kind) return refuse('kind-unknown')
  if (await store.hasWaiting(transaction, name, fate)) return refuse('list-waits')
  const exchange = fate === 'transfer' ? exchangeOf(settings) : {}
  if (!exchange) return refuse('exchange-untold')

  const now = context.now()
  const frozen = await freeze(transaction, context, kind, await dueIds(transaction, kind, fate, now, MOST_RECORDS))
  if (frozen.items.length === 0) return refuse('nothing-due')
  const { items, ...measures } = frozen
  await store.insertList(transaction, {
    ...measures,
    id,
    kind: name,
    fate,
    number: await store.drawNumber(transaction, now.getUTCFullYear()),
    terms: { ...termsOf(kind), producer: settings.get('producer')?.value ?? '', exchange },
    recordCount: items.length,
    listHash: listHashOf(items),
    madeAt: now,
  })
  await store.insertItems(transaction, id, items)
  const details = { kind: name, fate, records: items.length }
  await recordAudit(transaction, context, { act: 'archives.list-made', object: `archive-list:${id}`, details })
  return done({ id })
}

const BATCH = 200

async function freeze(db: Kysely<DB>, context: Context, kind: VisaKind, ids: readonly string[]) {
  const items: ListedItem[] = []
  let volumeBytes = 0
  let [firstDay, lastDay] = ['9999-12-31', '0001-01-01']
  for (let start = 0; start < ids.length; start += BATCH) {
    for (const record of await kind.end.reads.describe(db, ids.slice(start, start + BATCH))) {
      items.push({ position: items.length + 1, recordId: record.id, fingerprint: fingerprintOf(context, record) })
      volumeBytes += volumeOf(record)
      if (record.from < firstDay) firstDay = record.from
      if (record.until > lastDay) lastDay = record.until
    }
  }
  assert(items.length === 0 || firstDay <= lastDay, 'a record begins before it ends')
  return { items, volumeBytes, firstDay, lastDay }
}

function volumeOf(record: ArchivedRecord): number {
  return record.attachments.reduce((sum, { sizeBytes }) => sum + sizeBytes, recordBytes(record).length)
}

function termsOf(kind: VisaKind): Omit<ListTerms, 'producer' | 'exchange'> {
  const { what, usefulLife, fate, source, isVerified, end } = kind
  const sorting = fate === 'tri' ? (end.reads.sorting ?? null) : null
  return { what, usefulLife: usefulLifeInWords(usefulLife), fate, source, isVerified, sorting }
}
