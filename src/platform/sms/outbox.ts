import type { Context } from '#platform/context'
import { post } from '#platform/mail'
import type { SmsSender } from './types.ts'

/** In a demonstration no message leaves: each is read in the demonstration's mailbox, beside the mails. */
export function outboxSender(context: Context): SmsSender {
  return {
    send: async ({ to, text }) => {
      await context.db
        .transaction()
        .execute((transaction) =>
          post(transaction, context, { to, kind: 'sms', subject: 'SMS', paragraphs: [text], keptDays: 1 }),
        )
      return 'sent'
    },
  }
}
