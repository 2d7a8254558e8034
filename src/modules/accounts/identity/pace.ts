/** Wrong codes lately, on an account from everywhere, or from one network. */
export type Pace = {
  readonly failureCount: number
  readonly failedAt: Date | undefined
  /** Last time the code was right there. */
  readonly succeededAt: Date | undefined
}

/** `short`: six digits, three codes in a million being right. `long`: one chance in 300 thousand millions, or less. */
export type CodeLength = 'short' | 'long'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

const FREE_FROM_ONE_PLACE = 3
const KNOWN_FOR_MS = 90 * DAY_MS

/**
 * Wrong codes an account may receive before codes of that length wait, and how often one is forgiven. `elsewhere`: from
 * places it never signed in from; the rest is left to the places it knows.
 *
 * A day holds at most 16 + 24 / 2 = 28 short guesses, from wherever they come: 28 times three in a million, 84 in a
 * million. Long ones, 200 000 at most, add less than one in a million. Together: under one chance in 10 000 a day.
 * Spending the short ones keeps nobody out: a long code, as two codes in a row, is looked at all the same.
 */
const BUDGETS = {
  short: { elsewhere: 12, inAll: 16, oneForgivenEveryMs: 2 * HOUR_MS },
  long: { elsewhere: 100_000, inAll: 100_000, oneForgivenEveryMs: DAY_MS / 100_000 },
} as const satisfies Readonly<Record<CodeLength, unknown>>

/**
 * How long this network waits before another code on this account, in milliseconds; 0: not at all. The wait doubles with
 * each wrong code, up to an hour, and is forgotten after a quiet day. Others wait for nothing they did not do.
 *
 * @param here  failures on this account from this network
 */
export function waitHereMs(here: Pace, now: Date): number {
  const failures = failuresHere(here, now)
  if (failures < FREE_FROM_ONE_PLACE || !here.failedAt) return 0
  const wait = Math.min(30_000 * 2 ** (failures - FREE_FROM_ONE_PLACE), HOUR_MS)
  return Math.max(here.failedAt.getTime() + wait - now.getTime(), 0)
}

/**
 * How long before a code of that length is looked at on this account, whoever else guessed; 0: now.
 *
 * @param here        of this account and network: a success there makes the place known
 * @param everywhere  of this account and that length
 */
export function waitOfBudgetMs(here: Pace, everywhere: Pace, length: CodeLength, now: Date): number {
  const { elsewhere, inAll, oneForgivenEveryMs } = BUDGETS[length]
  const isKnownPlace = here.succeededAt !== undefined && now.getTime() - here.succeededAt.getTime() < KNOWN_FOR_MS
  const excess = spentOfBudget(everywhere, length, now) - (isKnownPlace ? inAll : elsewhere)
  if (excess < 0 || !everywhere.failedAt) return 0
  const sinceLast = (now.getTime() - everywhere.failedAt.getTime()) % oneForgivenEveryMs
  return (excess + 1) * oneForgivenEveryMs - sinceLast
}

/** How many wrong codes this network is held to: none after a quiet day. */
export function failuresHere(here: Pace, now: Date): number {
  return here.failedAt && now.getTime() - here.failedAt.getTime() < DAY_MS ? here.failureCount : 0
}

/** How many wrong codes of that length the account is held to. What was half forgiven at the last one is not. */
export function spentOfBudget(everywhere: Pace, length: CodeLength, now: Date): number {
  if (!everywhere.failedAt) return 0
  const forgiven = (now.getTime() - everywhere.failedAt.getTime()) / BUDGETS[length].oneForgivenEveryMs
  return Math.max(everywhere.failureCount - Math.floor(forgiven), 0)
}
