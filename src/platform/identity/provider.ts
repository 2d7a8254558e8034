import * as oidc from 'openid-client'
import { done, type Result, refuse } from '#kernel/result'
import type { ProviderConfiguration } from '#platform/configuration'
import { isUnreachable, refusalOfFault } from './faults.ts'
import { reachesLevel } from './levels.ts'
import { type Claims, looksSigned, readSignedToken } from './signed-token.ts'
import type { Errand, Identified, IdentityProvider, IdentityRefusal, ProviderLogout, SignInRequest } from './types.ts'

/** What a provider is opened with. */
export type ProviderWorld = {
  /** Public address of the site, without a final slash. */
  readonly url: string
  readonly now: () => Date
  /** In place of the network, in tests. */
  readonly fetch?: oidc.CustomFetch | undefined
}

/** What we are told of a person is what is needed to know them again and to address them. */
const SCOPES = {
  franceconnect: 'openid given_name family_name preferred_username',
  proconnect: 'openid given_name usual_name siret',
  house: 'openid profile',
} as const

/** For the roll of a poll, what it is unique by and nothing more: neither the place of birth nor an address. */
const VOTE_SCOPES = 'openid given_name family_name birthdate'

const DISCOVERY_LIVES_MS = 3_600_000
const PATIENCE_S = 10

type Opened = { readonly configuration: oidc.Configuration; readonly openedAt: number }

export function openProviders(
  configurations: readonly ProviderConfiguration[],
  world: ProviderWorld,
): readonly IdentityProvider[] {
  return configurations.map((configuration) => openProvider(configuration, world))
}

/** A provider is asked how it works when first needed, then every hour: it may be down when the service starts. */
export function openProvider(settings: ProviderConfiguration, world: ProviderWorld): IdentityProvider {
  let opened: Promise<Opened> | undefined
  const discovered = async (): Promise<oidc.Configuration> => {
    const now = world.now().getTime()
    const kept = await opened?.catch(() => undefined)
    if (!kept || now - kept.openedAt > DISCOVERY_LIVES_MS) {
      opened = discover(settings, world).then((configuration) => ({ configuration, openedAt: now }))
    }
    return (await opened!).configuration
  }

  return {
    name: settings.name,
    label: settings.label,
    start: (request) =>
      reaching(async () => done(await authorizationAddress(await discovered(), settings, world, request))),
    finish: async (callback, request) => {
      try {
        return await finish(await discovered(), settings, world, callback, request)
      } catch (error) {
        return refuse(refusalOfFault(error))
      }
    },
    endSessionAddress: async (idToken, state, errand) => {
      const back = `${world.url}${errand === 'vote' ? `${returnPathOf(settings, errand)}/fin` : '/connexion'}`
      const address = await reaching(async () => done(endSession(await discovered(), back, idToken, state)))
      return address.ok ? address.value : undefined
    },
    readLogout: async (token) => {
      // Anybody may send one: nothing is asked of the provider for what could not come from it.
      if (!looksSigned(token, { issuer: settings.issuer, audience: settings.clientId })) return refuse('answer-forged')
      return reaching(async () => readLogout(await discovered(), settings, world, token))
    },
  }
}

async function reaching<Value, Refusal>(
  work: () => Promise<Result<Value, Refusal>>,
): Promise<Result<Value, Refusal | 'provider-unreachable'>> {
  try {
    return await work()
  } catch (error) {
    if (isUnreachable(error) || error instanceof oidc.ClientError) return refuse('provider-unreachable')
    throw error
  }
}

function discover(settings: ProviderConfiguration, world: ProviderWorld): Promise<oidc.Configuration> {
  const issuer = new URL(settings.issuer)
  const isPlain = issuer.protocol === 'http:'
  return oidc.discovery(issuer, settings.clientId, {}, oidc.ClientSecretPost(settings.clientSecret), {
    timeout: PATIENCE_S,
    // Plain http is for a provider of this very machine (`#platform/configuration` refuses any other).
    // oxlint-disable-next-line typescript/no-deprecated
    execute: [oidc.enableNonRepudiationChecks, ...(isPlain ? [oidc.allowInsecureRequests] : [])],
    ...(world.fetch && { [oidc.customFetch]: world.fetch }),
  })
}

async function authorizationAddress(
  configuration: oidc.Configuration,
  settings: ProviderConfiguration,
  world: ProviderWorld,
  request: SignInRequest,
): Promise<string> {
  const address = oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: `${world.url}${returnPathOf(settings, request.errand)}`,
    scope: request.errand === 'vote' ? VOTE_SCOPES : SCOPES[settings.name],
    state: request.state,
    nonce: request.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(request.verifier),
    code_challenge_method: 'S256',
    ...(settings.acr && { acr_values: settings.acr }),
  })
  return address.href
}

