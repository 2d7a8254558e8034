import { dayIn, instantsOf, readTime, timeIn, writtenTime } from '#kernel/calendar'
import { done, type Result, refuse } from '#kernel/result'
import type { HeldSession, Session } from './model.ts'

/** The line that was not understood, from 1. */
export type SessionsRefusal = { readonly line: number }

/**
 * Reads sessions as they are typed, one a line: « 14h00-15h30 | Atelier budget | Léa Martin | 12 places ».
 * Who leads it, and its places, may be left out.
 *
 * @param day  of the event: a session lies on its first day
 */
export function readSessions(typed: string, day: string): Result<readonly Session[], SessionsRefusal> {
  const lines = typed.split('\n').map((line) => line.trim())
  const sessions: Session[] = []
  for (const [index, line] of lines.entries()) {
    if (line === '') continue
    const session = readSession(line, day)
    if (!session || sessions.length >= MOST) return refuse({ line: index + 1 })
    sessions.push(session)
  }
  return done(sessions)
}

const MOST = 40

function readSession(line: string, day: string): Session | undefined {
  const [hours = '', title = '', facilitators = '', places = '', ...more] = line
    .split('|')
    .map((part) => part.replace(/^[\p{Cf}\s]+|[\p{Cf}\s]+$/gu, ''))
  const [start, end] = hours.split(/\s*(?:-|–|à)\s*/).map((hour) => instantOf(day, hour))
  if (!start || !end || end <= start || title === '') return undefined
  if (title.length > 120 || facilitators.length > 200) return undefined
  const capacity = readPlaces(places)
  if (capacity === undefined || more.length > 0) return undefined
  return { title, facilitators, startsAt: start, endsAt: end, capacity }
}

// null: nothing said; undefined: it cannot be read.
function readPlaces(typed: string): number | null | undefined {
  if (typed === '') return null
  const count = Number(/^(\d{1,5})(?:\s*places?)?$/i.exec(typed)?.[1] ?? 0)
  return count > 0 ? count : undefined
}

function instantOf(day: string, typed: string): Date | undefined {
  const time = readTime(typed)
  return time.ok ? instantsOf({ day, time: time.value })[0] : undefined
}

/** The same sessions as they are typed. */
export function writtenSessions(sessions: readonly Session[]): string {
  const hour = (instant: Date) => writtenTime(timeIn(instant)).replaceAll('\u00a0', '')
  return sessions
    .map(({ startsAt, endsAt, title, facilitators, capacity }) => {
      const hours = `${hour(startsAt)}-${hour(endsAt)}`
      if (capacity === null) return [hours, title, facilitators].filter(Boolean).join(' | ')
      return [hours, title, facilitators, capacity === 1 ? '1 place' : `${capacity} places`].join(' | ')
    })
    .join('\n')
}

/** Sessions moved with their event to another day, at the same hours of the clock. */
export function movedTo(sessions: readonly Session[], day: string): readonly Session[] {
  return sessions.map((session) =>
    dayIn(session.startsAt) === day ? session : { ...session, ...hoursOn(session, day) },
  )
}

// An hour that spring skips is the one after it; a session whose end would come before its beginning lasts as long as it did.
function hoursOn({ startsAt, endsAt }: Session, day: string): Pick<Session, 'startsAt' | 'endsAt'> {
  const lastsMs = endsAt.getTime() - startsAt.getTime()
  const at = (instant: Date) => {
    const [same] = instantsOf({ day, time: timeIn(instant) })
    const [later] = instantsOf({ day, time: timeIn(new Date(instant.getTime() + HOUR_MS)) })
    return same ?? later ?? instant
  }
  const [start, end] = [at(startsAt), at(endsAt)]
  return { startsAt: start, endsAt: end > start ? end : new Date(start.getTime() + lastsMs) }
}

const HOUR_MS = 3_600_000

/** Sessions as they are kept: one whose title stays keeps its position, and those who chose it. */
export function positioned(
  before: readonly HeldSession[],
  after: readonly Session[],
): readonly (Session & { readonly position: number })[] {
  const left = [...before]
  let next = Math.max(-1, ...before.map(({ position }) => position))
  return after.map((session) => {
    const at = left.findIndex(({ title }) => title === session.title)
    const position = at === -1 ? ++next : left.splice(at, 1)[0]!.position
    return { ...session, position }
  })
}
