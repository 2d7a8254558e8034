import { createHmac } from 'node:crypto'
import { hexOf } from '#kernel/merkle'
import type { KeyFor } from '#platform/secrets'

/** A ballot of the trial: whoever opens its envelope learns its tracker, and nobody else but the server that drew it. */
export type TrialBallot = { readonly tracker: Uint8Array; readonly trackerHex: string }

/** As many as prove that opening works more than once. */
const TRIAL_BALLOTS = 2

/**
 * The ballots that the rehearsal of a key opens: drawn from the house's secrets, always the same for one key.
 *
 * @param keyId  of the key whose shares are rehearsed
 */
export function trialOf(keyFor: KeyFor, keyId: string): readonly TrialBallot[] {
  const secret = keyFor('rehearsals of votes')
  return Array.from({ length: TRIAL_BALLOTS }, (_, rank) => {
    const tracker = new Uint8Array(createHmac('sha256', secret).update(`${keyId} ${rank}`).digest().subarray(0, 16))
    return { tracker, trackerHex: hexOf(tracker) }
  })
}
