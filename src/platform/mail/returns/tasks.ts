import type { Context } from '#platform/context'
import type { CronItem, JobLog } from '#platform/jobs'
import { purgeAside, readReturns } from './folder.ts'

const ASIDE_DAYS = 30
const DAY_MS = 86_400_000

/** Reads the mails that came back, every minute. */
export function returnTasks(folder: string, log: JobLog) {
  return {
    'mail.read-returns': async (_payload: unknown, context: Context) => {
      const read = await readReturns(context, folder)
      if (read.noted + read.ignored + read.aside > 0) log.info(read, 'mails that came back were read')
      await purgeAside(folder, new Date(Date.now() - ASIDE_DAYS * DAY_MS))
    },
  }
}

export const returnCrontab: readonly CronItem[] = [{ task: 'mail.read-returns', match: '* * * * *' }]
