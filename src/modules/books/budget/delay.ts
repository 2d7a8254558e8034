import { addDays, type Day, daysBetween } from '#kernel/calendar'
import type { Rejection } from './engagement.ts'

/** The clock of one payment. */
export type Delay = {
  /** Last day to pay; while the comptable waits for a document, as if it came today. */
  readonly dueOn: Day
  readonly isSuspended: boolean
  /** Paid after its day, or not paid and past it. */
  readonly isLate: boolean
  /** Days left; below zero, days late. */
  readonly daysLeft: number
}

/**
 * Counts the delay to pay: from the day the request came, without the days the comptable waited for a document.
 *
 * @param days    of the setting: 60 for a grant (loi 2021-875), « à vérifier »
 * @param until   day of payment, or today
 */
export function delayOf(
  request: { readonly receivedOn: Day; readonly rejections: readonly Rejection[]; readonly paidOn: Day | null },
  days: number,
  today: Day,
): Delay {
  const until = request.paidOn ?? today
  const stopped = request.rejections.reduce(
    (sum, { rejectedOn, resumedOn }) => sum + Math.max(0, daysBetween(rejectedOn, resumedOn ?? until)),
    0,
  )
  const dueOn = addDays(request.receivedOn, days + stopped)
  const isSuspended = request.paidOn === null && request.rejections.some(({ resumedOn }) => resumedOn === null)
  return { dueOn, isSuspended, isLate: until > dueOn, daysLeft: daysBetween(until, dueOn) }
}
