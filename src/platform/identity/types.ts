import type { Result } from '#kernel/result'
import type { ProviderConfiguration } from '#platform/configuration'

export type ProviderName = ProviderConfiguration['name']

/** What somebody is sent to a provider for. `vote`: their name and birth date, for the roll of one poll; no account is made. */
export type Errand = 'sign-in' | 'vote'

/** What a sign-in at a provider is recognised by when it comes back: secrets of one attempt, never stored as they are. */
export type SignInRequest = {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  /** To sign in, when it is not said. */
  readonly errand?: Errand
}

/** Who the provider says is there, every signature, issuer, audience, nonce and date checked. */
export type Identified = {
  readonly issuer: string
  /** The provider's own opaque name for the person. */
  readonly subject: string
  /** Of the identity token and of the signed user information, as they came: still to be judged. */
  readonly claims: Readonly<Record<string, unknown>>
  /** To hand back at sign-out. */
  readonly idToken: string
  /** The provider's session (« sid »), when it names it. */
  readonly providerSession: string | undefined
}

/** Why nobody was identified, gravest first. */
export type IdentityRefusal =
  /** A signature, an issuer, an audience, a nonce is not what it must be. */
  | 'answer-forged'
  | 'userinfo-unsigned'
  /** The person signed in there with less assurance than was asked. */
  | 'level-too-low'
  | 'answer-expired'
  /** The person, or their administrator, said no. */
  | 'refused-there'
  | 'provider-unreachable'

/** The provider says that a session of a person is over. */
export type ProviderLogout = {
  readonly issuer: string
  readonly subject: string | undefined
  readonly providerSession: string | undefined
  /** Of this notice: it is obeyed once. */
  readonly noticeId: string
}

/** One identity provider, spoken to by OpenID Connect. Nothing else in the house reaches it. */
export type IdentityProvider = {
  readonly name: ProviderName
  readonly label: string
  /** @returns the address to send the browser to */
  start(request: SignInRequest): Promise<Result<string, 'provider-unreachable'>>
  /** @param callback  the whole address the browser came back to */
  finish(callback: string, request: SignInRequest): Promise<Result<Identified, IdentityRefusal>>
  /** Where the browser ends the provider's session too; undefined when it has no such place or does not answer. */
  endSessionAddress(idToken: string, state: string, errand?: Errand): Promise<string | undefined>
  /** Reads a notice sent by the provider itself (OpenID Connect Back-Channel Logout 1.0). */
  readLogout(token: string): Promise<Result<ProviderLogout, 'answer-forged' | 'provider-unreachable'>>
}
