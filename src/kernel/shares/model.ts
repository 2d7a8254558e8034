/** One part of the bureau's secret key, kept by one member. */
export type Share = {
  /** 1 to the number of shares: the seat it was given to. */
  readonly number: number
  /** 33 bytes: 32 of the share, then its coordinate (1 to 255). */
  readonly bytes: Uint8Array
}

/** How many shares are made, and how many rebuild the key: 1 ≤ threshold ≤ shares ≤ 32. */
export type Split = { readonly shares: number; readonly threshold: number }

/** What the manifest says of a share: who holds it can be checked, and nothing of it is learnt. Both in hexadecimal. */
export type Commitment = { readonly salt: string; readonly hash: string }

/** Why typed words are no share, gravest first. */
export type WordsFault =
  | { readonly kind: 'number-missing' }
  | { readonly kind: 'wrong-count'; readonly count: number }
  | {
      readonly kind: 'unknown-word'
      readonly word: string
      readonly position: number
      readonly near: string | undefined
    }
  | { readonly kind: 'wrong-checksum' }

/** Why a scanned text is no share. */
export type QrFault = 'not-a-share' | 'damaged'

/** Why shares do not give the key, gravest first. */
export type CombineFault = 'same-share-twice' | 'too-few' | 'of-another-key'
