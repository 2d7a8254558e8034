import type { Context } from '#platform/context'
import type { CronItem } from '#platform/jobs'
import { tellEndedMandates } from './commands/acting.ts'

/** Background work of accounts, by the name it is enqueued under. */
export const accountTasks = {
  'accounts.mandates': async (_payload: unknown, context: Context) => {
    await tellEndedMandates(context)
  },
}

export const accountCrontab: readonly CronItem[] = [
  { task: 'accounts.mandates', match: '23 * * * *', catchUpMs: 3_600_000 },
]
