/** Wrong codes lately, for an account from everywhere, or from one network. */
export type Pace = {
  readonly failureCount: number
  readonly failedAt: Date | undefined
  /** Last time the code was right there. */
  readonly succeededAt: Date | undefined
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

const LONGEST_MS = 60 * MINUTE_MS
const FREE_FROM_ONE_PLACE = 3
const FREE_IN_ALL = 10
const KNOWN_FOR_MS = 90 * DAY_MS

/**
 * How long before a code is looked at, in milliseconds; 0: now.
 *
 * The wait doubles with each wrong code, up to an hour, and is forgotten after a quiet day. Guesses from elsewhere
 * count only for places the account never signed in from: a stranger cannot keep the owner out of their own office.
 * At most one guess an hour then remains: 24 a day at three codes in a million, less than one chance in 10 000 a day.
 *
 * @param here        failures on this account from this network
 * @param everywhere  failures on this account from all networks
 */
export function waitMs(here: Pace, everywhere: Pace, now: Date): number {
  const isKnownPlace = here.succeededAt !== undefined && now.getTime() - here.succeededAt.getTime() < KNOWN_FOR_MS
  const waits = [left(here, FREE_FROM_ONE_PLACE, now), isKnownPlace ? 0 : left(everywhere, FREE_IN_ALL, now)]
  return Math.max(...waits)
}

/** How many wrong codes are remembered: none after a quiet day. */
export function failuresNow(pace: Pace, now: Date): number {
  return pace.failedAt && now.getTime() - pace.failedAt.getTime() < DAY_MS ? pace.failureCount : 0
}

function left(pace: Pace, free: number, now: Date): number {
  const failures = failuresNow(pace, now)
  if (failures < free || !pace.failedAt) return 0
  const wait = Math.min(30_000 * 2 ** (failures - free), LONGEST_MS)
  return Math.max(pace.failedAt.getTime() + wait - now.getTime(), 0)
}
