import { createPrivateKey, createSign } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openProvider, type ProviderWorld } from './provider.ts'
import { startTestProvider, type TestProvider, walkThrough } from './testing/index.ts'
import type { SignInRequest } from './types.ts'

const SITE = 'http://localhost:9'
const REQUEST: SignInRequest = {
  state: 'state-of-one-attempt',
  nonce: 'nonce-of-one-attempt',
  verifier: 'verifier-of-one-attempt-that-is-long-enough-for-pkce',
}

let there: TestProvider
beforeEach(async () => {
  there = await startTestProvider(SITE, 'proconnect')
})
afterEach(() => there.stop())

function opened(world: Partial<ProviderWorld> = {}, told: Partial<Parameters<typeof openProvider>[0]> = {}) {
  const { issuer, clientId, clientSecret } = there
  return openProvider(
    {
      name: 'proconnect',
      label: 'ProConnect',
      issuer,
      clientId,
      clientSecret,
      acr: 'eidas1',
      hasSignedUserinfo: true,
      ...told,
    },
    { url: SITE, now: () => new Date(), ...world },
  )
}

type Tampering = (url: string, answer: Response) => Promise<Response> | Response

/** The network, where one answer is changed on its way. */
function tampering(change: Tampering): NonNullable<ProviderWorld['fetch']> {
  return async (url, options) => change(url, await fetch(url, options as RequestInit))
}

async function signIn(provider = opened(), request = REQUEST) {
  const started = await provider.start(REQUEST)
  if (!started.ok) return started
  return provider.finish(await walkThrough(started.value), request)
}

test('who signed in at the provider is known by its signed answers', async () => {
  Object.assign(there.next, { siret: '22620001200012' })
  const identified = await signIn()
  expect(identified).toMatchObject({
    ok: true,
    value: { issuer: there.issuer, subject: 'camille', claims: { given_name: 'Camille', siret: '22620001200012' } },
  })
})

test('the address asks for PKCE, the nonce, the state and the level', async () => {
  const started = await opened().start(REQUEST)
  const asked = new URL(started.ok ? started.value : '').searchParams
  expect(Object.fromEntries(asked)).toMatchObject({
    code_challenge_method: 'S256',
    state: REQUEST.state,
    nonce: REQUEST.nonce,
    acr_values: 'eidas1',
    response_type: 'code',
    redirect_uri: `${SITE}/connexion/retour/proconnect`,
  })
})

test.each([
  ['another nonce', { ...REQUEST, nonce: 'another' }, 'answer-forged'],
  ['another state', { ...REQUEST, state: 'another' }, 'answer-forged'],
  ['another PKCE verifier', { ...REQUEST, verifier: 'x'.repeat(50) }, 'answer-expired'],
])('an answer that comes back to %s is refused', async (_, request, refusal) => {
  expect(await signIn(opened(), request)).toEqual({ ok: false, refusal })
})

test('an answer replayed is refused by the provider itself', async () => {
  const provider = opened()
  const started = await provider.start(REQUEST)
  const back = await walkThrough(started.ok ? started.value : '')
  expect((await provider.finish(back, REQUEST)).ok).toBe(true)
  expect(await provider.finish(back, REQUEST)).toEqual({ ok: false, refusal: 'answer-expired' })
})

test('an answer that names another issuer is refused', async () => {
  const provider = opened()
  const started = await provider.start(REQUEST)
  const back = new URL(await walkThrough(started.ok ? started.value : ''))
  back.searchParams.set('iss', 'https://elsewhere.example')
  expect(await provider.finish(back.href, REQUEST)).toEqual({ ok: false, refusal: 'answer-forged' })
})

test('a provider that says it is another is not spoken to', async () => {
  const forged = tampering(async (url, answer) => {
    if (!url.endsWith('openid-configuration')) return answer
    return Response.json({ ...((await answer.json()) as object), issuer: 'https://elsewhere.example' })
  })
  expect(await signIn(opened({ fetch: forged }))).toEqual({ ok: false, refusal: 'provider-unreachable' })
})

test('user information that is not signed is refused', async () => {
  const unsigned = tampering((url, answer) =>
    url.endsWith('/me') ? Response.json({ sub: 'camille', siret: '1' }) : answer,
  )
  expect(await signIn(opened({ fetch: unsigned }))).toEqual({ ok: false, refusal: 'userinfo-unsigned' })
})

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

