import type { Context } from '#platform/context'
import type { CronItem, JobLog } from '#platform/jobs'
import { describeFault } from '#platform/jobs'
import { exists } from './disk.ts'
import { ownerOf } from './owners.ts'
import * as store from './store.ts'

const DAY_MS = 86_400_000
const AT_ONCE = 500

/** What is done with files in the background, by the name it is enqueued under. */
export function fileTasks(log: JobLog) {
  return {
    'files.scan': async (payload: unknown, context: Context) => {
      const { attachmentId } = payload as { readonly attachmentId: string }
      const attachment = await store.findAttachment(context.db, attachmentId)
      if (attachment?.state === 'waiting') await scan(context, attachment.sha256, log)
    },
    'files.scan-forgotten': async (_payload: unknown, context: Context) => {
      for (const sha256 of await store.listWaiting(context.db, AT_ONCE)) await scan(context, sha256, log)
    },
    'files.sweep': async (_payload: unknown, context: Context) => {
      await sweepFiles(context)
    },
  }
}

export const fileCrontab: readonly CronItem[] = [
  { task: 'files.scan-forgotten', match: '*/10 * * * *', attempts: 1 },
  { task: 'files.sweep', match: '47 * * * *', catchUpMs: DAY_MS, attempts: 3 },
]

/** Asks the antivirus about one content. What it refuses goes from the disk at once. */
async function scan({ files, db, now }: Context, sha256: Buffer, log: JobLog): Promise<void> {
  const { antivirus, disk } = files
  // It was told, and is not any more: nobody will answer for it.
  if (!antivirus) return store.setState(db, sha256, 'unscanned', now())
  const path = disk.pathOf(sha256)
  if (!(await exists(path))) return
  try {
    const verdict = await antivirus.scan(path)
    await store.setState(db, sha256, verdict, now())
    if (verdict === 'refused') await disk.remove(sha256)
  } catch (error) {
    if (antivirus.isRequired) throw error
    log.info({ fault: describeFault(error) }, 'the antivirus did not answer: a file is given out unseen')
    await store.setState(db, sha256, 'unscanned', now())
  }
}

/**
 * Ends what nothing shows any more: attachments no form took or whose record is gone, their contents, bytes without a
 * row, uploads that were cut. Run twice, the second time finds nothing.
 */
export async function sweepFiles(context: Context): Promise<void> {
  const { db, now, files } = context
  await store.deleteExpired(db, now())
  for (const { kind, ownerIds } of await store.listOwners(db)) {
    const owner = ownerOf(context, kind)
    // A module that is away for a day does not lose its files.
    if (!owner) continue
    const existing = new Set(await owner.listExisting(db, ownerIds))
    const gone = ownerIds.filter((id) => !existing.has(id))
    if (gone.length > 0) await store.deleteAttachments(db, kind, gone)
  }
  for (const sha256 of await store.listUnused(db, AT_ONCE)) await remove(context, sha256)
  // The moment is the machine's: it is compared with that of its files.
  const yesterday = new Date(Date.now() - DAY_MS)
  for (const sha256 of await files.disk.listOlderThan(yesterday)) {
    if ((await store.findContentState(db, sha256)) === undefined) await remove(context, sha256)
  }
  await files.disk.sweepAside(yesterday)
}

function remove({ db, files }: Context, sha256: Buffer): Promise<void> {
  return db.transaction().execute(async (transaction) => {
    await store.lockContent(transaction, sha256)
    if (await store.deleteUnused(transaction, sha256)) await files.disk.remove(sha256)
  })
}
