import { done, type Result, refuse } from '#kernel/result'
import type { Visitor } from '#platform/sessions'
import { isStrong } from '../model.ts'

const FRESH_MS = 10 * 60_000

/** Ways in are changed just after a strong sign-in only: a session left open must not be enough to add one. */
export function decideChanging(visitor: Visitor, now: Date): Result<null, 'sign-in-too-old'> {
  const isFresh = now.getTime() - visitor.signedInAt.getTime() <= FRESH_MS
  return isFresh && isStrong(visitor.assurance) && !visitor.actingFor ? done(null) : refuse('sign-in-too-old')
}

/** FranceConnect is untied by who just came by it, too: they lose a way in, and gain none. */
export function decideUntying(visitor: Visitor, now: Date): Result<null, 'sign-in-too-old'> {
  return decideChanging(visitor.assurance === 'franceconnect' ? { ...visitor, assurance: 'passkey' } : visitor, now)
}

/** What a person has to sign in strongly. Recovery codes do not count: they run out. */
export type StrongWays = {
  readonly passkeys: number
  readonly hasAuthenticator: boolean
  /** Providers of the house that vouch for them. */
  readonly houseIdentities: number
}

/** Whether one way in may go: who works here always keeps another. */
export function decideRemoving(ways: StrongWays, visitor: Visitor): Result<null, 'last-strong-way'> {
  const count = ways.passkeys + (ways.hasAuthenticator ? 1 : 0) + ways.houseIdentities
  const works = visitor.roles.some(({ role }) => role !== 'resident')
  return count > 1 || !works ? done(null) : refuse('last-strong-way')
}
