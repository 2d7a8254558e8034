import { Hono, type Context as HonoContext } from 'hono'
import type { Result } from '#kernel/result'
import type { SubmissionRefusal } from '#platform/database'
import { browserSecret, formKeys, readForm, sentFields, visitorOf } from '#platform/sessions'
import type { FormState } from '#ui/form'
import {
  type PasskeyRefusal,
  passkeySignInOptions,
  type StrongSignIn,
  signInWithPasskey,
  signInWithTotp,
  type TotpRefusal,
} from '../../commands/index.ts'
import { returnPath } from '../../return-path.ts'
import { enter, seeOther, suiteOf } from '../entering.ts'
import { faultOf, problemOf, staleState } from '../form-states.ts'
import { visitOf } from '../visit.ts'
import { AgentsPage, type AgentsState, EMPTY_AGENTS } from './agents-page.tsx'
import { confirmingPage } from './confirming.tsx'
import { agentProviders, houseOf, type StaffParts, visiting } from './parts.ts'
import { PASSKEY_SENTENCES, sentenceOfCode } from './sentences.ts'

/** `/connexion/agents` and what is posted there. */
export function agentSignIn(parts: StaffParts): Hono {
  const { context, options } = parts
  const house = houseOf(options)
  const app = new Hono()

  app.get('/connexion/agents', async (c) => c.html(await pageOf(c, parts, EMPTY_AGENTS, suiteOf(c.req.query('suite')))))

  // Drawn when the button is pressed: a page that waited all day still works. Nothing is written.
  app.get('/connexion/agents/defi', async (c) =>
    c.json(await passkeySignInOptions(context, browserSecret(c, context), house.site), 200, NEVER_KEPT),
  )

  app.post('/connexion/agents/cle', async (c) => {
    const form = await readForm(c, context)
    const { fields } = form.ok ? form.value : await sentFields(c)
    const suite = suiteOf(fields.suite)
    const refused = async (state: FormState) =>
      c.html(await pageOf(c, parts, { ...EMPTY_AGENTS, passkey: state }, suite), 422)
    if (!form.ok) return refused(staleState({}, form.refusal))

    const visit = { ...visitOf(c, context, options, form.value), answer: fields.reponse ?? '' }
    const entered = await signInWithPasskey(visiting(parts), visit, house)
    return entered.ok ? go(c, entered, suite) : refused(passkeyState(entered.refusal))
  })

  app.post('/connexion/agents/code', async (c) => {
    const form = await readForm(c, context)
    const { fields } = form.ok ? form.value : await sentFields(c)
    const suite = suiteOf(fields.suite)
    const refused = async (state: FormState, status: 422 | 429 = 422) =>
      c.html(await pageOf(c, parts, { ...EMPTY_AGENTS, code: state }, suite), status)
    if (!form.ok) return refused(staleState(fields, form.refusal))
    const { nom = '', code = '' } = fields
    if (nom.trim() === '') return refused(faultOf(fields, 'nom', 'Écrivez votre adresse e-mail ou votre nom.'))
    if (code.trim() === '') return refused(faultOf(fields, 'code', 'Tapez le code que montre votre application.'))

    const visit = { ...visitOf(c, context, options, form.value), named: nom.slice(0, 254), code: code.slice(0, 40) }
    const entered = await signInWithTotp(visiting(parts), visit, house)
    if (entered.ok) return go(c, entered, suite)
    const { refusal } = entered
    if (refusal === 'submission-reused') return refused(staleState(fields, refusal))
    if (refusal.kind !== 'wait') return refused(codeState({ ...fields, code: '' }, refusal))
    c.header('Retry-After', String(Math.ceil(refusal.waitMs / 1_000)))
    return refused(codeState({ ...fields, code: '' }, refusal), 429)
  })
  return app

  /** In, or first through the provider that vouches for them. */
  function go(
    c: HonoContext,
    { value }: Extract<Result<StrongSignIn, never>, { ok: true }>,
    suite: string | undefined,
  ) {
    if (value.kind === 'confirm') return confirmingPage(c, parts, value, suite)
    enter(c, value.secret)
    return seeOther(c, returnPath(suite))
  }
}

async function pageOf(
  c: HonoContext,
  { context, frame, options }: StaffParts,
  state: AgentsState,
  suite: string | undefined,
) {
  const visitor = await visitorOf(c)
  return (
    <AgentsPage
      site={frame}
      contact={context.settings.contact}
      suite={suite}
      state={state}
      who={visitor?.displayName}
      providers={agentProviders(options)}
      drawKeys={() => formKeys(c, context)}
    />
  )
}

export const NEVER_KEPT = { 'Cache-Control': 'no-store' }

export function passkeyState(refusal: PasskeyRefusal | SubmissionRefusal): FormState {
  if (refusal === 'submission-reused') return staleState({}, refusal)
  return problemOf({}, PASSKEY_SENTENCES[refusal])
}

// The same for a name nobody has, a wrong code, a code that served.
function codeState(fields: Readonly<Record<string, string>>, refusal: TotpRefusal): FormState {
  if (refusal.kind === 'wait') return problemOf(fields, sentenceOfCode(refusal))
  return faultOf(
    fields,
    'code',
    'Ce nom et ce code ne vont pas ensemble, ou ce code a déjà servi. Attendez le suivant et recommencez.',
  )
}
