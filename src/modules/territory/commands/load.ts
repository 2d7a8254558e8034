import { createHash } from 'node:crypto'
import { assert, done } from '#kernel/result'
import type { Context } from '#platform/context'
import { broadcast, inTransaction } from '#platform/database'
import { reportOf } from '../atlas/report.ts'
import type { LoadReport, Territory } from '../model.ts'
import * as store from '../store/index.ts'

/**
 * Brings the database to what the folder says, once per folder: a folder in force already changes nothing. Communes and
 * EPCIs keep their codes; those that are gone are closed.
 */
export async function loadTerritory(context: Context, territory: Territory): Promise<LoadReport> {
  const before = await store.findEdition(context.db)
  const key = createHash('sha256').update(`territory ${before?.id} ${territory.fingerprint}`).digest('hex')
  const id = context.newId()
  const loaded = await inTransaction(context, { key, body: {} }, async (transaction) => {
    await store.lockTerritory(transaction)
    const report = await compare(transaction, territory)
    if (!report.isNew) return done(report)

    await store.insertEdition(transaction, id, territory, context.now())
    await store.storePlaces(transaction, territory, context.now())
    await broadcast(transaction, 'published', 'territory')
    return done(report)
  })
  assert(loaded.ok, 'a folder is loaded by its fingerprint, which is the whole of it')
  return loaded.value
}

/** What `loadTerritory` would change now; nothing is written. */
export function previewTerritory(context: Context, territory: Territory): Promise<LoadReport> {
  return compare(context.db, territory)
}

async function compare(db: store.Reader, territory: Territory): Promise<LoadReport> {
  const current = await store.findEdition(db)
  const report = reportOf(territory, current && (await store.readPlaces(db)))
  return { ...report, isNew: current?.fingerprint !== territory.fingerprint }
}
