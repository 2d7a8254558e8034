import { done, type Result, refuse } from '#kernel/result'
import type { Identified, ProviderName } from '#platform/identity'
import { keyedHash } from './sealing.ts'

/** Who a provider says is there, reduced to what is kept. */
export type Identity = {
  readonly provider: ProviderName
  readonly subjectHash: Uint8Array
  /** How they are to be called, unless they say otherwise; '' when the provider gives no name. */
  readonly displayName: string
}

export type ClaimRefusal = 'not-of-the-house'

/** An identity the house knows. */
export type KnownIdentity = {
  readonly provider: ProviderName
  readonly personId: string
  readonly confirmedAt: Date
}

/**
 * Reads what a provider says of a person. Names are kept, nothing else of them: no birth date, no address, no number.
 *
 * @param key          for the hash of their name over there
 * @param agentSirets  employers whose agents come by ProConnect
 */
export function readIdentity(
  identified: Identified,
  told: { readonly provider: ProviderName; readonly key: Uint8Array; readonly agentSirets: readonly string[] },
): Result<Identity, ClaimRefusal> {
  const { claims, issuer, subject } = identified
  if (told.provider === 'proconnect' && !told.agentSirets.includes(String(claims.siret)))
    return refuse('not-of-the-house')
  const subjectHash = keyedHash(told.key, issuer, subject)
  return done({ provider: told.provider, subjectHash, displayName: displayNameOf(claims) })
}

function displayNameOf(claims: Readonly<Record<string, unknown>>): string {
  const given = textOf(claims.given_name)
  const family = textOf(claims.preferred_username) || textOf(claims.usual_name) || textOf(claims.family_name)
  return [given, family].filter(Boolean).join(' ').slice(0, 120)
}

function textOf(claim: unknown): string {
  return typeof claim === 'string' ? claim.replaceAll(/[\p{Cc}\p{Cf}]/gu, '').trim() : ''
}

const DAY_MS = 86_400_000

/** The providers that vouch for agents, as opposed to residents. */
export function isHouseProvider(provider: ProviderName): boolean {
  return provider !== 'franceconnect'
}

/**
 * The provider an agent must go through again before their own key opens anything: who has left the house no longer can.
 *
 * @param offered  providers this installation speaks to: one that is no longer configured binds nobody
 */
export function providerToConfirm(
  identities: readonly KnownIdentity[],
  rule: { readonly everyDays: number; readonly offered: readonly ProviderName[]; readonly now: Date },
): ProviderName | undefined {
  const bound = identities.filter(({ provider }) => isHouseProvider(provider) && rule.offered.includes(provider))
  const isLate = ({ confirmedAt }: KnownIdentity) =>
    rule.now.getTime() - confirmedAt.getTime() >= rule.everyDays * DAY_MS
  return bound.find(isLate)?.provider
}
