import type { Context as HonoContext } from 'hono'
import type { Context, Contributions, DeskTask, Place } from '#platform/context'
import { formKeys } from './forms.ts'
import { theVisitor } from './guards.ts'
import { ROLE_NAMES } from './role-names.ts'
import { holds, type Role, type Visitor } from './visitor.ts'

/** Roles that open the desk. */
export const DESK_ROLES: readonly Role[] = ['agent', 'finance-agent', 'administrator', 'elected-member']

/** What is around the pages of the desk for this visitor: the entries their roles open. Fits `DeskFrame` of `#ui/desk`. */
export function deskFrameFor(contributions: Contributions, visitor: Visitor) {
  return {
    navigation: openEntries(contributions, visitor),
    who: visitor.displayName,
    roles: DESK_ROLES.filter((role) => holds(visitor, [role])).map((role) => ROLE_NAMES[role]),
    actingFor: visitor.actingFor?.displayName,
  }
}

/** The same for a route behind a guard, with how much waits and the keys of the shell's own forms. */
export async function deskFrame(c: HonoContext, context: Context) {
  const visitor = await theVisitor(c)
  const tasks = await listDeskTasks(context, visitor)
  const taskCount = tasks.filter(({ urgency }) => urgency === 'late' || urgency === 'today').length
  const unreadCount = await countUnread(context, visitor)
  return { ...deskFrameFor(context.contributions, visitor), taskCount, unreadCount, keys: formKeys(c, context) }
}

async function countUnread({ contributions, db }: Context, { personId }: Visitor): Promise<number> {
  const counts = await Promise.all(contributions.map(({ unread }) => unread?.(db, personId) ?? 0))
  return counts.reduce((sum, count) => sum + count, 0)
}

/** What waits for this visitor, told by every module: the most urgent first, then by date. */
export async function listDeskTasks(context: Context, visitor: Visitor): Promise<readonly DeskTask[]> {
  const told = await Promise.all(
    context.contributions.map(({ desk }) => desk?.tasks?.(context.db, visitor, context.now()) ?? []),
  )
  // A task leads where its reader may go: who cannot open a page is not asked to work on it.
  const doable = told.flat().filter(({ href }) => opensAtDesk(context.contributions, visitor, href))
  return doable.toSorted((a, b) => rankOf(a) - rankOf(b) || dueTime(a) - dueTime(b))
}

/** Whether this visitor's roles open a page of the desk: that of a menu entry, or one beneath it. */
export function opensAtDesk(contributions: Contributions, visitor: Visitor, href: string): boolean {
  const above = (entry: Place) => href === entry.href || href.startsWith(`${entry.href}/`)
  return openEntries(contributions, visitor).some(above) || !entriesOf(contributions).some(above)
}

/** Whether the visitor has anything to do at the desk. */
export function hasDesk(visitor: Visitor): boolean {
  return holds(visitor, DESK_ROLES)
}

function openEntries(contributions: Contributions, visitor: Visitor) {
  return entriesOf(contributions).filter(({ roles }) => visitor.roles.some((held) => roles.includes(held.role)))
}

function entriesOf(contributions: Contributions) {
  return contributions.flatMap(({ desk }) =>
    (desk?.navigation ?? []).map((entry) => ({ subject: desk?.subject, ...entry })),
  )
}

const URGENCIES: readonly DeskTask['urgency'][] = ['late', 'today', 'soon', 'later']

function rankOf({ urgency }: DeskTask): number {
  return URGENCIES.indexOf(urgency)
}

function dueTime({ dueAt }: DeskTask): number {
  return dueAt?.getTime() ?? Number.MAX_SAFE_INTEGER
}
