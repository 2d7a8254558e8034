import { done, type Result, refuse } from '#kernel/result'
import type { Day } from './days.ts'
import { type GrantedRole, isWithin, overlaps, type Period, ROLE_RULES, type RoleGrant, stateOf } from './model.ts'

/** What is asked for. */
export type Asked = Period & {
  readonly personId: string
  readonly role: GrantedRole
  readonly object: string | null
  readonly reason: string
}

/** Who asks, confirms or takes back, as the database knows them now. */
export type Standing = {
  readonly personId: string
  readonly isAdministrator: boolean
  /** Set while they act for somebody else: then they touch no role. */
  readonly isActingForSomebody: boolean
}

export type GrantRefusal =
  | 'not-administrator'
  | 'acting-for-somebody'
  | 'own-role'
  | 'person-unknown'
  | 'period-reversed'
  | 'period-over'
  | 'object-unreadable'
  | 'reason-missing'
  | 'already-held'

/**
 * Whether somebody may ask for this role for somebody else.
 *
 * @param held   the receiver's grants, whatever their state; undefined when there is no such person
 * @returns      whether a second person must confirm
 */
export function decideGrant(
  asker: Standing,
  asked: Asked,
  held: readonly RoleGrant[] | undefined,
  today: Day,
): Result<{ readonly needsConfirmation: boolean }, GrantRefusal> {
  if (!asker.isAdministrator) return refuse('not-administrator')
  if (asker.isActingForSomebody) return refuse('acting-for-somebody')
  if (asker.personId === asked.personId) return refuse('own-role')
  return decideTerms(asked, held, today)
}

function decideTerms(
  asked: Asked,
  held: readonly RoleGrant[] | undefined,
  today: Day,
): Result<{ readonly needsConfirmation: boolean }, GrantRefusal> {
  if (!held) return refuse('person-unknown')
  if (asked.endsOn !== null && asked.endsOn < asked.startsOn) return refuse('period-reversed')
  if (asked.endsOn !== null && asked.endsOn < today) return refuse('period-over')
  if (asked.object !== null && !/^[a-z-]+:[0-9a-z-]+$/.test(asked.object)) return refuse('object-unreadable')
  if (asked.reason === '') return refuse('reason-missing')
  if (held.some((grant) => isSame(grant, asked, today))) return refuse('already-held')
  return done({ needsConfirmation: ROLE_RULES[asked.role].isSensitive })
}

function isSame(grant: RoleGrant, asked: Asked, today: Day): boolean {
  const isAlive = ['waiting', 'to-come', 'in-force'].includes(stateOf(grant, today))
  return isAlive && grant.role === asked.role && grant.object === asked.object && overlaps(grant, asked)
}

export type DelegationRefusal =
  | Exclude<GrantRefusal, 'not-administrator'>
  | 'role-not-held'
  | 'role-not-delegable'
  | 'period-outside'

/**
 * Whether somebody may lend a role they hold, for a period that ends. Nobody lends what was lent to them: it would no
 * longer be known who answers for it.
 *
 * @param own  grants of the lender in effect now
 */
export function decideDelegation(
  lender: Standing,
  asked: Asked,
  own: readonly RoleGrant[],
  held: readonly RoleGrant[] | undefined,
  today: Day,
): Result<{ readonly needsConfirmation: boolean; readonly delegatedFrom: string }, DelegationRefusal> {
  if (lender.isActingForSomebody) return refuse('acting-for-somebody')
  if (lender.personId === asked.personId) return refuse('own-role')
  if (!ROLE_RULES[asked.role].isDelegable) return refuse('role-not-delegable')
  const lendable = own.filter(
    (grant) => grant.role === asked.role && grant.object === asked.object && grant.delegatedFrom === null,
  )
  if (lendable.length === 0) return refuse('role-not-held')
  const terms = decideTerms(asked, held, today)
  if (!terms.ok) return terms as Result<never, DelegationRefusal>
  const origin = lendable.find((grant) => asked.endsOn !== null && isWithin(asked, grant))
  return origin ? done({ ...terms.value, delegatedFrom: origin.id }) : refuse('period-outside')
}
