import type { Assurance, Role } from '#platform/sessions'

/** How long a session lasts without being used, and in all, in milliseconds. */
export type SessionLife = { readonly idleMs: number; readonly wholeMs: number }

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** A day's work for the staff; residents need not sign in again every week. */
export function lifeOf(assurance: Assurance): SessionLife {
  return isStrong(assurance)
    ? { idleMs: 2 * HOUR_MS, wholeMs: 12 * HOUR_MS }
    : { idleMs: 14 * DAY_MS, wholeMs: 60 * DAY_MS }
}

const STAFF: ReadonlySet<Role> = new Set(['agent', 'finance-agent', 'elected-member', 'administrator', 'bureau-member'])

/** Whether a role counts after this way of signing in: those of the staff need a strong one. */
export function countsAfter(role: Role, assurance: Assurance): boolean {
  return !STAFF.has(role) || isStrong(assurance)
}

/**
 * Whether the way of signing in proves more than the reading of a mailbox. FranceConnect does not: whoever read the mail
 * could tie their own identity to the account, and whoever left the house keeps theirs.
 */
export function isStrong(assurance: Assurance): boolean {
  return assurance !== 'email-code' && assurance !== 'card' && assurance !== 'franceconnect'
}
