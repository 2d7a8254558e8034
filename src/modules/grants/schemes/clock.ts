import { addDays, addMonthsToDay, type Day, dayIn, daysBetween } from '#kernel/calendar'
import type { Fact } from './model.ts'

/** When silence refuses, and what stopped the count. */
export type Clock = {
  /** Day the application was received. */
  readonly receivedOn: Day
  /** Silence until the end of that day refuses it; undefined while missing pieces are awaited. */
  readonly refusedOn: Day | undefined
  /** Days the count was stopped, so far. */
  readonly suspendedDays: number
}

/**
 * The day silence becomes a refusal: so many months after reception, later by the days the count was stopped. It is stopped
 * while missing pieces may be sent, until they come or the delay given is over.
 *
 * @param today  what was asked and has not come stops the count until then, at most
 * @returns      undefined while nothing was filed, and once it was decided or withdrawn
 * @see          CRPA L231-4 and L231-1 (two months), L114-3 (from reception), L114-5 (suspended by missing pieces)
 */
export function clockOf(facts: readonly Fact[], silenceMonths: number, today: Day): Clock | undefined {
  const begins = facts.findLastIndex(({ kind }) => kind === 'reopened')
  const running = facts.slice(Math.max(0, begins))
  const filed = running.find(({ kind }) => kind === 'filed' || kind === 'reopened')
  if (!filed || running.some(({ kind }) => DECIDED.includes(kind))) return undefined
  const receivedOn = dayIn(filed.happenedAt)
  const stops = stopsOf(running)
  const suspendedDays = stops.reduce((sum, stop) => sum + daysStopped(stop, today), 0)
  const isStopped = stops.some(({ until, dueOn }) => until === undefined && today <= dueOn)
  const refusedOn = addDays(addMonthsToDay(receivedOn, silenceMonths), suspendedDays)
  return { receivedOn, refusedOn: isStopped ? undefined : refusedOn, suspendedDays }
}

type Stop = { readonly from: Day; readonly dueOn: Day; readonly until: Day | undefined }

const DECIDED: readonly Fact['kind'][] = ['granted', 'refused', 'not-admitted', 'withdrawn', 'closed']
const ENDS: readonly Fact['kind'][] = ['pieces-received', 'completed', 'admitted']

function stopsOf(facts: readonly Fact[]): readonly Stop[] {
  return facts.flatMap(({ kind, dueOn, happenedAt }, index): Stop[] => {
    if (kind !== 'pieces-asked' || dueOn === null) return []
    const end = facts.slice(index + 1).find((later) => ENDS.includes(later.kind) || later.kind === 'pieces-asked')
    return [{ from: dayIn(happenedAt), dueOn, until: end && dayIn(end.happenedAt) }]
  })
}

// The delay given, or until the pieces came when they came before its end.
function daysStopped({ from, dueOn, until }: Stop, today: Day): number {
  const last = [until ?? today, dueOn].toSorted()[0] ?? dueOn
  return Math.max(0, daysBetween(from, last))
}
