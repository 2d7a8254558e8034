import type { Context } from '#platform/context'
import type { CronItem } from '#platform/jobs'
import type { SmsSender } from '#platform/sms'
import { sendSms } from './commands/roll/index.ts'

/** Background work of the roll: text messages, and mails to who is awaited. Without a sender no message was asked for. */
export function rollTasks(sender: SmsSender | undefined) {
  return {
    'ballots.send-sms': async (payload: unknown, context: Context) => {
      if (sender) await sendSms(context, sender, (payload as { readonly id: string }).id)
    },
  }
}

export const rollCrontab: readonly CronItem[] = []
