import type { Envelope, Receipt } from '#kernel/ballot'
import type { Result } from '#kernel/result'
import type { CastTrace } from '../flags-model.ts'
import type { Pass } from '../pass.ts'
import type { SealedPoll } from '../poll.ts'

/** One ballot as it comes to the urn. */
export type Cast = {
  readonly poll: SealedPoll
  readonly pass: Pass
  readonly envelope: Envelope
  /** Where it was sealed: the server saw the choices of those it sealed itself. */
  readonly sealedBy: 'browser' | 'server'
  /** Drawn with the form, 16 to 64 letters, digits, `-` or `_`: the same form sent again has the same receipt. */
  readonly castKey: string
  /** Where it came from, for the commission; nothing is kept of it when it is left out. */
  readonly origin?: Omit<CastTrace, 'envelopeId' | 'castAt'>
}

/** Why a ballot is not cast, gravest first. */
export const CAST_REFUSALS = [
  'not-open-yet',
  'closed',
  'wrong-length',
  'pass-spent',
  'vote-annulled',
  'voted-on-paper',
  'already-voted',
  'envelope-already-cast',
] as const
export type CastRefusal = (typeof CAST_REFUSALS)[number]

/**
 * The receipt, which can be asked for again with the same cast key until the opening. `receipt.envelopeHash` is that of the
 * ballot first cast with this key: where another was sealed since, that other is not in the urn.
 */
export type CastResult = Result<Receipt, CastRefusal>

/** What the urn knows of one ballot that comes, once the log is locked. */
export type Known = {
  /** The ballot already cast with the same cast key, and whether the same person cast it. */
  readonly repeated?: { readonly leafIndex: number; readonly hash: Uint8Array; readonly isSamePerson: boolean }
  /** Its encapsulated key or its hash is in the urn already. */
  readonly isKnownEnvelope: boolean
  /** The person's mark on the roll, and the last envelope that hangs on it; no envelope: a vote on paper. */
  readonly mark?: { readonly id: string; readonly last?: { readonly leafIndex: number; readonly isAnnulled: boolean } }
}

/** What is to be done with one ballot. */
export type CastDecision =
  | { readonly kind: 'repeat'; readonly leafIndex: number; readonly hash: Uint8Array }
  | { readonly kind: 'write'; readonly markId?: string; readonly supersedes?: number }
