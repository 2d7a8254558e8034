import type { CronItem as LibraryItem } from 'graphile-worker'

/** Something that runs by itself. */
export type CronItem = {
  readonly task: string
  /** Minute, hour, day, month, day of the week, in UTC: « 17 2 * * * » is every night at 2:17. */
  readonly match: string
  /** How far back a moment missed while no process ran is made up for, in milliseconds; none by default. */
  readonly catchUpMs?: number
  /** Tries in all; 25 by default. */
  readonly attempts?: number
}

export function cronItemOf(item: CronItem): LibraryItem {
  const { task, match, catchUpMs = 0, attempts } = item
  return {
    task,
    match,
    identifier: task,
    options: { backfillPeriod: catchUpMs, ...(attempts ? { maxAttempts: attempts } : {}) },
  }
}
