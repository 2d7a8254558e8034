import { done, type Result, refuse } from '#kernel/result'
import type { Day } from './days.ts'
import type { Standing } from './grants.ts'
import { type RoleGrant, stateOf } from './model.ts'

export type ConfirmationRefusal =
  | 'not-administrator'
  | 'acting-for-somebody'
  | 'grant-unknown'
  | 'already-settled'
  | 'asked-by-oneself'
  | 'given-to-oneself'

/**
 * Whether this person may be the second one. Three people are in it, always different: who asks answers for the need, who
 * confirms for having checked it, who receives has no say (law: two people for each role that opens others' affairs).
 */
export function decideConfirmation(
  confirmer: Standing,
  grant: RoleGrant | undefined,
  today: Day,
): Result<RoleGrant, ConfirmationRefusal> {
  if (!confirmer.isAdministrator) return refuse('not-administrator')
  return decideSecondPerson(confirmer, grant, today)
}

/** The same for a substitute, who holds nothing but the code of this act. */
export function decideSecondPerson(
  confirmer: Standing,
  grant: RoleGrant | undefined,
  today: Day,
): Result<RoleGrant, Exclude<ConfirmationRefusal, 'not-administrator'>> {
  if (confirmer.isActingForSomebody) return refuse('acting-for-somebody')
  if (!grant) return refuse('grant-unknown')
  if (stateOf(grant, today) !== 'waiting') return refuse('already-settled')
  if (grant.askedBy === confirmer.personId) return refuse('asked-by-oneself')
  if (grant.personId === confirmer.personId) return refuse('given-to-oneself')
  return done(grant)
}

export type ConsoleRefusal = 'grant-unknown' | 'already-settled' | 'another-administrator-can'

/**
 * Whether the console of the server may stand for the second person: only while nobody else can. The first two
 * administrators begin this way (who holds the server could write the database anyway; here it leaves a trace).
 *
 * @param administrators  people who hold the role today
 */
export function decideAtConsole(
  grant: RoleGrant | undefined,
  administrators: readonly string[],
  today: Day,
): Result<RoleGrant, ConsoleRefusal> {
  if (!grant) return refuse('grant-unknown')
  if (stateOf(grant, today) !== 'waiting') return refuse('already-settled')
  const others = administrators.filter((id) => id !== grant.askedBy && id !== grant.personId)
  return others.length > 0 ? refuse('another-administrator-can') : done(grant)
}

export type RevocationRefusal =
  | 'not-administrator'
  | 'acting-for-somebody'
  | 'grant-unknown'
  | 'already-settled'
  | 'reason-missing'
  | 'last-administrator'

/**
 * Whether this person may end a grant now. One is enough: what protects must be quick. Who lent a role takes it back, who
 * holds one gives it up.
 *
 * @param lasting  grants of administrator in effect today that have no end and were not lent
 */
export function decideRevocation(
  revoker: Standing,
  grant: RoleGrant | undefined,
  reason: string,
  lasting: readonly RoleGrant[],
  today: Day,
): Result<RoleGrant, RevocationRefusal> {
  if (revoker.isActingForSomebody) return refuse('acting-for-somebody')
  if (!grant) return refuse('grant-unknown')
  const isTheirs = grant.personId === revoker.personId || grant.askedBy === revoker.personId
  if (!revoker.isAdministrator && !isTheirs) return refuse('not-administrator')
  if (!['waiting', 'to-come', 'in-force'].includes(stateOf(grant, today))) return refuse('already-settled')
  if (reason === '') return refuse('reason-missing')
  const isLast = lasting.length > 0 && lasting.every(({ id }) => id === grant.id)
  return isLast ? refuse('last-administrator') : done(grant)
}
