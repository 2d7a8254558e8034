import type { Context } from '#platform/context'
import type { CronItem } from '#platform/jobs'
import type { Mailbox } from '../address.ts'
import { endMail, findMail, type KeptMail, type MailState } from '../mails.ts'
import { sendLater } from '../post.ts'
import { listForgotten } from '../retention.ts'
import type { Courier } from './courier.ts'
import { messageOf } from './message.ts'
import type { MailMetrics } from './metrics.ts'

export type MailOptions = {
  /** Absent: nothing leaves. Mails wait for a server to be told, or are kept for the demonstration's mailbox. */
  readonly courier: Courier | undefined
  readonly from: Mailbox
  /** Public address of the site, without a final slash. */
  readonly url: string
  readonly isDemonstration: boolean
  readonly metrics: MailMetrics
}

/** What is done with mails in the background, by the name it is enqueued under. */
export function mailTasks(options: MailOptions) {
  return {
    'mail.send': async (payload: unknown, context: Context) => {
      const { mailId } = payload as { readonly mailId: string }
      await send(context, mailId, options)
    },
    'mail.send-forgotten': async (_payload: unknown, context: Context) => {
      if (options.courier) await sendForgotten(context)
    },
  }
}

export const mailCrontab: readonly CronItem[] = [{ task: 'mail.send-forgotten', match: '*/10 * * * *' }]

/**
 * Sends one mail, once as far as SMTP allows: when the process dies between the server's « 250 » and our note of it, the
 * mail leaves a second time, with the same Message-ID. What it throws makes its job try again, with growing pauses.
 */
async function send(context: Context, mailId: string, options: MailOptions): Promise<void> {
  const mail = await findMail(context.db, mailId)
  if (mail?.state !== 'waiting') return
  const end = await attempt(context, mail, options)
  if (!end) return
  await endMail(context.db, mailId, { ...end, at: context.now() })
  options.metrics.ended(mail.kind, end.state)
}

type End = { readonly state: Exclude<MailState, 'waiting'>; readonly replyCode?: number | null }

async function attempt(context: Context, mail: KeptMail, options: MailOptions): Promise<End | undefined> {
  const { courier, from, url, isDemonstration, metrics } = options
  if (!courier) return isDemonstration ? { state: 'kept' } : undefined
  if (mail.usefulUntil !== null && mail.usefulUntil <= context.now()) return { state: 'too-late' }

  const { serviceName, territoryName, contact } = context.settings
  const message = messageOf(mail, { from, url, serviceName, territoryName, telephone: contact.telephone })
  if (!message) return { state: 'refused' }
  const { outcome, ...reply } = await metrics.timed(() => courier.deliver(message))
  return { state: outcome, ...reply }
}

// The server may have been away longer than a job's tries, or told only now: what waits without a job gets one again.
async function sendForgotten(context: Context): Promise<void> {
  await context.db.transaction().execute(async (transaction) => {
    for (const mailId of await listForgotten(transaction)) await sendLater(transaction, context, mailId)
  })
}
