import { Hono, type Context as HonoContext } from 'hono'
import { visitorAddress } from '#platform/http'
import type { IdentityProvider } from '#platform/identity'
import { browserSecret, formKeys, readForm, sentFields, visitorOf } from '#platform/sessions'
import { ButtonLink } from '#ui/action'
import { PageHeader } from '#ui/heading'
import { Page } from '#ui/page'
import {
  arriveFromProvider,
  comeBack,
  type Departure,
  leaveForProvider,
  obeyLogout,
  openConfirmation,
  providerRefused,
} from '../../commands/index.ts'
import { returnPath } from '../../return-path.ts'
import { deviceOf } from '../../sessions.ts'
import * as store from '../../store/index.ts'
import { browserHashOf, networkOf } from '../../subjects.ts'
import { enter, seeOther, suiteOf } from '../entering.ts'
import { kept, TRAIL } from '../sign-in-page.tsx'
import { visitOf } from '../visit.ts'
import { ProviderForm } from './agents-page.tsx'
import { providersOf, type StaffParts, visiting } from './parts.ts'
import { ARRIVAL_SENTENCES, ATTEMPT_SENTENCES, ENROL_SENTENCES, IDENTITY_SENTENCES } from './sentences.ts'

/** To an identity provider and back. */
export function providerPages(parts: StaffParts): Hono {
  const { context, frame, options } = parts
  const app = new Hono()

  app.get('/connexion/par/:provider', (c) => {
    const provider = providerNamed(c.req.param('provider'))
    return provider ? c.html(departurePage(c, provider, suiteOf(c.req.query('suite')))) : c.notFound()
  })

  app.post('/connexion/par/:provider', async (c) => {
    const provider = providerNamed(c.req.param('provider'))
    if (!provider) return c.notFound()
    const form = await readForm(c, context)
    const { fields } = form.ok ? form.value : await sentFields(c)
    const suite = suiteOf(fields.suite)
    if (!form.ok) return c.html(departurePage(c, provider, suite), 422)

    const departure = await departureOf(c, provider, fields, suite)
    if (!departure) return refusedPage(c, ENROL_SENTENCES['enrolment-over'], 403)
    const left = await leaveForProvider(visiting(parts), visitOf(c, context, options, form.value), departure)
    if (!left.ok) return c.html(departurePage(c, provider, suite), 422)
    const started = await provider.start(left.value)
    if (!started.ok) return refusedPage(c, IDENTITY_SENTENCES[started.refusal], 503)
    return leavingPage(c, provider, started.value)
  })

  app.get('/connexion/retour/:provider', async (c) => {
    const provider = providerNamed(c.req.param('provider'))
    if (!provider) return c.notFound()
    c.header('Cache-Control', 'no-store')
    const browser = browserSecret(c, context)
    const state = c.req.query('state') ?? ''
    const back = await comeBack(visiting(parts), { state, provider: provider.name, browser })
    if (!back.ok) return refusedPage(c, ATTEMPT_SENTENCES[back.refusal], 400)

    const { attempt, request } = back.value
    const { search } = new URL(c.req.url)
    const identified = await provider.finish(`${options.url}${c.req.path}${search}`, request)
    if (!identified.ok) {
      const { refusal } = identified
      if (refusal === 'refused-there' && attempt.purpose === 'confirm') await providerRefused(visiting(parts), attempt)
      return refusedPage(c, IDENTITY_SENTENCES[refusal], refusal === 'provider-unreachable' ? 503 : 403)
    }

    const visitor = await visitorOf(c)
    const visit = {
      browser,
      network: networkOf(visitorAddress(c, options.proxies)),
      device: deviceOf(c.req.header('User-Agent')),
    }
    const arrived = await arriveFromProvider(visiting(parts), visit, attempt, identified.value, {
      agentSirets: options.identity?.agentSirets ?? [],
      enroller: visitor ? { kind: 'signed-in', visitor } : { kind: 'asked-in' },
      replaces: visitor?.sessionId,
    })
    if (!arrived.ok) return refusedPage(c, ARRIVAL_SENTENCES[arrived.refusal], 403)
    if (arrived.value.kind === 'first-visit')
      return seeOther(c, withSuite('/connexion/premiere-visite', attempt.returnPath))
    if (arrived.value.kind === 'signed-in') enter(c, arrived.value.secret)
    return seeOther(c, attempt.returnPath)
  })

  // Sent by the provider itself, with no cookie: what it says is believed by its signature.
  app.post('/connexion/fin/:provider', async (c) => {
    const provider = providerNamed(c.req.param('provider'))
    if (!provider) return c.notFound()
    const { fields } = await sentFields(c)
    const logout = await provider.readLogout(fields.logout_token ?? '')
    c.header('Cache-Control', 'no-store')
    if (!logout.ok) return c.json({ error: 'invalid_request' }, logout.refusal === 'provider-unreachable' ? 503 : 400)
    await obeyLogout(visiting(parts), provider.name, logout.value)
    return c.body(null, 200)
  })
  return app

  function providerNamed(name: string): IdentityProvider | undefined {
    return providersOf(options).find((provider) => provider.name === name)
  }

  /** Why they leave; undefined when they may not for that. */
  async function departureOf(
    c: HonoContext,
    { name: provider }: IdentityProvider,
    fields: Readonly<Record<string, string>>,
    suite: string | undefined,
  ): Promise<Departure | undefined> {
    const browser = browserSecret(c, context)
    const path = returnPath(suite)
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

  function departurePage(c: HonoContext, provider: IdentityProvider, suite: string | undefined) {
    const title = `Entrer avec ${provider.label}`
    return (
      <Page site={frame} title={title} description={`Entrer avec ${provider.label}.`} unlisted trail={TRAIL}>
        <PageHeader
          title={title}
          lead={`Vous allez chez ${provider.label}, puis vous revenez ici. Nous n’apprenons que votre nom.`}
        />
        <ProviderForm provider={provider} keys={formKeys(c, context)} keep={kept(suite)} verb="Continuer vers" />
        <p>
          <a href={withSuite('/connexion', suite)}>Entrer autrement</a>
        </p>
      </Page>
    )
  }

  // Not a redirection: forms of this site may not lead to another one (form-action of the security policy), links may.
  function leavingPage(c: HonoContext, provider: IdentityProvider, address: string) {
    c.header('Cache-Control', 'no-store')
    c.header('Refresh', `0; url=${address}`)
    const title = `Vous allez chez ${provider.label}`
    return c.html(
      <Page site={frame} title={title} description={`Vers ${provider.label}.`} unlisted trail={TRAIL}>
        <PageHeader title={title} lead="Si rien ne se passe, appuyez sur ce bouton." />
        <p>
          <ButtonLink href={address}>Continuer vers {provider.label}</ButtonLink>
        </p>
      </Page>,
    )
  }

  function refusedPage(c: HonoContext, sentence: string, status: 400 | 403 | 503) {
    c.header('Cache-Control', 'no-store')
    return c.html(
      <Page
        site={frame}
        title="La connexion n’a pas pu se faire"
        description="La connexion a été refusée."
        unlisted
        trail={TRAIL}
      >
        <PageHeader title="La connexion n’a pas pu se faire" lead={sentence} />
        <p>
          <ButtonLink href="/connexion">Recommencer</ButtonLink>
        </p>
        <p>
          <a href="/connexion/agents">Connexion des agents</a>
        </p>
      </Page>,
      status,
    )
  }
}

export function withSuite(href: string, suite: string | undefined): string {
  return suite === undefined || suite === '/mon-espace' ? href : `${href}?suite=${encodeURIComponent(suite)}`
}
