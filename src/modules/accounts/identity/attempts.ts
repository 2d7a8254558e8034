import { done, type Result, refuse } from '#kernel/result'
import type { ProviderName } from '#platform/identity'

/** Why somebody is sent to a provider. */
export type AttemptPurpose =
  /** To sign in. */
  | 'sign-in'
  /** To show that they still belong to the house that vouches for them. */
  | 'confirm'
  /** To make it a way in of an account that has just been asked in, or is signed in. */
  | 'enrol'

/** Somebody sent to an identity provider and expected back. */
export type Attempt = {
  readonly provider: ProviderName
  readonly browserHash: Uint8Array
  readonly purpose: AttemptPurpose
  readonly personId: string | undefined
  readonly returnPath: string
  readonly startedAt: Date
  readonly usedAt: Date | undefined
}

/** Gravest first. */
export type AttemptRefusal = 'attempt-unknown' | 'attempt-used' | 'attempt-of-another-browser' | 'attempt-expired'

export const ATTEMPT_LIVES_MS = 10 * 60_000

/** Whether who comes back is who was sent: the same browser, once, in time. */
export function decideAttempt(
  attempt: Attempt | undefined,
  back: { readonly provider: ProviderName; readonly browserHash: Uint8Array; readonly now: Date },
): Result<Attempt, AttemptRefusal> {
  if (!attempt || attempt.provider !== back.provider) return refuse('attempt-unknown')
  if (attempt.usedAt) return refuse('attempt-used')
  if (!Buffer.from(attempt.browserHash).equals(back.browserHash)) return refuse('attempt-of-another-browser')
  if (back.now.getTime() - attempt.startedAt.getTime() >= ATTEMPT_LIVES_MS) return refuse('attempt-expired')
  return done(attempt)
}
