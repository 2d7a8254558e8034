import type { InvalidReason } from '#kernel/ballot'
import type { CombineFault, Share } from '#kernel/shares'

export type ToOpener = {
  readonly shares: readonly Share[]
  /** Addresses of the manifest and of the sealed ballots, and what the manifest must be. */
  readonly manifest: string
  readonly fingerprint: string
  readonly ballots: string
}

/** What was opened, ready to be sent: gzip in base 64. */
export type OpenedHere = {
  readonly kind: 'opened'
  readonly hash: string
  readonly ballotCount: number
  readonly invalid: Readonly<Record<InvalidReason, number>>
  readonly packed: string
}

export type FromOpener =
  | { readonly kind: 'progress'; readonly done: number; readonly of: number }
  | { readonly kind: 'wrong-shares'; readonly fault: CombineFault }
  | { readonly kind: 'failed' }
  | OpenedHere
