import { Hono, type Context as HonoContext } from 'hono'
import { browserSecret, contextOf, formKeys, readForm, sentFields, signedIn, theVisitor } from '#platform/sessions'
import type { FormState } from '#ui/form'
import { findFirstVisit, joinByIdentity, linkFirstVisit } from '../../commands/index.ts'
import { readName } from '../../person-fields.ts'
import { returnPath } from '../../return-path.ts'
import { FIELD_SENTENCES } from '../../sentences.ts'
import { enter, seeOther, suiteOf } from '../entering.ts'
import { EMPTY_FORM, faultOf, problemOf, staleState } from '../form-states.ts'
import { visitOf } from '../visit.ts'
import { FirstVisitPage, LINK, LinkPage, OverPage } from './first-visit-page.tsx'
import { type StaffParts, visiting } from './parts.ts'
import { FIRST_VISIT_SENTENCES } from './sentences.ts'

/** A first visit by FranceConnect, without an account: one is made. */
export function firstVisitPages(parts: StaffParts): Hono {
  const { context, options } = parts
  const app = new Hono()
  app.get('/connexion/premiere-visite', (c) => page(parts, c, EMPTY_FORM, suiteOf(c.req.query('suite')), 200))
  app.post('/connexion/premiere-visite', async (c) => {
    const form = await readForm(c, context)
    const { fields } = form.ok ? form.value : await sentFields(c)
    const suite = suiteOf(fields.suite)
    const refused = (state: FormState) => page(parts, c, state, suite, 422)
    if (!form.ok) return refused(staleState(fields, form.refusal))
    const displayName = readName(fields.nom)
    if (displayName === undefined) return refused(faultOf(fields, 'nom', FIELD_SENTENCES['name-missing']))

    const visit = { ...visitOf(c, context, options, form.value), displayName }
    const joined = await joinByIdentity(visiting(parts), visit)
    if (!joined.ok) {
      const { refusal } = joined
      if (refusal === 'submission-reused') return refused(staleState(fields, refusal))
      return refused(problemOf(fields, FIRST_VISIT_SENTENCES[refusal]))
    }
    enter(c, joined.value.secret)
    return seeOther(c, returnPath(suite))
  })
  return app
}

/** The same with an account: it is tied once its own way in was used. */
export function linkPages(parts: StaffParts): Hono {
  const { context, options } = parts
  const app = new Hono()
  app.get(LINK, signedIn(), (c) => linkPage(parts, c, EMPTY_FORM, 200))
  app.post(LINK, signedIn(), async (c) => {
    const [visitor, form] = [await theVisitor(c), await readForm(c, context)]
    const refused = (state: FormState) => linkPage(parts, c, state, 422)
    if (!form.ok) return refused(staleState({}, form.refusal))
    const linked = await linkFirstVisit(contextOf(context, visitor), visitOf(c, context, options, form.value), visitor)
    if (linked.ok) return seeOther(c, '/mon-espace/securite#fournisseurs')
    const { refusal } = linked
    if (refusal === 'submission-reused') return refused(staleState({}, refusal))
    return refused(problemOf({}, FIRST_VISIT_SENTENCES[refusal]))
  })
  return app
}

async function page(
  { context, frame }: StaffParts,
  c: HonoContext,
  state: FormState,
  suite: string | undefined,
  status: 200 | 422,
): Promise<Response> {
  c.header('Cache-Control', 'no-store')
  const found = await findFirstVisit(context, browserSecret(c, context))
  if (!found) return c.html(<OverPage site={frame} state={state} />, 403)
  const shown = { ...state, values: { nom: found.displayName, ...state.values } }
  return c.html(<FirstVisitPage site={frame} keys={formKeys(c, context)} state={shown} suite={suite} />, status)
}

async function linkPage(
  { context, frame }: StaffParts,
  c: HonoContext,
  state: FormState,
  status: 200 | 422,
): Promise<Response> {
  const { displayName } = await theVisitor(c)
  const found = await findFirstVisit(context, browserSecret(c, context))
  if (!found) return c.html(<OverPage site={frame} state={state} />, 403)
  return c.html(<LinkPage site={frame} keys={formKeys(c, context)} state={state} name={displayName} />, status)
}
