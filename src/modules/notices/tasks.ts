import { z } from 'zod'
import type { Context } from '#platform/context'
import type { CronItem } from '#platform/jobs'
import { tellFollowers } from '#platform/notices'
import { sendDue } from './commands.sending.ts'

const OfTelling = z.object({ tellingId: z.uuid() })

/** Background work of notices, by the name it is enqueued under. */
export const noticeTasks = {
  'notices.send': async (_payload: unknown, context: Context) => {
    await sendDue(context)
  },
  'notices.tell': async (payload: unknown, context: Context) => {
    await tellFollowers(context, OfTelling.parse(payload).tellingId)
  },
}

/** Digests come on the hour and on the half; every five minutes takes what a stopped process left. */
export const noticeCrontab: readonly CronItem[] = [{ task: 'notices.send', match: '*/5 * * * *', attempts: 3 }]
