import { Hono, type Context as HonoContext } from 'hono'
import { networkOf, visitorAddress } from '#platform/http'
import type { IdentityProvider } from '#platform/identity'
import { browserSecret, readForm, sentFields, visitorOf } from '#platform/sessions'
import {
  arriveFromProvider,
  comeBack,
  type Departure,
  leaveForProvider,
  obeyLogout,
  openConfirmation,
  providerRefused,
} from '../../commands/index.ts'
import type { Attempt } from '../../identity/index.ts'
import { returnPath } from '../../return-path.ts'
import { deviceOf } from '../../sessions.ts'
import * as store from '../../store/index.ts'
import { browserHashOf } from '../../subjects.ts'
import { enter, seeOther, suiteOf } from '../entering.ts'
import { heldSession, visitOf } from '../visit.ts'
import { providersOf, type StaffParts, visiting } from './parts.ts'
import { departurePage, leavingPage, refusedPage, withSuite } from './providers-page.tsx'
import { ARRIVAL_SENTENCES, ATTEMPT_SENTENCES, ENROL_SENTENCES, IDENTITY_SENTENCES } from './sentences.ts'

/** To an identity provider and back. */
export function providerPages(parts: StaffParts): Hono {
  const app = new Hono()
  const named = (c: HonoContext) =>
    providersOf(parts.options).find((provider) => provider.name === c.req.param('provider'))

  app.get('/connexion/par/:provider', (c) => {
    const provider = named(c)
    return provider ? departurePage(c, parts, provider, suiteOf(c.req.query('suite'))) : c.notFound()
  })
  app.post('/connexion/par/:provider', (c) => {
    const provider = named(c)
    return provider ? leave(c, parts, provider) : c.notFound()
  })
  app.get('/connexion/retour/:provider', (c) => {
    const provider = named(c)
    return provider ? arrive(c, parts, provider) : c.notFound()
  })
  // Sent by the provider itself, with no cookie: what it says is believed by its signature.
  app.post('/connexion/fin/:provider', async (c) => {
    const provider = named(c)
    if (!provider) return c.notFound()
    const { fields } = await sentFields(c)
    const logout = await provider.readLogout(fields.logout_token ?? '')
    c.header('Cache-Control', 'no-store')
    if (!logout.ok) return c.json({ error: 'invalid_request' }, logout.refusal === 'provider-unreachable' ? 503 : 400)
    await obeyLogout(visiting(parts), provider.name, logout.value)
    return c.body(null, 200)
  })
  return app
}

async function leave(c: HonoContext, parts: StaffParts, provider: IdentityProvider): Promise<Response> {
  const { context, options } = parts
  const form = await readForm(c, context)
  const { fields } = form.ok ? form.value : await sentFields(c)
  const suite = suiteOf(fields.suite)
  if (!form.ok) return departurePage(c, parts, provider, suite, 422)

  const departure = await departureOf(c, parts, provider, fields)
  if (!departure) return refusedPage(c, parts, ENROL_SENTENCES['enrolment-over'], 403)
  const left = await leaveForProvider(visiting(parts), visitOf(c, context, options, form.value), departure)
  if (!left.ok) return departurePage(c, parts, provider, suite, 422)
  const started = await provider.start(left.value)
  if (!started.ok) return refusedPage(c, parts, IDENTITY_SENTENCES[started.refusal], 503)
  return leavingPage(c, parts, provider, started.value)
}

/** Why they leave; undefined when they may not for that. */
async function departureOf(
  c: HonoContext,
  { context }: StaffParts,
  { name: provider }: IdentityProvider,
  fields: Readonly<Record<string, string>>,
): Promise<Departure | undefined> {
  const browser = browserSecret(c, context)
  const path = returnPath(suiteOf(fields.suite))
  if (fields.confirmation !== undefined) {
    const confirmation = openConfirmation(context, browser, fields.confirmation)
    if (confirmation?.provider !== provider) return undefined
    return { provider, purpose: 'confirm', personId: confirmation.personId, returnPath: path }
  }
  if (fields.usage !== 'relier') return { provider, purpose: 'sign-in', personId: undefined, returnPath: path }

  const visitor = await visitorOf(c)
  const enrolment = visitor ? undefined : await store.findEnrolment(context.db, browserHashOf(browser), context.now())
  const personId = visitor?.personId ?? enrolment?.personId
  return personId === undefined
    ? undefined
    : { provider, purpose: 'enrol', personId, returnPath: '/mon-espace/securite' }
}

async function arrive(c: HonoContext, parts: StaffParts, provider: IdentityProvider): Promise<Response> {
  const { context, options } = parts
  c.header('Cache-Control', 'no-store')
  const browser = browserSecret(c, context)
  const state = c.req.query('state') ?? ''
  const back = await comeBack(visiting(parts), { state, provider: provider.name, browser })
  if (!back.ok) return refusedPage(c, parts, ATTEMPT_SENTENCES[back.refusal], 400)

  const { attempt, request } = back.value
  const { search } = new URL(c.req.url)
  const identified = await provider.finish(`${options.url}${c.req.path}${search}`, request)
  if (identified.ok) return enterIdentified(c, parts, attempt, identified.value)

  const { refusal } = identified
  if (refusal === 'refused-there' && attempt.purpose === 'confirm') await providerRefused(visiting(parts), attempt)
  return refusedPage(c, parts, IDENTITY_SENTENCES[refusal], refusal === 'provider-unreachable' ? 503 : 403)
}

async function enterIdentified(
  c: HonoContext,
  parts: StaffParts,
  attempt: Attempt,
  identified: Parameters<typeof arriveFromProvider>[3],
): Promise<Response> {
  const { context, options } = parts
  const visitor = await visitorOf(c)
  const visit = {
    browser: browserSecret(c, context),
    network: networkOf(visitorAddress(c, options.proxies)),
    device: deviceOf(c.req.header('User-Agent')),
    replaces: heldSession(c),
  }
  const arrived = await arriveFromProvider(visiting(parts), visit, attempt, identified, {
    agentSirets: options.identity?.agentSirets ?? [],
    enroller: visitor ? { kind: 'signed-in', visitor } : { kind: 'asked-in' },
  })
  if (!arrived.ok) return refusedPage(c, parts, ARRIVAL_SENTENCES[arrived.refusal], 403)
  const { value } = arrived
  if (value.kind === 'first-visit') return seeOther(c, withSuite('/connexion/premiere-visite', attempt.returnPath))
  if (value.kind === 'signed-in') enter(c, value.secret)
  return seeOther(c, attempt.returnPath)
}
