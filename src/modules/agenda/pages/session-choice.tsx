import { timeIn, writtenTime } from '#kernel/calendar'
import { BoxesField, type FormState } from '#ui/form'
import { formatCount } from '#ui/format'
import { type AgendaEvent, type HeldSession, isSessionFull, sessionsToChoose } from '../model.ts'

/** The sessions whose places are counted, to be ticked; nothing when the event has none. */
export function SessionChoice(props: {
  readonly event: AgendaEvent
  readonly state: FormState
  /** Positions ticked. */
  readonly chosen: readonly number[]
  /** Positions held already: a full session one has a place in stays open. */
  readonly held?: readonly number[]
}) {
  const { event, state, chosen, held = [] } = props
  const sessions = sessionsToChoose(event)
  if (sessions.length === 0) return null
  return (
    <BoxesField
      name="seances"
      label="Quelles séances ?"
      hint="Leurs places sont comptées. Les autres sont ouvertes à tous les inscrits."
      state={state}
      optional
      chosen={chosen.map(String)}
      options={sessions.map((session) => ({
        value: String(session.position),
        label: `${hoursOf(session)} : ${session.title}`,
        hint: [session.facilitators && `Animée par ${session.facilitators}`, placesOfSession(session)]
          .filter(Boolean)
          .join('. '),
        closed: isSessionFull(session) && !held.includes(session.position) ? 'Cette séance est complète.' : undefined,
      }))}
    />
  )
}

/** « 14 h – 15 h 30 ». */
export function hoursOf({ startsAt, endsAt }: Pick<HeldSession, 'startsAt' | 'endsAt'>): string {
  return `${writtenTime(timeIn(startsAt))} – ${writtenTime(timeIn(endsAt))}`
}

/** « 3 places libres sur 12 », « Complète », or that all may come. */
export function placesOfSession(session: HeldSession): string {
  if (session.capacity === null) return 'Ouverte à tous les inscrits'
  if (isSessionFull(session)) return 'Complète'
  return `${formatCount(session.capacity - session.taken, 'place libre', 'places libres')} sur ${session.capacity}`
}

/** The titles of what somebody chose, in the order of the clock. */
export function titlesOf(event: AgendaEvent, chosen: readonly number[] = []): string {
  return event.sessions
    .filter(({ position }) => chosen.includes(position))
    .map(({ title }) => title)
    .join(', ')
}
