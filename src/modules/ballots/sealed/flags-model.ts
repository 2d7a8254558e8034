import type { EvidenceClass } from '#kernel/ballot'

/** Why people should look at a ballot, gravest first. Nothing of it says what the ballot holds, nor drops it. */
export const FLAG_REASONS = [
  'other-commune',
  'fast-codes',
  'one-device',
  'burst',
  'one-network',
  'night-wave',
  'household',
  'mailbox-alias',
  'disposable-domain',
] as const
export type FlagReason = (typeof FLAG_REASONS)[number]

/** What can be seen only on the way in, and is kept with the ballot for the commission. */
export const SIGNALS = ['disposable-domain', 'mailbox-alias', 'other-commune'] as const
export type Signal = (typeof SIGNALS)[number]

/** Where a ballot came from, under keys that only this installation holds (HMAC, 32 bytes each). */
export type CastTrace = {
  readonly envelopeId: string
  /** Of the address without its last part. */
  readonly networkKey?: Uint8Array
  /** Of the secret of the browser. */
  readonly terminalKey?: Uint8Array
  /** Of the batch of printed codes that let the voter in. */
  readonly batchKey?: Uint8Array
  readonly signals: readonly Signal[]
  readonly castAt: Date
}

/** A ballot that counts now, as the eye of suspicion sees it: keys are texts, equal or not. */
export type WatchedCast = {
  readonly envelopeLeaf: number
  readonly evidence: EvidenceClass
  readonly castAt: Date
  readonly network: string | null
  readonly terminal: string | null
  readonly batch: string | null
  readonly contact: string | null
  readonly signals: readonly Signal[]
}

export type Suspicion = {
  readonly envelopeLeaf: number
  readonly reason: FlagReason
  /** Ballots that share it: a number from 1, the same for all of them. */
  readonly cluster: number
}

/** From how many, and how fast. Few enough to be read by people; a class on one network stays under them. */
export type Watchfulness = {
  /** Of one contact, as the poll's règlement says: beyond it. */
  readonly householdCap: number
  /** Of one browser, printed codes apart: a shared tablet is used with them. */
  readonly perDevice: number
  /** Of one network in ten minutes, then in the whole vote; printed codes and the desk apart. */
  readonly perNetworkBurst: number
  readonly perNetwork: number
  /** Between one and five in the morning, in an hour. */
  readonly perNightHour: number
  /** Codes of one batch in one minute. */
  readonly codesPerMinute: number
}

export const WATCHFULNESS: Omit<Watchfulness, 'householdCap'> = {
  perDevice: 10,
  perNetworkBurst: 40,
  perNetwork: 150,
  perNightHour: 30,
  // Thirty pupils who each type a code, a name and a date do not go faster together.
  codesPerMinute: 20,
}
