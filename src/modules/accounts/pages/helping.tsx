import { Hono, type Context as HonoContext } from 'hono'
import type { Result } from '#kernel/result'
import type { Context } from '#platform/context'
import type { SubmissionRefusal } from '#platform/database'
import {
  contextOf,
  formKeys,
  readForm,
  sentFields,
  setSessionCookie,
  signedIn,
  theVisitor,
  type Visitor,
} from '#platform/sessions'
import type { FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import { readMandateMonths } from '../acting.ts'
import {
  type ActingRefusal,
  acceptMandate,
  actByMandate,
  endMandate,
  type OwnAct,
  offerMandate,
  stopActing,
} from '../commands/index.ts'
import { readAddress } from '../person-fields.ts'
import { ACCOUNT_SENTENCES, FIELD_SENTENCES } from '../sentences.ts'
import * as store from '../store/index.ts'
import { seeOther } from './entering.ts'
import { EMPTY_FORM, faultOf, problemOf, staleState } from './form-states.ts'
import { ActingPage, HelpingPage } from './helping-page.tsx'

type Fields = Readonly<Record<string, string>>
type Outcome = Result<null | { readonly secret: string }, ActingRefusal | SubmissionRefusal>
/** What was asked, or the form with what is wrong in it. */
type Asked = { readonly run: (context: Context, own: OwnAct) => Promise<Outcome> } | { readonly fault: FormState }

const HISTORY_SHOWN = 20

/** `/mon-espace/aide`: who may act for me, whom I may act for, and acting for them. */
export function helpingPages(context: Context, frame: SiteFrame): Hono {
  const app = new Hono()
  app.get('/mon-espace/aide', signedIn(), async (c) => c.html(await page(c, EMPTY_FORM)))

  act('/mon-espace/aide/demander', '/mon-espace/aide#aidants', askOffer)
  act('/mon-espace/aide/accepter', '/mon-espace/aide#aides', ({ aide = '' }) => ({
    run: (acting, own) => acceptMandate(acting, own, aide),
  }))
  act('/mon-espace/aide/arreter', '/mon-espace/aide', ({ aide = '' }) => ({
    run: (acting, own) => endMandate(acting, own, aide),
  }))
  act('/mon-espace/aide/agir', '/mon-espace', ({ aide = '' }) => ({
    run: (acting, own) => actByMandate(acting, own, aide),
  }))
  act('/mon-espace/aide/terminer', '/mon-espace', () => ({ run: stopActing }), { whileActing: true })
  return app

  function act(path: string, next: string, ask: (fields: Fields) => Asked, { whileActing = false } = {}): void {
    app.post(path, signedIn(), async (c) => {
      const [visitor, form] = [await theVisitor(c), await readForm(c, context)]
      const { fields } = form.ok ? form.value : await sentFields(c)
      const refused = async (state: FormState) => c.html(await page(c, state), 422)
      if (!form.ok) return refused(staleState(fields, form.refusal))
      // A mandate is given and ended by the person alone, never by who acts for them.
      if (visitor.actingFor && !whileActing) return refused(problemOf(fields, ACCOUNT_SENTENCES['already-acting']))
      const asked = ask(fields)
      if ('fault' in asked) return refused(asked.fault)

      const { submission } = form.value
      const result = await asked.run(contextOf(context, visitor), { submission, visitor })
      if (!result.ok) return refused(refusedState(fields, result.refusal))
      if (result.value) setSessionCookie(c, result.value.secret)
      return seeOther(c, next)
    })
  }

  async function page(c: HonoContext, state: FormState) {
    const visitor = await theVisitor(c)
    const drawKeys = () => formKeys(c, context)
    if (visitor.actingFor) {
      return <ActingPage site={frame} keys={drawKeys()} state={state} name={visitor.actingFor.displayName} />
    }
    return <HelpingPage site={frame} drawKeys={drawKeys} state={state} {...(await readHelp(visitor))} />
  }

  async function readHelp({ personId }: Visitor) {
    const { db } = context
    const now = context.now()
    const [given, held, offered, acted] = await Promise.all([
      store.listMandatesGiven(db, personId, now),
      store.listMandatesHeld(db, personId, now),
      store.listMandatesOffered(db, personId, now),
      store.listActings(db, personId, HISTORY_SHOWN),
    ])
    return { given, held, offered, acted }
  }
}

function askOffer(fields: Fields): Asked {
  const address = readAddress(fields.adresse)
  const months = readMandateMonths(fields.duree)
  if (address === undefined) return { fault: faultOf(fields, 'adresse', FIELD_SENTENCES['address-unreadable']) }
  if (months === undefined) return { fault: faultOf(fields, 'duree', FIELD_SENTENCES['months-missing']) }
  return { run: (acting, own) => offerMandate(acting, own, { address, months }) }
}

function refusedState(fields: Fields, refusal: ActingRefusal | SubmissionRefusal): FormState {
  return refusal === 'submission-reused' ? staleState(fields, refusal) : problemOf(fields, ACCOUNT_SENTENCES[refusal])
}
