import { Hono, type Context as HonoContext } from 'hono'
import type { Child } from 'hono/jsx'
import type { Result } from '#kernel/result'
import type { Context } from '#platform/context'
import type { Submission, SubmissionRefusal } from '#platform/database'
import { contextOf, formKeys, readForm, sentFields, signedIn, theVisitor, type Visitor } from '#platform/sessions'
import { ButtonLink } from '#ui/action'
import { EMPTY_FORM, type FormState } from '#ui/form'
import { PageHeader } from '#ui/heading'
import { Page } from '#ui/page'
import {
  removeAuthenticator,
  renamePasskey,
  renewRecoveryCodes,
  revokePasskey,
  unlinkIdentity,
} from '../../commands/index.ts'
import { decideChanging } from '../../identity/index.ts'
import { readName } from '../../person-fields.ts'
import * as store from '../../store/index.ts'
import { seeOther } from '../entering.ts'
import { faultOf, problemOf, staleState } from '../form-states.ts'
import { RecoveryCodes } from './enrol-parts.tsx'
import { enrolRoutes } from './enrol-routes.tsx'
import { agentProviders, houseOf, providersOf, type StaffParts } from './parts.ts'
import { PasskeyPage, SECURITY_TRAIL, SecurityPage } from './security-page.tsx'
import { WAYS_SENTENCES } from './sentences.ts'

const BASE = '/mon-espace/securite'

type Own = {
  readonly submission: Submission
  readonly visitor: Visitor
  readonly fields: Readonly<Record<string, string>>
}
type Act = (context: Context, own: Own) => Promise<Result<unknown, keyof typeof WAYS_SENTENCES | SubmissionRefusal>>

