import type { IdentityProvider } from '#platform/identity'

/** What the account pages are told of the installation. */
export type AccountOptions = {
  /** Public address, without a final slash. */
  readonly url: string
  /** Whether anyone may sign in as one of the fictitious people. */
  readonly isDemonstration: boolean
  /** Addresses whose X-Forwarded-For is believed. */
  readonly proxies: readonly string[]
  /** Who else says who people are; nobody by default. */
  readonly identity?: IdentityOptions | undefined
}

export type IdentityOptions = {
  readonly providers: readonly IdentityProvider[]
  /** Employers whose agents may come by ProConnect. */
  readonly agentSirets: readonly string[]
  /** An agent bound to a provider comes through it at least this often. */
  readonly confirmEveryDays: number
}
