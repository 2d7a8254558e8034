import type { Readable } from 'node:stream'
import type { Kysely } from 'kysely'
import { assert, done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import type { DB } from '#platform/database'
import { MOST_RECORDS, type VisaKind } from './due.ts'
import { assertFrozen, compare, endList, kindOf } from './execute.ts'
import { isSame, type ListedItem } from './fingerprint.ts'
import type { Outcome } from './lists.ts'
import { faultsOfPackage } from './seda/check.ts'
import { manifestOf, type PackedRecord } from './seda/manifest.ts'
import { packRecord, sha512, writePackage } from './seda/package.ts'
import * as store from './store.ts'

const BATCH = 100

/**
 * Makes the SEDA package of a signed transfer: what its manifest says is settled here, and known by its hash. What changed
 * since the visa is left out, and told.
 */
export async function packList(context: Context, listId: string): Promise<void> {
  await context.db.transaction().execute(async (transaction) => {
    const list = await store.lockList(transaction, listId)
    if (list?.state !== 'approved' || list.fate !== 'transfer') return
    await assertFrozen(transaction, list)
    const kind = await kindOf(transaction, context, list.kind)
    const items = await store.listWaiting(transaction, listId, MOST_RECORDS)
    const { packed, left } = await packItems(transaction, context, kind, items)
    const madeAt = context.now()
    await store.insertOutcomes(transaction, listId, left, madeAt)
    if (packed.length === 0) return endList(transaction, context, list)

    const manifest = manifestOf(list, packed, madeAt)
    const files = packed.flatMap(({ main, attachments }) => [main, ...attachments])
    const faults = faultsOfPackage(manifest, files)
    assert(faults.length === 0, `a package holds: ${faults[0]}`)
    const manifestHash = Buffer.from(sha512(manifest), 'hex')
    await store.insertPackage(transaction, listId, { manifestHash, recordCount: packed.length, madeAt })
    await store.setState(transaction, listId, 'packed')
    const details = { records: packed.length }
    await recordAudit(transaction, context, { act: 'archives.package-made', object: `archive-list:${listId}`, details })
  })
}

/** Why a package is not given out; gravest first. */
export type PackageRefusal = 'no-package' | 'records-moved'

/** The package of a list, made again as it was: its manifest must be the one that was settled. */
export async function openPackage(
  context: Context,
  listId: string,
): Promise<Result<{ readonly zip: Readable; readonly number: string }, PackageRefusal>> {
  const { db } = context
  const list = await store.findList(db, listId)
  const made = await store.findPackage(db, listId)
  if (!list || !made || !['packed', 'acknowledged'].includes(list.state)) return refuse('no-package')
  const kind = await kindOf(db, context, list.kind)
  const { packed } = await packItems(db, context, kind, await store.listWaiting(db, listId, MOST_RECORDS))
  const manifest = manifestOf(list, packed, made.madeAt)
  if (!isSame(Buffer.from(sha512(manifest), 'hex'), made.manifestHash)) return refuse('records-moved')
  const describe = async (id: string) => (await kind.end.reads.describe(db, [id]))[0]
  return done({ zip: writePackage(manifest, packed, describe, context.files.disk), number: list.number })
}

async function packItems(db: Kysely<DB>, context: Context, kind: VisaKind, items: readonly ListedItem[]) {
  const packed: PackedRecord[] = []
  const left: { position: number; outcome: Outcome }[] = []
  for (let start = 0; start < items.length; start += BATCH) {
    const told = await compare(db, context, kind, items.slice(start, start + BATCH))
    left.push(...told.left)
    for (const { item, record } of told.same) packed.push(await packRecord(record, item.position, context.files.disk))
  }
  return { packed, left }
}