/** `/mon-espace/securite`: one's strong ways in. */
export function securityPages(parts: StaffParts): Hono {
  const { context, frame, options } = parts
  const { offered } = houseOf(options)
  const app = new Hono()

  app.get(BASE, signedIn(), async (c) => c.html(await page(c, EMPTY_FORM)))

  app.get(`${BASE}/cles/:id`, signedIn(), async (c) => {
    const visitor = await theVisitor(c)
    return passkeyPage(c, visitor, c.req.param('id'), EMPTY_FORM, 200)
  })
  app.post(`${BASE}/cles/:id`, signedIn(), async (c) => {
    const [visitor, form] = [await theVisitor(c), await readForm(c, context)]
    const { fields } = form.ok ? form.value : await sentFields(c)
    const id = c.req.param('id')
    if (!form.ok) return passkeyPage(c, visitor, id, staleState(fields, form.refusal), 422)
    const { submission } = form.value
    if (fields.geste === 'retirer') {
      const revoked = await revokePasskey(contextOf(context, visitor), submission, { id, visitor, offered })
      return revoked.ok
        ? seeOther(c, `${BASE}#cles`)
        : passkeyPage(c, visitor, id, refusedState(fields, revoked.refusal), 422)
    }
    const name = readName(fields['nom-cle'])
    const missing = faultOf(fields, 'nom-cle', WAYS_SENTENCES['name-missing'])
    if (name === undefined) return passkeyPage(c, visitor, id, missing, 422)
    const renamed = await renamePasskey(contextOf(context, visitor), submission, { id, name, visitor })
    return renamed.ok
      ? seeOther(c, `${BASE}#cles`)
      : passkeyPage(c, visitor, id, refusedState(fields, renamed.refusal), 422)
  })

  act(`${BASE}/application/retirer`, 'application', (acting, { submission, visitor }) =>
    removeAuthenticator(acting, submission, visitor, offered),
  )
  act(`${BASE}/fournisseur/retirer`, 'fournisseurs', async (acting, { submission, visitor, fields }) => {
    const provider = offered.find((name) => name === fields.fournisseur)
    return provider
      ? unlinkIdentity(acting, submission, { provider, visitor, offered })
      : { ok: false, refusal: 'identity-unknown' }
  })
  app.post(`${BASE}/codes`, signedIn(), async (c) => {
    const [visitor, form] = [await theVisitor(c), await readForm(c, context)]
    if (!form.ok) return c.html(await page(c, staleState({}, form.refusal)), 422)
    const renewed = await renewRecoveryCodes(contextOf(context, visitor), form.value.submission, visitor)
    if (!renewed.ok) return c.html(await page(c, refusedState({}, renewed.refusal)), 422)
    return codesPage(c, renewed.value)
  })

  enrolRoutes(app, parts, {
    base: BASE,
    guard: signedIn(),
    after: `${BASE}#cles`,
    whoOf: async (c) => {
      const visitor = await theVisitor(c)
      const { personId, displayName } = visitor
      const isFresh = decideChanging(visitor, context.now()).ok
      return isFresh ? { enroller: { kind: 'signed-in', visitor }, personId, displayName } : undefined
    },
    page: async (c, state) => c.html(await page(c, state), 422),
    over: async (c) => c.html(await page(c, problemOf({}, WAYS_SENTENCES['sign-in-too-old'])), 422),
    authenticatorPage: (c, form, status) =>
      c.html(
        framed(
          'Relier une application de codes',
          'Elle montre un code qui change toutes les trente secondes : un moyen d’entrer sans clé d’accès.',
          form as Child,
        ),
        status,
      ),
    codesPage,
  })
  return app

  function act(path: string, anchor: string, run: Act): void {
    app.post(path, signedIn(), async (c) => {
      const [visitor, form] = [await theVisitor(c), await readForm(c, context)]
      if (!form.ok) return c.html(await page(c, staleState({}, form.refusal)), 422)
      const { fields, submission } = form.value
      const result = await run(contextOf(context, visitor), { submission, visitor, fields })
      return result.ok ? seeOther(c, `${BASE}#${anchor}`) : c.html(await page(c, refusedState({}, result.refusal)), 422)
    })
  }

  function codesPage(c: HonoContext, codes: readonly string[]) {
    c.header('Cache-Control', 'no-store')
    return c.html(
      framed(
        'Vos codes de secours',
        'L’application est reliée. Voici de quoi entrer si vous la perdez.',
        <RecoveryCodes codes={codes}>
          <p>
            <ButtonLink href={BASE}>Je les ai gardés</ButtonLink>
          </p>
        </RecoveryCodes>,
      ),
    )
  }

  function framed(title: string, lead: string, child: Child) {
    return (
      <Page site={frame} title={title} description={title} unlisted trail={SECURITY_TRAIL}>
        <PageHeader title={title} lead={lead} />
        {child}
      </Page>
    )
  }

  async function page(c: HonoContext, state: FormState) {
    const visitor = await theVisitor(c)
    const { personId } = visitor
    const [passkeys, authenticator, codesLeft, identities] = await Promise.all([
      store.listPasskeysOf(context.db, personId),
      store.findAuthenticator(context.db, personId),
      store.countRecoveryCodes(context.db, personId),
      store.listIdentitiesOf(context.db, personId),
    ])
    return (
      <SecurityPage
        site={frame}
        drawKeys={() => formKeys(c, context)}
        state={state}
        isFresh={decideChanging(visitor, context.now()).ok}
        passkeys={passkeys}
        authenticator={authenticator}
        codesLeft={codesLeft}
        identities={identities}
        providers={providersOf(options)}
        linkable={agentProviders(options).filter(({ name }) => !identities.some(({ provider }) => provider === name))}
      />
    )
  }

  async function passkeyPage(c: HonoContext, visitor: Visitor, id: string, state: FormState, status: 200 | 422) {
    const passkeys = await store.listPasskeysOf(context.db, visitor.personId)
    const passkey = passkeys.find((each) => each.id === id)
    if (!passkey) return c.notFound()
    const values = { 'nom-cle': passkey.name, ...state.values }
    const shown = { ...state, values }
    const isFresh = decideChanging(visitor, context.now()).ok
    return c.html(
      <PasskeyPage
        site={frame}
        drawKeys={() => formKeys(c, context)}
        state={shown}
        passkey={passkey}
        isFresh={isFresh}
      />,
      status,
    )
  }
}

function refusedState(
  fields: Readonly<Record<string, string>>,
  refusal: keyof typeof WAYS_SENTENCES | SubmissionRefusal,
): FormState {
  return refusal === 'submission-reused' ? staleState(fields, refusal) : problemOf(fields, WAYS_SENTENCES[refusal])
}
