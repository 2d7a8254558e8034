import { z } from 'zod'
import type { Context } from '#platform/context'
import type { CronItem } from '#platform/jobs'
import { listAllDue } from './due.ts'
import { executeList } from './execute.ts'
import { makeListIn } from './make-list.ts'
import { packList } from './pack.ts'

const OfList = z.object({ listId: z.uuid() })

/** What the archives do beside the pages. Each finds out what is done already: it may be stopped and begun again. */
export const archiveTasks = {
  'archives.propose': async (_payload: unknown, context: Context) => {
    for (const { kind, fate, count, isListed } of await listAllDue(context)) {
      if (count === 0 || isListed) continue
      const id = context.newId()
      await context.db
        .transaction()
        .execute((transaction) => makeListIn(transaction, context, { id, kind: kind.name, fate }))
    }
  },
  'archives.pack': async (payload: unknown, context: Context) => {
    await packList(context, OfList.parse(payload).listId)
  },
  'archives.execute': async (payload: unknown, context: Context) => {
    await executeList(context, OfList.parse(payload).listId)
  },
}

const WEEK_MS = 7 * 86_400_000

/** Bordereaux are proposed on the second of each month, before the working day. */
export const archiveCrontab: readonly CronItem[] = [
  { task: 'archives.propose', match: '12 3 2 * *', catchUpMs: WEEK_MS },
]
