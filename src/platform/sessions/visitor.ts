/** What a person may be here, on an object and for a period. Everyone who signed in is a resident. */
export const ROLES = [
  'resident',
  'project-leader',
  'organisation-member',
  'committee-member',
  'council-member',
  'bureau-member',
  'agent',
  'finance-agent',
  'elected-member',
  'administrator',
] as const
export type Role = (typeof ROLES)[number]

/** A role in force now. */
export type HeldRole = {
  readonly role: Role
  /** What it bears on, as « edition:0198… »; null: the whole territory. */
  readonly object: string | null
}

/** How the person proved who they are. Roles of the staff count after a strong one only. */
export type Assurance =
  | 'email-code'
  | 'card'
  | 'franceconnect'
  | 'passkey'
  | 'totp'
  | 'proconnect'
  | 'house'
  | 'demonstration'

/** Who is signed in, as read from the session of this request. */
export type Visitor = {
  readonly personId: string
  readonly sessionId: string
  /** How to address them; never in a cached page, a log or a URL. */
  readonly displayName: string
  readonly assurance: Assurance
  readonly signedInAt: Date
  /** In force now, and counting after this assurance; `resident` always. */
  readonly roles: readonly HeldRole[]
  /** Set while they act for somebody: said on every page and in the history. */
  readonly actingFor?: { readonly personId: string; readonly displayName: string } | undefined
}

/** Whether the visitor holds one of these roles, on the whole territory or on that object. */
export function holds(visitor: Visitor, roles: readonly Role[], object?: string): boolean {
  return visitor.roles.some(
    (held) => roles.includes(held.role) && (held.object === null || (object !== undefined && held.object === object)),
  )
}
