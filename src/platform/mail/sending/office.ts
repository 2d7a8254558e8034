import { randomUUID } from 'node:crypto'
import type { Context } from '#platform/context'
import { describeFault, type JobLog } from '#platform/jobs'
import { listDead } from '../dead-addresses.ts'
import { attempt, type MailOptions } from './attempt.ts'
import { claimMails } from './claim.ts'
import { extendLeases } from './settle.ts'

/** Sends what waits in the post, together with any other process that does. */
export type PostOffice = {
  /** Looks at once: something was posted. */
  wake(): void
  /** Takes no more mails, and waits for those under way, 10 s at most. */
  stop(): Promise<void>
}

export type OfficeOptions = MailOptions & {
  readonly log: JobLog
  /** Mails at once in this process; 8 by default. */
  readonly hands?: number
  /** Between two looks at the queue, when nobody calls; 2 s by default. */
  readonly pollMs?: number
  /** How long a mail stays in the hands of a sender that gives no more sign of life; a minute by default. */
  readonly leaseMs?: number
}

const [HANDS, POLL_MS, LEASE_MS, STOP_MS] = [8, 2_000, 60_000, 10_000]

/**
 * Starts to send. What is kept in memory is what is in hand: a few mails, however many wait. Goes on after PostgreSQL or the mail
 * server was away.
 */
export function openPostOffice(context: Context, options: OfficeOptions): PostOffice {
  const sender = senderOf(context, options)
  const underWay = new Set<Promise<void>>()
  const bell = bellOf(options.pollMs ?? POLL_MS)
  let isStopped = false

  const start = (work: Promise<void>): void => {
    const watched = work.finally(() => {
      underWay.delete(watched)
      bell.ring()
    })
    underWay.add(watched)
  }
  const run = async (): Promise<void> => {
    while (!isStopped) {
      const free = sender.hands - underWay.size
      const taken = free === 0 ? [] : await sender.claim(free).catch(sender.say)
      for (const work of taken ?? []) start(work())
      // Full hands were asked for and found: there may be more.
      if (underWay.size < sender.hands && (taken?.length ?? 0) > 0) continue
      await bell.rings()
    }
  }
  const life = setInterval(
    () => void sender.extend().catch(sender.say),
    Math.max((options.leaseMs ?? LEASE_MS) / 3, 50),
  )
  const running = run()
  return {
    wake: bell.ring,
    stop: async () => {
      isStopped = true
      bell.ring()
      await Promise.race([running.then(() => Promise.allSettled(underWay)), pause(STOP_MS)])
      clearInterval(life)
    },
  }
}

/**
 * Sends what is due now and stops when nothing more may leave at this moment.
 *
 * @returns  how many mails were tried
 */
export async function deliverDue(context: Context, options: OfficeOptions): Promise<number> {
  const sender = senderOf(context, options)
  let count = 0
  for (;;) {
    const works = await sender.claim(sender.hands)
    if (works.length === 0) return count
    await Promise.all(works.map((work) => work()))
    count += works.length
  }
}

function senderOf(context: Context, options: OfficeOptions) {
  const { hands = HANDS, leaseMs = LEASE_MS, log } = options
  const senderId = randomUUID()
  const { db } = context
  const isIdle = !options.courier && !options.isDemonstration
  const say = (error: unknown): undefined =>
    log.warn({ fault: describeFault(error) }, 'the post could not be looked at') as undefined
  return {
    hands,
    say,
    extend: () => extendLeases(db, senderId, new Date(context.now().getTime() + leaseMs)),
    claim: async (most: number): Promise<readonly (() => Promise<void>)[]> => {
      if (isIdle) return []
      const slowMost = Math.max(1, Math.floor(hands / 2))
      const mails = await claimMails(db, { senderId, now: context.now(), leaseMs, most, slowMost })
      const dead = await listDead(
        db,
        context,
        mails.map(({ recipient }) => recipient),
      )
      return mails.map((mail) => async () => {
        try {
          const fault = await attempt(context, mail, { ...options, senderId, isDead: dead.has(mail.recipient) })
          if (fault) log.warn({ fault: describeFault(fault) }, 'the mail server did not take a mail, the post rests')
        } catch (error) {
          // The database is away: the lease runs out, and the mail is taken again.
          say(error)
        }
      })
    },
  }
}

/** Something to wait for: rung by hand, or by itself after a while. A ring before the wait counts. */
function bellOf(everyMs: number) {
  let isRung = false
  let wake: (() => void) | undefined
  const ring = (): void => {
    isRung = true
    wake?.()
  }
  return {
    ring,
    rings: async (): Promise<void> => {
      if (!isRung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, everyMs)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
      isRung = false
      wake = undefined
    },
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref())
}
