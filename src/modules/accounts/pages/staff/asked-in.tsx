import { Hono, type Context as HonoContext, type MiddlewareHandler } from 'hono'
import type { Child } from 'hono/jsx'
import { browserSecret, formKeys } from '#platform/sessions'
import { ButtonLink } from '#ui/action'
import { EMPTY_FORM, type FormState } from '#ui/form'
import { PageHeader, Section } from '#ui/heading'
import { Page } from '#ui/page'
import * as store from '../../store/index.ts'
import { browserHashOf } from '../../subjects.ts'
import { TRAIL } from '../sign-in-page.tsx'
import { ProviderForm } from './agents-page.tsx'
import { NewPasskeyForm, RecoveryCodes } from './enrol-parts.tsx'
import { enrolRoutes } from './enrol-routes.tsx'
import { agentProviders, type StaffParts } from './parts.ts'
import { ENROL_SENTENCES } from './sentences.ts'

const BASE = '/connexion/enrolement'

/** `/connexion/enrolement`: a first strong way in, for the browser that gave a right code. */
export function askedInPages(parts: StaffParts): Hono {
  const { context, frame, options } = parts
  const app = new Hono()
  const guard: MiddlewareHandler = (c, next) => {
    c.header('Cache-Control', 'no-store')
    return next()
  }

  app.get(BASE, guard, async (c) => {
    const enrolment = await enrolmentOf(c)
    return enrolment ? c.html(page(c, enrolment, EMPTY_FORM)) : over(c)
  })
  enrolRoutes(app, parts, {
    base: BASE,
    guard,
    after: '/mon-espace/securite',
    whoOf: async (c) => {
      const enrolment = await enrolmentOf(c)
      return (
        enrolment && {
          enroller: { kind: 'asked-in' },
          personId: enrolment.personId,
          displayName: enrolment.displayName,
        }
      )
    },
    page: async (c, state) => {
      const enrolment = await enrolmentOf(c)
      return enrolment ? c.html(page(c, enrolment, state), 422) : over(c)
    },
    over: async (c) => over(c),
    authenticatorPage: (c, form, status) =>
      c.html(
        framed(
          'Relier une application de codes',
          'Elle montre un code qui change toutes les trente secondes.',
          form as Child,
        ),
        status,
      ),
    codesPage: (c, codes) =>
      c.html(
        framed(
          'Vos codes de secours',
          'L’application est reliée, et vous êtes connecté.',
          <RecoveryCodes codes={codes}>
            <p>
              <ButtonLink href="/mon-espace/securite">Je les ai gardés</ButtonLink>
            </p>
          </RecoveryCodes>,
        ),
      ),
  })
  return app

  function enrolmentOf(c: HonoContext): Promise<store.Enrolment | undefined> {
    return store.findEnrolment(context.db, browserHashOf(browserSecret(c, context)), context.now())
  }

  function over(c: HonoContext) {
    return c.html(
      framed(
        'Cette page n’attend personne',
        ENROL_SENTENCES['enrolment-over'],
        <p>
          <ButtonLink href="/connexion/invitation">J’ai un code d’invitation</ButtonLink>
        </p>,
      ),
      403,
    )
  }

  function page(c: HonoContext, enrolment: store.Enrolment, state: FormState) {
    const providers = agentProviders(options)
    return (
      <Page
        site={frame}
        title="Votre moyen d’entrer"
        description="Ajouter un moyen sûr d’entrer."
        scripts={['passkey']}
        unlisted
        trail={TRAIL}
      >
        <PageHeader
          title="Votre moyen d’entrer"
          lead={`Bienvenue, ${enrolment.displayName}. Choisissez comment vous entrerez : vous pourrez en ajouter d’autres ensuite.`}
        />
        <Section
          id="cle"
          title="Une clé d’accès"
          lead="Le plus simple et le plus sûr : un doigt, un visage ou le code de l’appareil."
        >
          <NewPasskeyForm base={BASE} keys={formKeys(c, context)} state={state} />
        </Section>
        <Section id="application" title="Une application de codes" lead="Sur un téléphone ; marche sans JavaScript.">
          <p>
            <ButtonLink href={`${BASE}/application`} weight="quiet">
              Relier une application de codes
            </ButtonLink>
          </p>
        </Section>
        {providers.length > 0 && !enrolment.makesAdministrator && (
          <Section id="fournisseurs" title="Votre compte de travail">
            {providers.map((provider) => (
              <ProviderForm provider={provider} keys={formKeys(c, context)} keep={{ usage: 'relier' }} verb="Relier" />
            ))}
          </Section>
        )}
      </Page>
    )
  }

  function framed(title: string, lead: string, child: Child) {
    return (
      <Page site={frame} title={title} description={title} unlisted trail={TRAIL}>
        <PageHeader title={title} lead={lead} />
        {child}
      </Page>
    )
  }
}
