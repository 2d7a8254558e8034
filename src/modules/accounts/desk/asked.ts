import { done, type Result, refuse } from '#kernel/result'
import type { SubmissionRefusal } from '#platform/database'
import { readDay } from '../roles/days.ts'
import type { Asked } from '../roles/grants.ts'
import { isGrantedRole } from '../roles/model.ts'
import { type RoleRefusal, sentenceOfRoleRefusal } from '../roles/sentences.ts'

/** What to correct before anything can be decided. */
export type UnreadableRefusal = 'role-missing' | 'start-unreadable' | 'end-unreadable'

/** Reads the fields `role`, `objet`, `debut`, `fin` and `raison`. A first day left empty is today. */
export function readAsked(
  fields: Readonly<Record<string, string>>,
  personId: string,
  today: string,
): Result<Asked, UnreadableRefusal> {
  const [role, object, start, end] = [fields.role, fields.objet, fields.debut, fields.fin].map((text) =>
    (text ?? '').trim(),
  )
  if (role === undefined || !isGrantedRole(role)) return refuse('role-missing')
  const startsOn = start ? readDay(start) : today
  if (startsOn === undefined) return refuse('start-unreadable')
  const endsOn = end ? readDay(end) : null
  if (endsOn === undefined) return refuse('end-unreadable')
  return done({
    personId,
    role,
    object: object || null,
    startsOn,
    endsOn,
    reason: (fields.raison ?? '').trim().slice(0, 500),
  })
}

type AskedRefusal = RoleRefusal | UnreadableRefusal | SubmissionRefusal

export function sentenceOfAsked(refusal: AskedRefusal): string {
  return refusal in UNREADABLE
    ? UNREADABLE[refusal as UnreadableRefusal]
    : sentenceOfRoleRefusal(refusal as RoleRefusal)
}

const UNREADABLE: Readonly<Record<UnreadableRefusal, string>> = {
  'role-missing': 'Choisissez un rôle dans la liste.',
  'start-unreadable': 'Nous ne savons pas lire ce premier jour. Écrivez-le comme 07/03/2026.',
  'end-unreadable': 'Nous ne savons pas lire ce dernier jour. Écrivez-le comme 21/03/2026.',
}

/** The field a refusal is told beside; undefined: above the form. */
export function fieldOfRefusal(refusal: AskedRefusal): string | undefined {
  return FIELDS[refusal]
}

const FIELDS: Readonly<Partial<Record<AskedRefusal, string>>> = {
  'role-missing': 'role',
  'already-held': 'role',
  'role-not-held': 'role',
  'role-not-delegable': 'role',
  'person-unknown': 'personne',
  'object-unreadable': 'objet',
  'start-unreadable': 'debut',
  'period-reversed': 'fin',
  'period-over': 'fin',
  'period-outside': 'fin',
  'end-unreadable': 'fin',
  'reason-missing': 'raison',
}
