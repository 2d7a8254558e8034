import type { Context, DeskEvent } from '#platform/context'
import { listDeskTasks, type Visitor } from '#platform/sessions'
import type { Day } from '#ui/format'
import { dayOf } from './days.ts'

/** What happens on a day. */
export type DayOfEvents = { readonly day: Day; readonly events: readonly DeskEvent[] }

/** What every module says will happen, and what this visitor has to do by then; the second date is excluded. */
export async function listComing(
  context: Context,
  visitor: Visitor,
  from: Date,
  until: Date,
): Promise<readonly DayOfEvents[]> {
  const [told, tasks] = await Promise.all([
    Promise.all(context.contributions.map(({ desk }) => desk?.calendar?.(context.db, from, until) ?? [])),
    listDeskTasks(context, visitor),
  ])
  const due = tasks.flatMap(({ dueAt, ...task }) =>
    dueAt !== null && dueAt >= from && dueAt < until ? [{ ...task, label: `À faire : ${task.label}`, at: dueAt }] : [],
  )
  return byDay([...told.flat(), ...due])
}

function byDay(events: readonly DeskEvent[]): readonly DayOfEvents[] {
  const days = new Map<Day, DeskEvent[]>()
  for (const event of events.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    const day = dayOf(event.at)
    days.set(day, [...(days.get(day) ?? []), event])
  }
  return [...days].map(([day, its]) => ({ day, events: its }))
}
