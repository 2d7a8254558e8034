import { type Day, isDay } from '#kernel/calendar'
import { done, type Result, refuse } from '#kernel/result'

/** A period before an election: words are neutral, publicity waits for a second person (code électoral, L52-1). */
export type NeutralPeriod = {
  readonly id: string
  readonly name: string
  /** Both days included. */
  readonly startsOn: Day
  readonly endsOn: Day
}

/** Publicity told in a period, waiting for a second person; the same change for many people stands once. */
export type HeldChange = {
  readonly subject: string
  readonly object: string
  readonly state: string
  readonly sentence: string
  readonly href: string
  readonly peopleCount: number
  readonly toldAt: Date
  /** Who made the change; null: a machine. */
  readonly toldBy: string | null
}

export type PeriodFault = 'name-missing' | 'start-unreadable' | 'end-unreadable' | 'ends-before-it-starts'
export type ApprovalRefusal = 'nothing-held' | 'same-person'
export type KeepingFault = 'months-unreadable'

type Fields = Readonly<Record<string, string>>

/** Reads the form of a period. @param readDay  of the three boxes of a date */
export function decidePeriod(
  fields: Fields,
  readDay: (name: string) => string | undefined,
): Result<Omit<NeutralPeriod, 'id'>, PeriodFault> {
  const name = (fields.nom ?? '').replaceAll(/\s+/g, ' ').trim().slice(0, 120)
  const [startsOn, endsOn] = [readDay('debut'), readDay('fin')]
  if (name === '') return refuse('name-missing')
  if (startsOn === undefined || !isDay(startsOn)) return refuse('start-unreadable')
  if (endsOn === undefined || !isDay(endsOn)) return refuse('end-unreadable')
  if (endsOn < startsOn) return refuse('ends-before-it-starts')
  return done({ name, startsOn, endsOn })
}

/** Whether this person may let go what was told: a second one is needed. */
export function decideApproval(
  held: readonly Pick<HeldChange, 'toldBy'>[],
  personId: string,
): Result<null, ApprovalRefusal> {
  if (held.length === 0) return refuse('nothing-held')
  return held.some(({ toldBy }) => toldBy === personId) ? refuse('same-person') : done(null)
}

export function decideMonths(typed: string): Result<number, KeepingFault> {
  const months = /^\d{1,3}$/.test(typed.trim()) ? Number(typed.trim()) : 0
  return months >= 1 && months <= 120 ? done(months) : refuse('months-unreadable')
}