test.each<[string, (token: string) => string]>([
  ['altered', (token) => token.replace(/\.[^.]+\./, `.${encoded({ ...payload(token), siret: '0' })}.`)],
  ['signed by nobody', (token) => `${encoded({ alg: 'none' })}.${token.split('.')[1]}.`],
  [
    'signed with what the client knows',
    (token) => `${encoded({ alg: 'HS256' })}.${token.split('.').slice(1).join('.')}`,
  ],
  ['signed for another client', (token) => resigned({ ...payload(token), aud: 'another' })],
  ['signed by another issuer', (token) => resigned({ ...payload(token), iss: 'https://elsewhere.example' })],
  ['about somebody else', (token) => resigned({ ...payload(token), sub: 'somebody-else' })],
])('user information %s is refused', async (_, change) => {
  const altered = tampering(async (url, answer) => {
    if (!url.endsWith('/me')) return answer
    return new Response(change(await answer.text()), { headers: { 'Content-Type': 'application/jwt' } })
  })
  expect(await signIn(opened({ fetch: altered }))).toEqual({ ok: false, refusal: 'answer-forged' })
})

function payload(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>
}

function resigned(claims: Record<string, unknown>): string {
  const text = `${encoded({ alg: 'RS256', kid: 'test' })}.${encoded(claims)}`
  const key = createPrivateKey({ key: there.signingKey, format: 'jwk' })
  return `${text}.${createSign('sha256').update(text).sign(key).toString('base64url')}`
}

test('an identity token altered on its way is refused', async () => {
  const altered = tampering(async (url, answer) => {
    if (!url.endsWith('/token')) return answer
    const body = (await answer.json()) as { readonly id_token: string }
    const [head, , signature] = body.id_token.split('.')
    const claims = encoded({ ...payload(body.id_token), sub: 'somebody-else' })
    return Response.json({ ...body, id_token: `${head}.${claims}.${signature}` })
  })
  expect(await signIn(opened({ fetch: altered }))).toEqual({ ok: false, refusal: 'answer-forged' })
})

test('who says no over there is told apart', async () => {
  there.next.refuses = true
  expect(await signIn()).toEqual({ ok: false, refusal: 'refused-there' })
})

test('less assurance than was asked is refused', async () => {
  expect(await signIn(opened({}, { acr: 'eidas2' }))).toEqual({ ok: false, refusal: 'level-too-low' })
})

test('a provider that is down is said to be so, and used again when it is back', async () => {
  let isDown = true
  const provider = opened({
    fetch: (url, options) => (isDown ? Promise.reject(new TypeError('down')) : fetch(url, options as RequestInit)),
  })
  expect(await provider.start(REQUEST)).toEqual({ ok: false, refusal: 'provider-unreachable' })
  isDown = false
  expect((await provider.start(REQUEST)).ok).toBe(true)
})

test('a session ends at the provider too, by its identity token', async () => {
  const provider = opened()
  const identified = await signIn(provider)
  const address = await provider.endSessionAddress(identified.ok ? identified.value.idToken : '', 'state')
  expect(new URL(address ?? '').searchParams.get('id_token_hint')).toBe(identified.ok && identified.value.idToken)
})

const NOTICE = () => ({
  iss: there.issuer,
  aud: there.clientId,
  iat: Math.floor(Date.now() / 1_000),
  jti: 'notice-1',
  sub: 'camille',
  events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
})

test('a notice that a session is over is read when the provider signed it', async () => {
  expect(await opened().readLogout(resigned(NOTICE()))).toMatchObject({
    ok: true,
    value: { subject: 'camille', noticeId: 'notice-1' },
  })
})

test.each<[string, Record<string, unknown>]>([
  ['is an identity token', { nonce: 'n' }],
  ['is not about a logout', { events: {} }],
  ['is about nobody', { sub: undefined }],
  ['is old', { iat: 1 }],
  ['is for another client', { aud: 'another' }],
  ['comes from another issuer', { iss: 'https://elsewhere.example' }],
])('a notice that %s is refused', async (_, change) => {
  expect(await opened().readLogout(resigned({ ...NOTICE(), ...change }))).toEqual({
    ok: false,
    refusal: 'answer-forged',
  })
})

test('what could not come from the provider is refused without a word to it', async () => {
  let asked = 0
  const provider = opened({
    fetch: tampering((_, answer) => {
      asked += 1
      return answer
    }),
  })
  const refused = { ok: false, refusal: 'answer-forged' }
  const good = resigned(NOTICE())
  const [head = '', body = '', signature = ''] = good.split('.')
  const hostile = [
    '',
    'x',
    'a.b.c',
    `${head}.${body}`,
    `${head}.${body}.`,
    `${good}.${signature}`,
    `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.${signature}`,
    `${good}${'A'.repeat(20_000)}`,
    resigned({ ...NOTICE(), aud: 'another' }),
    resigned({ ...NOTICE(), aud: ['another'] }),
    resigned({ ...NOTICE(), aud: undefined }),
    resigned({ ...NOTICE(), iss: 'https://elsewhere.example' }),
    resigned({ ...NOTICE(), iss: 7 }),
  ]
  for (const token of hostile) expect(await provider.readLogout(token), token.slice(0, 60)).toEqual(refused)
  expect(asked).toBe(0)
  expect(await provider.readLogout(resigned({ ...NOTICE(), aud: ['another', there.clientId] }))).toMatchObject({
    ok: true,
  })
  expect(asked).toBeGreaterThan(0)
})
