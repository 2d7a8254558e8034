/** 32 bytes: a SHA-256. */
export type Hash = Uint8Array

/**
 * What is needed to append to a log without reading it: the roots of its complete subtrees, largest first (one per bit set
 * in `size`).
 */
export type Frontier = { readonly size: number; readonly peaks: readonly Hash[] }

/** A whole log at hand: any root, any proof. */
export type Tree = {
  readonly size: number
  /** @param size  of the log at that time; now when left out */
  readonly root: (size?: number) => Hash
  /** The audit path of leaf `index` in the tree of `size` leaves: `index` < `size` ≤ the tree's. */
  readonly inclusion: (index: number, size?: number) => readonly Hash[]
  /** The proof that the tree of `to` leaves begins with the tree of `from` leaves: `from` ≤ `to` ≤ the tree's. */
  readonly consistency: (from: number, to?: number) => readonly Hash[]
}

export type InclusionClaim = {
  readonly leafHash: Hash
  readonly index: number
  readonly size: number
  readonly proof: readonly Hash[]
  readonly root: Hash
}

export type ConsistencyClaim = {
  readonly from: number
  readonly to: number
  readonly oldRoot: Hash
  readonly newRoot: Hash
  readonly proof: readonly Hash[]
}

/** One static file of a log: `0/000`, or `0/000.p/17` while it is not full; hashes one after the other. */
export type Tile = { readonly name: string; readonly content: Uint8Array }

/** Proofs made from the static files alone. */
export type TiledProofs = {
  readonly root: (size: number) => Promise<Hash>
  readonly inclusion: (index: number, size: number) => Promise<readonly Hash[]>
  readonly consistency: (from: number, to: number) => Promise<readonly Hash[]>
}

/** What the log is at a moment. */
export type Head = {
  /** Fingerprint of the poll's manifest, in hexadecimal. */
  readonly poll: string
  readonly size: number
  /** In hexadecimal. */
  readonly root: string
  /** ISO 8601 in UTC with milliseconds: `2026-09-30T18:00:00.000Z`. */
  readonly at: string
}

/** The signature is Ed25519, 64 bytes in hexadecimal, over the text of the head (`headText`). */
export type SignedHead = Head & { readonly signature: string }

/** Why a text is no signed head, gravest first. */
export type HeadFault = 'unreadable' | 'not-canonical'
