/** How fast mails may go to one domain. */
export type Pace = { readonly perMinute: number; readonly atOnce: number }

/** Careful: large providers put aside who comes faster without being known to them. */
export const DEFAULT_PACE: Pace = { perMinute: 100, atOnce: 2 }

/** How a domain is going. `null`: nothing is known, or nothing stands in the way. */
export type DomainState = {
  readonly domain: string
  /** When its next mail would be due at an even pace. */
  readonly pacedUntil: Date | null
  readonly restingUntil: Date | null
  /** It takes long to answer. */
  readonly isSlow: boolean
  /** Mails in the hands of all senders. */
  readonly inHand: number
  readonly pace: Pace
}

const SECOND_MS = 1_000
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000

// Longer than the time between two looks at the queue: the pace set is the pace kept.
const ALLOWANCE_MS = 3 * SECOND_MS

/** A mail that no server takes is tried for two days: as long as a postmaster's week-end. */
export const TRIED_FOR_MS = 48 * HOUR_MS

/** How many mails may go to this domain now: those of three seconds at most, and never more at once than it bears. */
export function roomOf({ pace, pacedUntil, restingUntil, inHand }: DomainState, now: Date): number {
  if (restingUntil !== null && restingUntil > now) return 0
  const intervalMs = MINUTE_MS / pace.perMinute
  const aheadMs = Math.max((pacedUntil?.getTime() ?? 0) - now.getTime(), 0)
  const allowanceMs = Math.max(ALLOWANCE_MS, pace.atOnce * intervalMs)
  return Math.max(0, Math.min(pace.atOnce - inHand, Math.floor((allowanceMs - aheadMs) / intervalMs)))
}

/** When the next mail would be due, once that many have left. */
export function pacedAfter(
  { pace, pacedUntil }: Pick<DomainState, 'pace' | 'pacedUntil'>,
  count: number,
  now: Date,
): Date {
  const from = Math.max(pacedUntil?.getTime() ?? 0, now.getTime())
  return new Date(from + (count * MINUTE_MS) / pace.perMinute)
}

/**
 * Room for each domain, when slow ones together may hold so many senders and no more: the others always find one.
 *
 * @returns  rooms above 0 only, in the order given
 */
export function roomsOf(
  states: readonly DomainState[],
  slowMost: number,
  now: Date,
): readonly { readonly domain: string; readonly room: number }[] {
  let slowRoom = slowMost - states.reduce((sum, state) => sum + (state.isSlow ? state.inHand : 0), 0)
  return states.flatMap((state) => {
    const room = state.isSlow ? Math.min(roomOf(state, now), slowRoom) : roomOf(state, now)
    if (room <= 0) return []
    if (state.isSlow) slowRoom -= room
    return [{ domain: state.domain, room }]
  })
}

/**
 * How long a mail waits after « come back later »: a minute, then twice as long each time, four hours at most. Somebody who
 * waits for a code is tried again within a minute.
 *
 * @param chance  from 0 to 1: mails put off together do not come back together
 */
export function deferralMs(deferralCount: number, isAwaited: boolean, chance: number): number {
  const [first, most] = isAwaited ? [5 * SECOND_MS, MINUTE_MS] : [MINUTE_MS, 4 * HOUR_MS]
  return Math.round(Math.min(first * 2 ** Math.min(deferralCount, 20), most) * (0.8 + 0.4 * chance))
}

/** How long a domain rests that said « come back later » so many times in a row: not at all the first two times. */
export function domainRestMs(failureCount: number): number {
  return failureCount < 3 ? 0 : Math.min(30 * SECOND_MS * 2 ** Math.min(failureCount - 3, 10), 15 * MINUTE_MS)
}

/** How long everything rests when our own mail server did not answer so many times in a row; then one mail tries. */
export function officeRestMs(failureCount: number, chance: number): number {
  return Math.round(Math.min(SECOND_MS * 2 ** Math.min(failureCount, 10), 2 * MINUTE_MS) * (0.8 + 0.4 * chance))
}
