import type { Receipt, Verification } from '#kernel/ballot'

export type ToVerifier = {
  /** Where the files of a vote are listed, by its address; or the files themselves, by name. */
  readonly source: { readonly archive: string } | { readonly files: ReadonlyMap<string, File> }
  readonly fingerprint: string | undefined
  readonly receipt: Receipt | undefined
}

export type FromVerifier =
  | { readonly kind: 'verified'; readonly told: Verification }
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed' }
