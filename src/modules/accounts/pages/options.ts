/** What the account pages are told of the installation. */
export type AccountOptions = {
  /** Public address, without a final slash. */
  readonly url: string
  /** Whether anyone may sign in as one of the fictitious people. */
  readonly isDemonstration: boolean
  /** Addresses whose X-Forwarded-For is believed. */
  readonly proxies: readonly string[]
}
