import type { Context } from '#platform/context'
import type { CronItem } from '#platform/jobs'
import { sendDue } from './commands.sending.ts'

/** Background work of notices, by the name it is enqueued under. */
export const noticeTasks = {
  'notices.send': async (_payload: unknown, context: Context) => {
    await sendDue(context)
  },
}

/** Digests come on the hour and on the half; every five minutes takes what a stopped process left. */
export const noticeCrontab: readonly CronItem[] = [{ task: 'notices.send', match: '*/5 * * * *', attempts: 3 }]
