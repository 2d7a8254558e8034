import { Hono, type Context as HonoContext } from 'hono'
import type { Result } from '#kernel/result'
import type { Context } from '#platform/context'
import type { SubmissionRefusal } from '#platform/database'
import { clearSessionCookie, contextOf, formKeys, readForm, sentFields, signedIn, theVisitor } from '#platform/sessions'
import type { FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import {
  type AccountRefusal,
  closeSession,
  type OwnAct,
  removeAddress,
  rename,
  revokeOwnCard,
  signOutEverywhere,
} from '../commands/index.ts'
import { ACCOUNT_SENTENCES } from '../sentences.ts'
import * as store from '../store/index.ts'
import { AccountPage, ActingAccountPage } from './account-page.tsx'
import { addressPages } from './addresses.tsx'
import { seeOther } from './entering.ts'
import { EMPTY_FORM, faultOf, problemOf, staleState } from './form-states.ts'
import type { AccountOptions } from './options.ts'

type Fields = Readonly<Record<string, string>>
type Run = (context: Context, own: OwnAct, fields: Fields) => Promise<Result<null, AccountRefusal | SubmissionRefusal>>

/** `/mon-espace/compte`: one's name, ways in and open sessions. */
export function ownAccountPages(context: Context, frame: SiteFrame, options: AccountOptions): Hono {
  const app = new Hono()
  // Nobody changes the account of the person they act for: their name and their ways in stay theirs.
  app.use('/mon-espace/compte/*', signedIn(), async (c, next) => {
    const { actingFor } = await theVisitor(c)
    if (!actingFor) return next()
    const keys = formKeys(c, context)
    return c.html(<ActingAccountPage site={frame} keys={keys} name={actingFor.displayName} />, statusOf(c))
  })
  app.get('/mon-espace/compte', signedIn(), async (c) => c.html(await accountPage(c, context, frame, EMPTY_FORM)))

  act('/mon-espace/compte/nom', 'nom', (acting, own, { nom = '' }) => rename(acting, own, nom))
  act('/mon-espace/compte/adresses/enlever', 'adresses', (acting, own, { adresse = '' }) =>
    removeAddress(acting, own, adresse),
  )
  act('/mon-espace/compte/carte/perdue', 'carte', (acting, own) => revokeOwnCard(acting, own))
  act('/mon-espace/compte/connexions/fermer', 'connexions', (acting, own, { connexion = '' }) =>
    closeSession(acting, own, connexion),
  )
  app.post('/mon-espace/compte/connexions/fermer-tout', signedIn(), async (c) => {
    const [visitor, form] = [await theVisitor(c), await readForm(c, context)]
    if (!form.ok) return c.html(await accountPage(c, context, frame, staleState({}, form.refusal)), 422)
    await signOutEverywhere(contextOf(context, visitor), { submission: form.value.submission, visitor })
    clearSessionCookie(c)
    return seeOther(c, '/deconnexion')
  })
  app.route('/', addressPages(context, frame, options))
  return app

  function act(path: string, anchor: string, run: Run): void {
    app.post(path, signedIn(), async (c) => {
      const [visitor, form] = [await theVisitor(c), await readForm(c, context)]
      if (!form.ok) {
        const { fields } = await sentFields(c)
        return c.html(await accountPage(c, context, frame, staleState(fields, form.refusal)), 422)
      }
      const { fields, submission } = form.value
      const result = await run(contextOf(context, visitor), { submission, visitor }, fields)
      if (result.ok) return seeOther(c, `/mon-espace/compte#${anchor}`)
      return c.html(await accountPage(c, context, frame, refusedState(fields, result.refusal)), 422)
    })
  }
}

async function accountPage(c: HonoContext, context: Context, frame: SiteFrame, state: FormState) {
  const visitor = await theVisitor(c)
  const { personId, sessionId } = visitor
  const [addresses, card, sessions] = await Promise.all([
    store.listEmailsOf(context.db, personId),
    store.findCardOf(context.db, personId),
    store.listSessionsOf(context.db, personId, context.now()),
  ])
  const values = { nom: visitor.displayName, ...state.values }
  return (
    <AccountPage
      site={frame}
      drawKeys={() => formKeys(c, context)}
      state={{ ...state, values }}
      addresses={addresses}
      card={card}
      sessions={sessions}
      here={sessionId}
      contact={context.settings.contact}
    />
  )
}

function refusedState(fields: Fields, refusal: AccountRefusal | SubmissionRefusal): FormState {
  if (refusal === 'submission-reused') return staleState(fields, refusal)
  const sentence = ACCOUNT_SENTENCES[refusal]
  return refusal === 'name-missing' ? faultOf(fields, 'nom', sentence) : problemOf(fields, sentence)
}

function statusOf(c: HonoContext): 200 | 403 {
  return c.req.method === 'GET' ? 200 : 403
}
