import { dayIn } from '#kernel/calendar'
import type { Context } from '#platform/context'
import type { SmsRates, SmsSender } from '#platform/sms'
import * as store from '../../store/roll/index.ts'

/**
 * Sends a message that waits, by the identifier of its row: the number and the code are in no job. A failure is tried again,
 * with the same key, while the code is of use.
 */
export async function sendSms(context: Context, sender: SmsSender, id: string): Promise<void> {
  const sms = await store.findWaitingSms(context.db, id, context.now())
  if (sms) await sender.send({ id, to: sms.recipient, text: sms.words })
  await store.deleteSms(context.db, id)
}

/** Whether today holds one more message. */
export async function hasSmsLeft({ db, now }: Context, rates: SmsRates): Promise<boolean> {
  const day = await store.findSmsDay(db, dayIn(now()))
  const { spentCents, messageCount } = day ?? { spentCents: 0n, messageCount: 0 }
  return spentCents + rates.cents <= rates.dayCents && messageCount < rates.dayMessages
}
