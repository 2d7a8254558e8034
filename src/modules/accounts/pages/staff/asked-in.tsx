import { Hono, type Context as HonoContext, type MiddlewareHandler } from 'hono'
import type { IdentityProvider } from '#platform/identity'
import { browserSecret, formKeys } from '#platform/sessions'
import { ButtonLink } from '#ui/action'
import type { FormState, HiddenKeys } from '#ui/form'
import { Section } from '#ui/heading'
import type { SiteFrame } from '#ui/page'
import * as store from '../../store/index.ts'
import { browserHashOf } from '../../subjects.ts'
import { EMPTY_FORM } from '../form-states.ts'
import { ProviderForm } from './agents-page.tsx'
import { NewPasskeyForm } from './enrol-parts.tsx'
import { enrolRoutes } from './enrol-routes.tsx'
import { Framed } from './framed.tsx'
import { agentProviders, type StaffParts } from './parts.ts'
import { ENROL_SENTENCES } from './sentences.ts'

const BASE = '/connexion/enrolement'

const neverKept: MiddlewareHandler = (c, next) => {
  c.header('Cache-Control', 'no-store')
  return next()
}

/** `/connexion/enrolement`: a first strong way in, for the browser that gave a right code. */
export function askedInPages(parts: StaffParts): Hono {
  const { context } = parts
  const app = new Hono()
  const enrolmentOf = (c: HonoContext) =>
    store.findEnrolment(context.db, browserHashOf(browserSecret(c, context)), context.now())
  const page = async (c: HonoContext, state: FormState, status: 200 | 422) => {
    const enrolment = await enrolmentOf(c)
    return enrolment ? c.html(enrolmentPage(c, parts, enrolment, state), status) : over(c)
  }
  const over = (c: HonoContext) =>
    c.html(
      <Framed site={parts.frame} title="Cette page n’attend personne" lead={ENROL_SENTENCES['enrolment-over']}>
        <p>
          <ButtonLink href="/connexion/invitation">J’ai un code d’invitation</ButtonLink>
        </p>
      </Framed>,
      403,
    )

  app.get(BASE, neverKept, (c) => page(c, EMPTY_FORM, 200))
  enrolRoutes(app, parts, {
    base: BASE,
    guard: neverKept,
    after: '/mon-espace/securite',
    whoOf: async (c) => {
      const enrolment = await enrolmentOf(c)
      const { personId = '', displayName = '' } = enrolment ?? {}
      return enrolment && { enroller: { kind: 'asked-in' }, personId, displayName }
    },
    page: (c, state) => page(c, state, 422),
    over: async (c) => over(c),
  })
  return app
}

function enrolmentPage(c: HonoContext, parts: StaffParts, enrolment: store.Enrolment, state: FormState) {
  return (
    <EnrolmentPage
      site={parts.frame}
      name={enrolment.displayName}
      state={state}
      drawKeys={() => formKeys(c, parts.context)}
      // The first administrator must be able to enter while no provider answers.
      providers={enrolment.makesAdministrator ? [] : agentProviders(parts.options)}
    />
  )
}

function EnrolmentPage(props: {
  readonly site: SiteFrame
  readonly name: string
  readonly state: FormState
  readonly drawKeys: () => HiddenKeys
  readonly providers: readonly IdentityProvider[]
}) {
  const { drawKeys, providers } = props
  return (
    <Framed
      site={props.site}
      title="Votre moyen d’entrer"
      lead={`Bienvenue, ${props.name}. Choisissez comment vous entrerez : vous pourrez en ajouter d’autres ensuite.`}
      scripts={['passkey']}
    >
      <Section
        id="cle"
        title="Une clé d’accès"
        lead="Le plus simple et le plus sûr : un doigt, un visage ou le code de l’appareil."
      >
        <NewPasskeyForm base={BASE} keys={drawKeys()} state={props.state} />
      </Section>
      <Section id="application" title="Une application de codes" lead="Sur un téléphone ; marche sans JavaScript.">
        <p>
          <ButtonLink href={`${BASE}/application`} weight="quiet">
            Relier une application de codes
          </ButtonLink>
        </p>
      </Section>
      {providers.length > 0 && (
        <Section id="fournisseurs" title="Votre compte de travail">
          {providers.map((provider) => (
            <ProviderForm provider={provider} keys={drawKeys()} keep={{ usage: 'relier' }} verb="Relier" />
          ))}
        </Section>
      )}
    </Framed>
  )
}
