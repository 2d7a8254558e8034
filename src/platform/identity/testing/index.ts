import { generateKeyPairSync } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

/** Who signs in at the provider next, and how: changed by a test as it goes. */
export type NextPerson = {
  sub: string
  given_name: string
  family_name: string
  siret?: string
  /** As FranceConnect writes it: « 1980-00-00 » for some who were born abroad. */
  birthdate?: string
  acr: string
  /** They, or their administrator, say no. */
  refuses?: boolean
}

/** An OpenID Connect provider on this machine: real keys, real checks, nobody to click. */
export type TestProvider = {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly next: NextPerson
  /** The private key its tokens are signed with, as a JWK: to sign what it would sign. */
  readonly signingKey: Readonly<Record<string, unknown>>
  stop(): Promise<void>
}

// What either provider may tell of a person.
const TOLD = {
  scopes: ['openid', 'profile', 'given_name', 'family_name', 'usual_name', 'preferred_username', 'siret', 'birthdate'],
  claims: {
    acr: null,
    openid: ['sub', 'acr'],
    profile: ['given_name', 'family_name'],
    given_name: ['given_name'],
    family_name: ['family_name'],
    usual_name: ['usual_name'],
    siret: ['siret'],
    birthdate: ['birthdate'],
  },
}

/**
 * @param site  public address of the site it serves, without a final slash
 * @param name  which of our providers it plays
 */
export async function startTestProvider(site: string, name: string, port = 0): Promise<TestProvider> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`
  const next: NextPerson = { sub: 'camille', given_name: 'Camille', family_name: 'Durand', acr: 'eidas1' }
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
  const signingKey = { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'test' }
  const clientId = 'filigrane'
  const clientSecret = 'a secret of tests, long enough'
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [`${site}/connexion/retour/${name}`, `${site}/scrutins/retour/${name}`],
        post_logout_redirect_uris: [`${site}/connexion`, `${site}/scrutins/retour/${name}/fin`],
        token_endpoint_auth_method: 'client_secret_post',
        userinfo_signed_response_alg: 'RS256',
      },
    ],
    jwks: { keys: [signingKey] },
    acrValues: ['eidas1', 'eidas2'],
    ...TOLD,
    features: { userinfo: { enabled: true }, jwtUserinfo: { enabled: true }, devInteractions: { enabled: false } },
    pkce: { required: () => true },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => ({
        sub,
        given_name: next.given_name,
        family_name: next.family_name,
        usual_name: next.family_name,
        ...(next.siret !== undefined && { siret: next.siret }),
        ...(next.birthdate !== undefined && { birthdate: next.birthdate }),
      }),
    }),
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    cookies: { keys: ['keys of tests'] },
    ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, Interaction: 600, Session: 600, Grant: 600 },
  })
  const handle = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void handle(request, response)
    answerFor(provider, next, request, response).catch((error: unknown) => {
      response.statusCode = 500
      response.end(String(error))
    })
  })
  return { issuer, clientId, clientSecret, next, signingKey, stop: () => stopped(server) }
}

async function answerFor(
  provider: Provider,
  next: NextPerson,
  request: Parameters<Provider['interactionDetails']>[0],
  response: Parameters<Provider['interactionDetails']>[1],
): Promise<void> {
  if (next.refuses) {
    await provider.interactionFinished(request, response, { error: 'access_denied' })
    return
  }
  const { params } = await provider.interactionDetails(request, response)
  const grant = new provider.Grant({ accountId: next.sub, clientId: String(params.client_id) })
  grant.addOIDCScope(String(params.scope))
  const login = { accountId: next.sub, acr: next.acr, remember: false }
  await provider.interactionFinished(request, response, { login, consent: { grantId: await grant.save() } })
}

function stopped(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((done) => server.close(() => done()))
}

/**
 * Walks through the provider as a browser does: follows its redirections with its cookies.
 *
 * @param address  the authorization address our site gave
 * @returns        the address of our site the browser is sent back to
 */
export async function walkThrough(address: string): Promise<string> {
  const { origin } = new URL(address)
  const cookies = new Map<string, string>()
  let place = address
  for (let steps = 0; steps < 10; steps += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(place, { redirect: 'manual', headers: { cookie } })
    for (const each of answer.headers.getSetCookie()) {
      const [pair = ''] = each.split(';')
      const [name = '', ...value] = pair.split('=')
      cookies.set(name, value.join('='))
    }
    const to = answer.headers.get('Location')
    if (to === null) throw new Error(`the provider stopped at ${place}: ${answer.status} ${await answer.text()}`)
    place = new URL(to, place).href
    if (new URL(place).origin !== origin) return place
  }
  throw new Error('the provider turns in circles')
}
