import type { Context } from '#platform/context'
import type { CronItem } from '#platform/jobs'
import { checkEverything, type OtherChecks } from './commands/index.ts'

const TASK = 'transparency.check'
const [SOON_MS, LATER_MS] = [10_000, 30_000]

/** Background work of transparency, by the name it is enqueued under. */
export function transparencyTasks(others?: OtherChecks) {
  return {
    [TASK]: async (_payload: unknown, context: Context) => {
      // Somebody else asks now, perhaps since before what made this round be asked for.
      if ((await checkEverything(context, others)) === 'busy') await checkAfter(context, LATER_MS)
    },
  }
}

export const transparencyCrontab: readonly CronItem[] = [{ task: TASK, match: '*/10 * * * *', attempts: 3 }]

/** Asks for a round soon: several publications at once make one. */
export function checkSoon(context: Context): Promise<void> {
  return checkAfter(context, SOON_MS)
}

function checkAfter({ db, enqueue, now }: Context, delayMs: number): Promise<void> {
  const runAt = new Date(now().getTime() + delayMs)
  return db.transaction().execute((transaction) => enqueue(transaction, TASK, {}, { key: TASK, runAt, attempts: 3 }))
}