async function finish(
  configuration: oidc.Configuration,
  settings: ProviderConfiguration,
  world: ProviderWorld,
  callback: string,
  request: SignInRequest,
): Promise<Result<Identified, IdentityRefusal>> {
  const tokens = await oidc.authorizationCodeGrant(configuration, new URL(callback), {
    expectedState: request.state,
    expectedNonce: request.nonce,
    pkceCodeVerifier: request.verifier,
    idTokenExpected: true,
  })
  const identity = tokens.claims()
  if (!identity || !tokens.id_token) return refuse('answer-forged')
  if (settings.acr && !reachesLevel(identity.acr, settings.acr)) return refuse('level-too-low')

  const told = settings.hasSignedUserinfo
    ? await userInformation(configuration, settings, world, tokens.access_token, identity.sub)
    : done<Claims>({})
  if (!told.ok) return told
  const { iss: issuer, sub: subject } = identity
  const providerSession = typeof identity.sid === 'string' ? identity.sid : undefined
  return done({ issuer, subject, claims: { ...identity, ...told.value }, idToken: tokens.id_token, providerSession })
}

/** What the provider says of the person beside their identity: read only when it is signed, and about the same person. */
async function userInformation(
  configuration: oidc.Configuration,
  settings: ProviderConfiguration,
  world: ProviderWorld,
  accessToken: string,
  subject: string,
): Promise<Result<Claims, IdentityRefusal>> {
  const { issuer, userinfo_endpoint: place } = configuration.serverMetadata()
  if (!place) return refuse('userinfo-unsigned')
  const answer = await oidc.fetchProtectedResource(configuration, accessToken, new URL(place), 'GET')
  if (!answer.ok) return refuse('provider-unreachable')
  if (!/^application\/jwt\b/i.test(answer.headers.get('Content-Type') ?? '')) return refuse('userinfo-unsigned')

  const keys = await publishedKeys(configuration, world)
  const read = readSignedToken((await answer.text()).trim(), keys, { issuer, audience: settings.clientId })
  if (!read.ok) return read
  return read.value.sub === subject ? read : refuse('answer-forged')
}

/** Where a provider sends people back to: each address is declared to it. */
function returnPathOf({ name }: ProviderConfiguration, errand: Errand = 'sign-in'): string {
  return errand === 'vote' ? `/scrutins/retour/${name}` : `/connexion/retour/${name}`
}

function endSession(
  configuration: oidc.Configuration,
  back: string,
  idToken: string,
  state: string,
): string | undefined {
  if (!configuration.serverMetadata().end_session_endpoint) return undefined
  return oidc.buildEndSessionUrl(configuration, { id_token_hint: idToken, post_logout_redirect_uri: back, state }).href
}

const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout'
const NOTICE_LIVES_S = 300

async function readLogout(
  configuration: oidc.Configuration,
  settings: ProviderConfiguration,
  world: ProviderWorld,
  token: string,
): Promise<Result<ProviderLogout, 'answer-forged'>> {
  const { issuer } = configuration.serverMetadata()
  const keys = await publishedKeys(configuration, world)
  const read = readSignedToken(token, keys, { issuer, audience: settings.clientId })
  if (!read.ok) return read

  const { sub, sid, jti, iat, exp, nonce, events } = read.value
  const now = world.now().getTime() / 1_000
  const isFresh =
    typeof iat === 'number' && Math.abs(now - iat) < NOTICE_LIVES_S && (typeof exp !== 'number' || exp > now - 60)
  const isLogout = typeof events === 'object' && events !== null && LOGOUT_EVENT in events
  const isAboutSomebody = typeof sub === 'string' || typeof sid === 'string'
  // A nonce is that of an identity token: one must never pass for a notice.
  if (!isFresh || !isLogout || !isAboutSomebody || nonce !== undefined || typeof jti !== 'string')
    return refuse('answer-forged')
  const told = (value: unknown) => (typeof value === 'string' ? value : undefined)
  return done({ issuer, subject: told(sub), providerSession: told(sid), noticeId: jti })
}

async function publishedKeys(configuration: oidc.Configuration, world: ProviderWorld): Promise<readonly unknown[]> {
  const place = configuration.serverMetadata().jwks_uri
  if (!place) return []
  const signal = AbortSignal.timeout(PATIENCE_S * 1_000)
  try {
    const options = { method: 'GET', headers: {}, body: undefined, redirect: 'manual', signal } as const
    const answer = await (world.fetch ? world.fetch(place, options) : fetch(place, { redirect: 'manual', signal }))
    const { keys } = (await answer.json()) as { readonly keys?: readonly unknown[] }
    return keys ?? []
  } catch (cause) {
    throw new TypeError('the keys of the provider cannot be read', { cause })
  }
}
