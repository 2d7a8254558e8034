import { Hono, type Context as HonoContext } from 'hono'
import type { Result } from '#kernel/result'
import type { Context } from '#platform/context'
import type { Submission, SubmissionRefusal } from '#platform/database'
import { contextOf, formKeys, readForm, sentFields, signedIn, theVisitor, type Visitor } from '#platform/sessions'
import type { FormState } from '#ui/form'
import {
  removeAuthenticator,
  renamePasskey,
  renewRecoveryCodes,
  revokePasskey,
  unlinkIdentity,
} from '../../commands/index.ts'
import { decideChanging, decideUntying } from '../../identity/index.ts'
import { readName } from '../../person-fields.ts'
import * as store from '../../store/index.ts'
import { seeOther } from '../entering.ts'
import { EMPTY_FORM, faultOf, problemOf, staleState } from '../form-states.ts'
import { codesPage, enrolRoutes } from './enrol-routes.tsx'
import { agentProviders, houseOf, providersOf, type StaffParts } from './parts.ts'
import { PasskeyPage, SecurityPage } from './security-page.tsx'
import { WAYS_SENTENCES } from './sentences.ts'

const BASE = '/mon-espace/securite'

type Fields = Readonly<Record<string, string>>
type Own = { readonly submission: Submission; readonly visitor: Visitor; readonly fields: Fields }
type Refusal = keyof typeof WAYS_SENTENCES | SubmissionRefusal
type Act = (context: Context, own: Own) => Promise<Result<unknown, Refusal>>

/** `/mon-espace/securite`: one's strong ways in. */
export function securityPages(parts: StaffParts): Hono {
  const { context, options } = parts
  const { offered } = houseOf(options)
  const app = new Hono()

  app.get(BASE, signedIn(), (c) => page(c, parts, EMPTY_FORM, 200))
  act(app, parts, 'application/retirer', 'application', (acting, { submission, visitor }) =>
    removeAuthenticator(acting, submission, visitor, offered),
  )
  act(app, parts, 'fournisseur/retirer', 'fournisseurs', async (acting, { submission, visitor, fields }) => {
    const provider = offered.find((name) => name === fields.fournisseur)
    return provider
      ? unlinkIdentity(acting, submission, { provider, visitor, offered })
      : { ok: false, refusal: 'identity-unknown' }
  })
  app.post(`${BASE}/codes`, signedIn(), async (c) => {
    const [visitor, form] = [await theVisitor(c), await readForm(c, context)]
    if (!form.ok) return page(c, parts, staleState({}, form.refusal))
    const renewed = await renewRecoveryCodes(contextOf(context, visitor), form.value.submission, visitor)
    return renewed.ok ? codesPage(c, parts, renewed.value) : page(c, parts, refusedState({}, renewed.refusal))
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
    page: (c, state) => page(c, parts, state),
    over: (c) => page(c, parts, problemOf({}, WAYS_SENTENCES['sign-in-too-old'])),
  })
  return app
}

/** One passkey: renamed, or taken away. */
export function passkeyPages(parts: StaffParts): Hono {
  const { context, options } = parts
  const { offered } = houseOf(options)
  const app = new Hono()
  app.get(`${BASE}/cles/:id`, signedIn(), (c) => passkeyPage(c, parts, c.req.param('id'), EMPTY_FORM, 200))
  app.post(`${BASE}/cles/:id`, signedIn(), async (c) => {
    const [visitor, form] = [await theVisitor(c), await readForm(c, context)]
    const { fields } = form.ok ? form.value : await sentFields(c)
    const id = c.req.param('id')
    const refused = (state: FormState) => passkeyPage(c, parts, id, state)
    if (!form.ok) return refused(staleState(fields, form.refusal))
    const { submission } = form.value
    const acting = contextOf(context, visitor)
    const name = readName(fields['nom-cle'])
    if (fields.geste !== 'retirer' && name === undefined) {
      return refused(faultOf(fields, 'nom-cle', WAYS_SENTENCES['name-missing']))
    }
    const changed =
      fields.geste === 'retirer' || name === undefined
        ? await revokePasskey(acting, submission, { id, visitor, offered })
        : await renamePasskey(acting, submission, { id, name, visitor })
    return changed.ok ? seeOther(c, `${BASE}#cles`) : refused(refusedState(fields, changed.refusal))
  })
  return app
}

function act(app: Hono, parts: StaffParts, path: string, anchor: string, run: Act): void {
  const { context } = parts
  app.post(`${BASE}/${path}`, signedIn(), async (c) => {
    const [visitor, form] = [await theVisitor(c), await readForm(c, context)]
    if (!form.ok) return page(c, parts, staleState({}, form.refusal))
    const { fields, submission } = form.value
    const result = await run(contextOf(context, visitor), { submission, visitor, fields })
    return result.ok ? seeOther(c, `${BASE}#${anchor}`) : page(c, parts, refusedState({}, result.refusal))
  })
}

async function page(
  c: HonoContext,
  { context, frame, options }: StaffParts,
  state: FormState,
  status: 200 | 422 = 422,
): Promise<Response> {
  const visitor = await theVisitor(c)
  const { personId } = visitor
  const [passkeys, authenticator, codesLeft, identities] = await Promise.all([
    store.listPasskeysOf(context.db, personId),
    store.findAuthenticator(context.db, personId),
    store.countRecoveryCodes(context.db, personId),
    store.listIdentitiesOf(context.db, personId),
  ])
  const isLinked = (name: string) => identities.some(({ provider }) => provider === name)
  return c.html(
    <SecurityPage
      site={frame}
      drawKeys={() => formKeys(c, context)}
      state={state}
      isFresh={decideChanging(visitor, context.now()).ok}
      mayUntie={decideUntying(visitor, context.now()).ok}
      passkeys={passkeys}
      authenticator={authenticator}
      codesLeft={codesLeft}
      identities={identities}
      providers={providersOf(options)}
      linkable={agentProviders(options).filter(({ name }) => !isLinked(name))}
    />,
    status,
  )
}

async function passkeyPage(
  c: HonoContext,
  { context, frame }: StaffParts,
  id: string,
  state: FormState,
  status: 200 | 422 = 422,
): Promise<Response> {
  const visitor = await theVisitor(c)
  const passkey = (await store.listPasskeysOf(context.db, visitor.personId)).find((each) => each.id === id)
  if (!passkey) return c.notFound()
  const shown = { ...state, values: { 'nom-cle': passkey.name, ...state.values } }
  const isFresh = decideChanging(visitor, context.now()).ok
  const drawKeys = () => formKeys(c, context)
  const content = <PasskeyPage site={frame} drawKeys={drawKeys} state={shown} passkey={passkey} isFresh={isFresh} />
  return c.html(content, status)
}

function refusedState(fields: Fields, refusal: Refusal): FormState {
  return refusal === 'submission-reused' ? staleState(fields, refusal) : problemOf(fields, WAYS_SENTENCES[refusal])
}
