import { done, type Result, refuse } from '#kernel/result'
import type { Settings } from '#platform/context'
import type { Day } from '../kinds.ts'

/** What somebody signs outside, and an administrator enters here. */
export const ENTERED_ITEMS = ['impact-assessment', 'security-approval', 'register-entry', 'treasury-agreement'] as const
export type EnteredItem = (typeof ENTERED_ITEMS)[number]

/** All that must be there before a real poll or campaign; the last two have pages of their own. */
export type ServiceItem = EnteredItem | 'management-table' | 'accessibility-audit'

/** An entry of « mise en service », in the words of whoever entered it. */
export type ServiceEntry = {
  readonly id: string
  readonly item: EnteredItem
  /** It takes the entry before it back, and puts nothing in its place. */
  readonly isWithdrawn: boolean
  /** Of the act or the minutes, as « H-2026-04 »; '' when it is taken back. */
  readonly reference: string
  readonly signedOn: Day
  /** Name and function; '' once its time is over, ten years after. */
  readonly signedBy: string
  /** Why the entry before it is corrected; '' the first time. */
  readonly reason: string
  readonly enteredAt: Date
}

export type NewEntry = Omit<ServiceEntry, 'id' | 'enteredAt'>

/** Why an entry is not written; gravest first. */
export type EntryRefusal = 'entry-moved' | 'nothing-to-withdraw' | 'signed-in-the-future' | 'reason-missing'

/** The entries in force, of all that were written, the last first. */
export function entriesInForce(entries: readonly ServiceEntry[]): ReadonlyMap<EnteredItem, ServiceEntry> {
  const last = new Map<EnteredItem, ServiceEntry>()
  for (const entry of entries) if (!last.has(entry.item)) last.set(entry.item, entry)
  return new Map([...last].filter(([, { isWithdrawn }]) => !isWithdrawn))
}

/**
 * Whether an entry may be written over the one in force.
 *
 * @param readId  the entry its author saw in force; undefined when they saw none
 */
export function decideEntry(
  entry: NewEntry,
  inForce: ServiceEntry | undefined,
  readId: string | undefined,
  today: Day,
): Result<void, EntryRefusal> {
  if (inForce?.id !== readId) return refuse('entry-moved')
  if (entry.isWithdrawn && !inForce) return refuse('nothing-to-withdraw')
  if (entry.signedOn > today) return refuse('signed-in-the-future')
  if (inForce && entry.reason === '') return refuse('reason-missing')
  return done(undefined)
}

/** What is missing, in the order of the page. @param hasTable  whether the Archives approved a « tableau de gestion » */
export function missingItems(
  inForce: ReadonlyMap<EnteredItem, ServiceEntry>,
  hasTable: boolean,
  { accessibility }: Pick<Settings, 'accessibility'>,
): readonly ServiceItem[] {
  return [
    ...ENTERED_ITEMS.filter((item) => !inForce.has(item)),
    ...(hasTable ? [] : (['management-table'] as const)),
    ...(accessibility.auditedOn === null ? (['accessibility-audit'] as const) : []),
  ]
}
