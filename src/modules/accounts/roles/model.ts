import type { Role } from '#platform/sessions'
import type { Day } from './days.ts'

/**
 * What a person can be given. `substitute` is no role of the site: it lets somebody of another service confirm, one act
 * at a time, what an administrator asked for (two people, when the team is small or away).
 */
export type GrantedRole = Exclude<Role, 'resident'> | 'substitute'

export type RoleRule = {
  /** As it is read: « agent ou agente ». */
  readonly label: string
  /** What it lets one do, in one sentence. */
  readonly meaning: string
  /** Takes effect only once a second person confirmed. */
  readonly isSensitive: boolean
  /** May be lent for a period by who holds it: never a seat that comes from a vote or an appointment. */
  readonly isDelegable: boolean
}

/** Who must be two to give what: kept in the code, so that no form can loosen it. */
export const ROLE_RULES: Readonly<Record<GrantedRole, RoleRule>> = {
  administrator: {
    label: 'Administration',
    meaning: 'Donne et retire les rôles, règle la plateforme, lit le journal des actes.',
    isSensitive: true,
    isDelegable: true,
  },
  agent: {
    label: 'Agent ou agente',
    meaning: 'Instruit les dossiers, aide les habitants, tient l’agenda.',
    isSensitive: true,
    isDelegable: true,
  },
  'finance-agent': {
    label: 'Finances',
    meaning: 'Contrôle et prépare les paiements.',
    isSensitive: true,
    isDelegable: true,
  },
  'bureau-member': {
    label: 'Membre d’un bureau de dépouillement',
    meaning: 'Tient une part de la clé d’un vote et assiste à son dépouillement.',
    isSensitive: true,
    isDelegable: false,
  },
  'elected-member': {
    label: 'Élu ou élue',
    meaning: 'Lit les dossiers et les chiffres de son territoire.',
    isSensitive: false,
    isDelegable: false,
  },
  'committee-member': {
    label: 'Membre d’un comité',
    meaning: 'Lit, note et donne un avis sur les dossiers d’un comité.',
    isSensitive: false,
    isDelegable: false,
  },
  'council-member': {
    label: 'Membre d’un conseil',
    meaning: 'Siège dans un conseil consultatif et y propose.',
    isSensitive: false,
    isDelegable: false,
  },
  'organisation-member': {
    label: 'Membre d’une organisation',
    meaning: 'Tient la page et les dossiers d’une organisation.',
    isSensitive: false,
    isDelegable: false,
  },
  'project-leader': {
    label: 'Porteur ou porteuse de projet',
    meaning: 'Tient la page et le dossier d’un projet.',
    isSensitive: false,
    isDelegable: false,
  },
  substitute: {
    label: 'Suppléant ou suppléante d’un autre service',
    meaning: 'Confirme un acte quand l’équipe ne suffit pas : un code par acte, rien d’autre.',
    isSensitive: true,
    isDelegable: false,
  },
}

export const GRANTED_ROLES = Object.keys(ROLE_RULES) as readonly GrantedRole[]

export function isGrantedRole(word: string): word is GrantedRole {
  return Object.hasOwn(ROLE_RULES, word)
}

/** Days of the territory's calendar, both included. */
export type Period = {
  readonly startsOn: Day
  /** Null: until it is taken back. */
  readonly endsOn: Day | null
}

/** One grant, with what became of it. */
export type RoleGrant = Period & {
  readonly id: string
  readonly personId: string
  readonly role: GrantedRole
  /** As « edition:0198… »; null: the whole territory. */
  readonly object: string | null
  readonly needsConfirmation: boolean
  readonly delegatedFrom: string | null
  /** Null: asked at the console of the server. */
  readonly askedBy: string | null
  readonly askedAt: Date
  readonly confirmed: { readonly by: string | null; readonly with: ConfirmationWay; readonly at: Date } | null
  readonly revoked: { readonly by: string | null; readonly at: Date } | null
  readonly reason: string | null
  readonly revocationReason: string | null
}

export type ConfirmationWay = 'administrator' | 'substitute' | 'console' | 'demonstration'

export type GrantState = 'waiting' | 'declined' | 'revoked' | 'to-come' | 'in-force' | 'ended'

/** Where a grant stands on that day. A delegation also falls with the grant it comes from: the view knows it. */
export function stateOf(grant: RoleGrant, today: Day): GrantState {
  const isWaiting = grant.needsConfirmation && grant.confirmed === null
  if (grant.revoked) return isWaiting ? 'declined' : 'revoked'
  if (grant.endsOn !== null && grant.endsOn < today) return 'ended'
  if (isWaiting) return 'waiting'
  return grant.startsOn > today ? 'to-come' : 'in-force'
}

/** Whether two periods have a day in common. */
export function overlaps(one: Period, other: Period): boolean {
  return (
    (one.endsOn === null || other.startsOn <= one.endsOn) && (other.endsOn === null || one.startsOn <= other.endsOn)
  )
}

/** Whether a period lies within another. */
export function isWithin(inner: Period, outer: Period): boolean {
  const endsInside = outer.endsOn === null || (inner.endsOn !== null && inner.endsOn <= outer.endsOn)
  return inner.startsOn >= outer.startsOn && endsInside
}
