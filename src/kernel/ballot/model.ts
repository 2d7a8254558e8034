import type { SignedHead } from '#kernel/merkle'
import type { EvidenceClass } from './manifest-model.ts'

/** Bytes drawn by chance; `crypto.getRandomValues` in the world, a seeded sequence in tests. */
export type Random = (length: number) => Uint8Array

/** What is sealed. */
export type Ballot = {
  /** See `BallotKind`. */
  readonly choices: readonly number[]
  /** 16 random bytes, drawn with the ballot: the number by which its voter finds it again. */
  readonly tracker: Uint8Array
}

/** Both halves 32 bytes; X25519. */
export type BureauKey = { readonly secretKey: Uint8Array; readonly publicKey: Uint8Array }

/** A sealed ballot as it is stored. */
export type Envelope = {
  /** Encapsulated key, 32 bytes. */
  readonly enc: Uint8Array
  /** The manifest's `plaintextLength` + 16 bytes. */
  readonly ciphertext: Uint8Array
}
export type SealedBallot = Envelope & {
  /** SHA-256 of `enc` then `ciphertext`. */
  readonly envelopeHash: Uint8Array
}

/** An envelope as it is handed to the bureau: without roll and without time. */
export type AdmittedEnvelope = Envelope & { readonly college?: string }

/** Why an envelope that was admitted is not counted, gravest first. */
export const INVALID_REASONS = ['unopenable', 'wrong-length', 'not-canonical', 'wrong-choices', 'tracker-seen'] as const
export type InvalidReason = (typeof INVALID_REASONS)[number]
export type PlaintextFault = Extract<InvalidReason, 'wrong-length' | 'not-canonical' | 'wrong-choices'>

export type CountedBallot = Ballot & { readonly college?: string }

/** All envelopes opened: the same whoever opens, byte for byte. */
export type Opened = {
  /** By tracker, ascending. */
  readonly ballots: readonly CountedBallot[]
  /** Hashes of envelopes in hexadecimal, ascending. */
  readonly invalid: Readonly<Record<InvalidReason, readonly string[]>>
  /** `setHash` of all envelopes opened. */
  readonly set: string
  /** Canonical JSON of the three above: what two machines compare, and what the `opening` leaf holds the hash of. */
  readonly bytes: Uint8Array
}

/** A ballot typed in from paper; its tracker is drawn when it is typed. */
export type PaperBallot = CountedBallot

/** One entry of the public log. `leaf` is the number of an earlier one. Hashes in hexadecimal. */
export type Leaf =
  /** Leaf 0, and only it. */
  | { readonly kind: 'manifest'; readonly fingerprint: string }
  | { readonly kind: 'envelope'; readonly envelope: string; readonly college?: string }
  | { readonly kind: 'superseded'; readonly leaf: number }
  | { readonly kind: 'flagged'; readonly leaf: number }
  | { readonly kind: 'admitted'; readonly leaf: number; readonly reason: AdmissionReason; readonly by: TwoPeople }
  | { readonly kind: 'annulled'; readonly leaf: number; readonly reason: AnnulmentReason; readonly by: TwoPeople }
  | { readonly kind: 'extension'; readonly closesAt: string; readonly reason: string; readonly by: TwoPeople }
  | PaperBatchLeaf
  | { readonly kind: 'paper-annulled'; readonly leaf: number; readonly reason: PaperReason; readonly by: TwoPeople }
  | CloseLeaf
  | OpeningLeaf
  /** SHA-256 of each published file outside `log/tiles`, `log/leaves` and `log/head`, by name. */
  | { readonly kind: 'result'; readonly files: Readonly<Record<string, string>> }
  | DestructionLeaf

export type LeafKind = Leaf['kind']

/** Opaque identifiers of the two who acted: seats, never names (`commission-1`). Letters, digits, hyphens; 1 to 64; not the same. */
export type TwoPeople = readonly [string, string]

export const ADMISSION_REASONS = ['person-confirmed', 'sharing-explained', 'no-ground'] as const
export type AdmissionReason = (typeof ADMISSION_REASONS)[number]
export const ANNULMENT_REASONS = ['voted-on-paper', 'same-person', 'not-entitled', 'not-a-person'] as const
export type AnnulmentReason = (typeof ANNULMENT_REASONS)[number]
export const PAPER_REASONS = ['count-differs', 'typed-again', 'void'] as const
export type PaperReason = (typeof PAPER_REASONS)[number]

export type PaperBatchLeaf = {
  readonly kind: 'paper-batch'
  readonly batch: number
  /** Ballots of the batch that count: blank and void ones are in its sheet. */
  readonly ballots: number
  /** SHA-256 of the batch's sheet, which the commission keeps. */
  readonly sheet: string
}

export type CloseLeaf = {
  readonly kind: 'close'
  readonly at: string
  /** Envelopes in the log, then how many of them were annulled and superseded. */
  readonly admitted: number
  readonly annulled: number
  readonly superseded: number
  /** Envelopes to be opened, by class of evidence; classes of the manifest without `paper`. */
  readonly classes: Readonly<Partial<Record<EvidenceClass, number>>>
  /** `paperHash` of every paper ballot, batches merged: nobody can change one after the opening. */
  readonly paper: { readonly batches: number; readonly ballots: number; readonly hash: string }
  /** `setHash` of the envelopes to be opened. */
  readonly set: string
  /** The log before this leaf. */
  readonly size: number
  readonly root: string
}

export type OpeningLeaf = {
  readonly kind: 'opening'
  readonly ballots: number
  readonly invalid: Readonly<Record<InvalidReason, number>>
  /** SHA-256 of `Opened.bytes`. */
  readonly opened: string
}

/** `link`: between the roll and the envelopes; `roll`: the names in it. */
export const DESTROYED = ['link', 'roll', 'shares', 'pepper', 'backups'] as const
export type Destroyed = (typeof DESTROYED)[number]
export type DestructionLeaf = {
  readonly kind: 'destruction'
  readonly what: Destroyed
  readonly at: string
  /** SHA-256 of the certificate, the file `destruction/WHAT.pdf` of the bundle. */
  readonly record: string
  readonly by: TwoPeople
}

/** Why bytes are no leaf. */
export type LeafFault = 'not-canonical' | 'unknown-kind' | 'wrong-member'

/** What a voter takes away. */
export type Receipt = {
  /** In hexadecimal. */
  readonly envelopeHash: string
  readonly leafIndex: number
  readonly head: SignedHead
}

export type TrackerFault = 'wrong-length' | 'unknown-letter' | 'wrong-check'
export type ReceiptFault = 'not-a-receipt' | 'damaged'
