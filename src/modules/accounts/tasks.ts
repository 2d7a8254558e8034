import type { Context } from '#platform/context'
import type { CronItem } from '#platform/jobs'
import { purgeStaffSignIns } from './commands/index.ts'

/** Background work of accounts, by the name it is enqueued under. */
export const accountTasks = {
  'accounts.purge': async (_payload: unknown, context: Context) => {
    await purgeStaffSignIns(context)
  },
}

export const accountCrontab: readonly CronItem[] = [{ task: 'accounts.purge', match: '23 * * * *' }]
