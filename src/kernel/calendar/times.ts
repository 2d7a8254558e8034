import { done, type Result, refuse } from '#kernel/result'

/** An hour of a clock, `HH:MM`. */
export type Time = string

export type TimeFault = 'missing' | 'unreadable' | 'no-such-time'

/** Reads an hour as people write it: « 18h30 », « 18 h 30 », « 18:30 », « 9h », « 9 heures ». */
export function readTime(text: string): Result<Time, TimeFault> {
  const plain = text.normalize('NFKC').trim().toLowerCase()
  if (plain === '') return refuse('missing')
  if (plain === 'midi') return done('12:00')
  const match = /^(\d{1,2})\s*(?:h|:|heures?)?\s*(\d{2})?\s*(?:min)?$/.exec(plain)
  // « 1830 » is four digits without a sign between them: it could be a year.
  if (match === null || /^\d{3,}$/.test(plain)) return refuse('unreadable')
  const [hour, minute] = [Number(match[1]), Number(match[2] ?? 0)]
  if (hour > 23 || minute > 59) return refuse('no-such-time')
  return done(`${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)
}

/** « 18 h 30 », « 9 h ». */
export function writtenTime(time: Time): string {
  const [hour, minute] = time.split(':')
  return minute === '00' ? `${Number(hour)}\u00a0h` : `${Number(hour)}\u00a0h\u00a0${minute}`
}
