import type { Context, DeskEvent } from '#platform/context'
import { listDeskTasks, opensAtDesk, type Visitor } from '#platform/sessions'
import type { Day } from '#ui/format'
import { dayOf } from './days.ts'

/** What happens on a day. */
export type DayOfEvents = { readonly day: Day; readonly events: readonly DeskEvent[] }

/** What every module says will happen; the second date is excluded. */
export async function listComing(
  context: Context,
  visitor: Visitor,
  from: Date,
  until: Date,
): Promise<readonly DayOfEvents[]> {
  return byDay(await listEvents(context, visitor, from, until))
}

/** The same, with what this visitor has to do by then. */
export async function listAll(
  context: Context,
  visitor: Visitor,
  from: Date,
  until: Date,
): Promise<readonly DayOfEvents[]> {
  const [events, tasks] = await Promise.all([
    listEvents(context, visitor, from, until),
    listDeskTasks(context, visitor),
  ])
  const due = tasks.flatMap(({ dueAt, ...task }) =>
    dueAt !== null && dueAt >= from && dueAt < until
      ? [{ ...task, label: `À faire : ${task.label}`, at: dueAt, isAllDay: true }]
      : [],
  )
  return byDay([...events, ...due])
}

async function listEvents(context: Context, visitor: Visitor, from: Date, until: Date): Promise<readonly DeskEvent[]> {
  const told = await Promise.all(
    context.contributions.map(({ desk }) => desk?.calendar?.(context.db, from, until) ?? []),
  )
  // Everybody at the desk reads what comes; a link is for those whom its page opens.
  return told.flat().map((event) => {
    const isOpen = event.href !== null && opensAtDesk(context.contributions, visitor, event.href)
    return { ...event, href: isOpen ? event.href : null }
  })
}

function byDay(events: readonly DeskEvent[]): readonly DayOfEvents[] {
  const days = new Map<Day, DeskEvent[]>()
  for (const event of events.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    const day = dayOf(event.at)
    days.set(day, [...(days.get(day) ?? []), event])
  }
  // What lasts all day stands before what has its hour.
  return [...days].map(([day, its]) => ({ day, events: its.toSorted((a, b) => hoursOf(a) - hoursOf(b)) }))
}

function hoursOf({ isAllDay }: DeskEvent): number {
  return isAllDay ? 0 : 1
}
