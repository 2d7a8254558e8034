import type { Context } from '#platform/context'
import type { Mailbox } from '../address.ts'
import type { MailInHand } from './claim.ts'
import type { Courier } from './courier.ts'
import { messageOf } from './message.ts'
import type { MailMetrics } from './metrics.ts'
import { deferralMs, TRIED_FOR_MS } from './pace.ts'
import {
  endMail,
  type MailEnd,
  noteDomainDeferred,
  noteDomainWell,
  noteOfficeAway,
  noteOfficeWell,
  putBack,
} from './settle.ts'

export type MailOptions = {
  /** Absent: nothing leaves. Mails wait for a server to be told, or are kept for the demonstration's mailbox. */
  readonly courier: Courier | undefined
  readonly from: Mailbox
  /** Public address of the site, without a final slash. */
  readonly url: string
  readonly isDemonstration: boolean
  readonly metrics: MailMetrics
}

/** A domain that takes longer than that to answer shares a part of the senders with other slow ones. */
const SLOW_MS = 5_000

/**
 * Sends one mail that is in hand, and writes how it went. Nothing is thrown for what a mail server says: the mail ends, or goes
 * back to the queue.
 *
 * @returns  what the failure was when our own server is away; undefined otherwise
 */
export async function attempt(
  context: Context,
  mail: MailInHand,
  options: MailOptions & { readonly senderId: string; readonly isDead: boolean },
): Promise<unknown> {
  const { db } = context
  const { metrics, senderId } = options
  const end = async (how: MailEnd): Promise<undefined> => {
    await endMail(db, mail.id, senderId, how, context.now())
    metrics.ended(mail.kind, how.state)
  }
  const { courier } = options
  if (!courier) return end({ state: 'kept' })
  if (mail.usefulUntil !== null && mail.usefulUntil <= context.now()) return end({ state: 'too-late' })
  // A code is asked for by whoever is there now: it is worth a try, and tells whether the address works again.
  if (options.isDead && !mail.isAwaited) return end({ state: 'unreachable' })

  const { serviceName, territoryName, contact } = context.settings
  const { from, url } = options
  const message = messageOf(mail, { from, url, serviceName, territoryName, telephone: contact.telephone })
  if (!message) return end({ state: 'refused' })
  const startedMs = performance.now()
  try {
    const delivery = await metrics.timed(() => courier.deliver(message))
    const isSlow = performance.now() - startedMs > SLOW_MS
    if (delivery.outcome === 'deferred') await deferred(context, mail, senderId, delivery.replyCode, { end, isSlow })
    else {
      await end({ state: delivery.outcome, replyCode: delivery.outcome === 'refused' ? delivery.replyCode : null })
      await noteDomainWell(db, mail.domain, isSlow)
    }
    await noteOfficeWell(db)
    return undefined
  } catch (error) {
    const until = await noteOfficeAway(db, context.now(), chanceOf(context))
    // Others are older in the queue by then, and try first: were this very mail the fault, it would hold up nobody.
    await putBack(db, mail, senderId, { dueAt: until, isDeferred: false })
    return error
  }
}

async function deferred(
  context: Context,
  mail: MailInHand,
  senderId: string,
  replyCode: number | null,
  { end, isSlow }: { readonly end: (how: MailEnd) => Promise<undefined>; readonly isSlow: boolean },
): Promise<void> {
  const now = context.now()
  const dueAt = new Date(now.getTime() + deferralMs(mail.deferralCount, mail.isAwaited, chanceOf(context)))
  if (dueAt.getTime() - mail.writtenAt.getTime() >= TRIED_FOR_MS) await end({ state: 'given-up', replyCode })
  else await putBack(context.db, mail, senderId, { dueAt, isDeferred: true, replyCode })
  await noteDomainDeferred(context.db, mail.domain, isSlow, now)
}

function chanceOf({ random }: Context): number {
  return (random(1)[0] ?? 0) / 256
}
