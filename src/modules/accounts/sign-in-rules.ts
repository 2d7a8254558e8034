import { done, type Result, refuse } from '#kernel/result'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** What holds against guessing and flooding, without ever locking the owner of an address or a card out. */
export const LIMITS = {
  codeLivesMs: 30 * MINUTE_MS,
  triesPerCode: 5,
  /** After the right code: time to say who one is. */
  proofLivesMs: 15 * MINUTE_MS,
  /** Mails an hour to one address, asked by browsers that never signed in with it; and by each that did. */
  mailsPerHour: 6,
  /** Beyond, while strangers ask: what each network may still ask in an hour for one address, and all of them together. */
  mailsPerNetwork: 2,
  mostMailsPerHour: 30,
  /** Codes asked in an hour from one network: a class of thirty votes in twenty minutes on one. */
  asksPerNetwork: 120,
  failuresPerNetwork: 150,
  /** Wrong codes in a day on one address, after which its codes are long. */
  failuresBeforeLongCodes: 20,
  /** Wrong codes of a card that cost no wait. */
  freeCardFailures: 3,
  longestCardWaitMs: 15 * MINUTE_MS,
  addressesPerPerson: 5,
  sessionsPerPerson: 20,
  hourMs: HOUR_MS,
  dayMs: DAY_MS,
} as const

/** How often something happened lately. */
export type Count = { readonly count: number; readonly first: Date | undefined; readonly last: Date | undefined }

export type AskRefusal =
  | { readonly kind: 'network-busy'; readonly waitMs: number }
  | { readonly kind: 'address-busy'; readonly waitMs: number }

/**
 * Whether a code is sent, and how long it is.
 *
 * @param lately  `network`: codes asked from there in the last hour; `mails`: sent to the address in the last hour for
 *                browsers of this kind; `here`: those of them asked from this network; `failures`: wrong codes on the
 *                address in the last day
 */
export function decideAsking(
  lately: { readonly network: Count; readonly mails: Count; readonly here: Count; readonly failures: Count },
  now: Date,
): Result<'short' | 'long', AskRefusal> {
  const { network, mails, here } = lately
  if (network.count >= LIMITS.asksPerNetwork) return refuse(busy('network-busy', network, now))
  if (mails.count >= LIMITS.mostMailsPerHour) return refuse(busy('address-busy', mails, now))
  if (mails.count >= LIMITS.mailsPerHour) {
    // Strangers use the quota of an address up at will: its owner, who asks from elsewhere, gets a code all the same, too
    // long to be guessed.
    return here.count < LIMITS.mailsPerNetwork ? done('long') : refuse(busy('address-busy', here, now))
  }
  return done(lately.failures.count > LIMITS.failuresBeforeLongCodes ? 'long' : 'short')
}

function busy<Kind extends AskRefusal['kind']>(kind: Kind, { first }: Count, now: Date) {
  const freeAt = (first ?? now).getTime() + HOUR_MS
  return { kind, waitMs: Math.max(freeAt - now.getTime(), MINUTE_MS) }
}

/** A code that was asked for, as the rules see it. */
export type Challenge = {
  readonly triesLeft: number
  readonly expiresAt: Date
  readonly provedAt: Date | undefined
}

export type CodeRefusal =
  | { readonly kind: 'no-code-here' }
  | { readonly kind: 'code-used' }
  | { readonly kind: 'code-expired' }
  | { readonly kind: 'tries-exhausted' }
  | { readonly kind: 'code-wrong'; readonly triesLeft: number }

/** Whether the code typed opens. A challenge is of one browser: whoever guesses elsewhere burns tries of their own. */
export function decideCode(challenge: Challenge | undefined, isRight: boolean, now: Date): Result<null, CodeRefusal> {
  if (!challenge) return refuse({ kind: 'no-code-here' })
  if (challenge.provedAt) return refuse({ kind: 'code-used' })
  if (challenge.triesLeft === 0) return refuse({ kind: 'tries-exhausted' })
  if (now >= challenge.expiresAt) return refuse({ kind: 'code-expired' })
  return isRight ? done(null) : refuse({ kind: 'code-wrong', triesLeft: challenge.triesLeft - 1 })
}

export type CardRefusal =
  | { readonly kind: 'network-busy'; readonly waitMs: number }
  | { readonly kind: 'card-waits'; readonly waitMs: number }
  | { readonly kind: 'card-wrong' }

/**
 * Whether a try on a card is looked at now. The wait doubles with each wrong code of the day, up to a quarter of an hour.
 *
 * @param failures  on this card, from this network: a code of 58 bits is not guessed, and whoever copied the number must
 *                  not keep its owner waiting
 */
export function decideCardTry(failures: Count, network: Count, now: Date): Result<null, CardRefusal> {
  if (network.count >= LIMITS.failuresPerNetwork) {
    return refuse({
      kind: 'network-busy',
      waitMs: Math.max((network.first?.getTime() ?? 0) + HOUR_MS - now.getTime(), MINUTE_MS),
    })
  }
  const waitMs = (failures.last?.getTime() ?? 0) + cardWaitMs(failures.count) - now.getTime()
  return waitMs > 0 ? refuse({ kind: 'card-waits', waitMs }) : done(null)
}

/** How long after the last of so many wrong codes. */
export function cardWaitMs(failures: number): number {
  if (failures < LIMITS.freeCardFailures) return 0
  return Math.min(15_000 * 2 ** (failures - LIMITS.freeCardFailures), LIMITS.longestCardWaitMs)
}
