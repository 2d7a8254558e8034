/** What the page asks of the worker that seals. */
export type ToSealer =
  | { readonly kind: 'prepare'; readonly manifest: string; readonly fingerprint: string }
  | { readonly kind: 'seal'; readonly choices: readonly string[] }

export type FromSealer =
  | {
      readonly kind: 'sealed'
      /** `enc` and `ciphertext` in base 64; `number` as it is printed. */
      readonly ballot: { readonly enc: string; readonly ciphertext: string; readonly number: string }
    }
  | { readonly kind: 'fault'; readonly fault: SealFault }

/** `manifest-differs`: what the site gave is not what the poll's fingerprint is of. */
export type SealFault = 'manifest-missing' | 'manifest-differs' | 'cannot-seal'
