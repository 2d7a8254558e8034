import { Hono, type Context as HonoContext } from 'hono'
import type { Context } from '#platform/context'
import {
  contextOf,
  deskFrame,
  formKeys,
  having,
  type Role,
  readForm,
  sentFields,
  setSessionCookie,
  theVisitor,
} from '#platform/sessions'
import type { FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import { isAgentReason } from '../acting.ts'
import { actAsAgent, enterPerson } from '../commands/index.ts'
import { seeOther } from '../pages/entering.ts'
import { EMPTY_FORM, faultOf, problemOf, staleState } from '../pages/form-states.ts'
import { ACCOUNT_SENTENCES, FIELD_SENTENCES } from '../sentences.ts'
import * as store from '../store/index.ts'
import { ActForPage } from './acting-page.tsx'

/** Who may act for somebody, and give cards. */
export const HELPERS: readonly Role[] = ['agent']

const FOUND_AT_MOST = 20

/** `/agents/pour`: an agent finds a person, says why, and acts for them. */
export function actingDesk(context: Context, frame: SiteFrame): Hono {
  const app = new Hono()
  app.get('/agents/pour', having(HELPERS), async (c) => c.html(await page(c, EMPTY_FORM)))

  // Words looked for are names and addresses: posted, so that no address of a page holds them.
  app.post('/agents/pour', having(HELPERS), async (c) => {
    const state = await askedState(c, context)
    return c.html(await page(c, state), isRefused(state) ? 422 : 200)
  })
  app.post('/agents/pour/choisir', having(HELPERS), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return c.html(await page(c, staleState((await sentFields(c)).fields, form.refusal)), 422)
    const { personne = '' } = form.value.fields
    return c.html(await page(c, { values: { personne }, errors: {} }))
  })

  app.post('/agents/pour/agir', having(HELPERS), async (c) => {
    const [visitor, form] = [await theVisitor(c), await readForm(c, context)]
    const { fields } = form.ok ? form.value : await sentFields(c)
    const refused = async (state: FormState) => c.html(await page(c, state), 422)
    if (!form.ok) return refused(staleState(fields, form.refusal))
    const { personne = '', raison } = fields
    if (!isAgentReason(raison)) return refused(faultOf(fields, 'raison', FIELD_SENTENCES['reason-missing']))
    const own = { submission: form.value.submission, visitor }
    const begun = await actAsAgent(contextOf(context, visitor), own, { personId: personne, reason: raison })
    if (!begun.ok) {
      const { refusal } = begun
      const isStale = refusal === 'submission-reused'
      return refused(isStale ? staleState(fields, refusal) : problemOf(fields, ACCOUNT_SENTENCES[refusal]))
    }
    setSessionCookie(c, begun.value.secret)
    return seeOther(c, '/mon-espace')
  })

  app.post('/agents/pour/nouveau', having(HELPERS), async (c) => {
    const state = await enteredState(c, context)
    return c.html(await page(c, state), isRefused(state) ? 422 : 200)
  })
  return app

  async function page(c: HonoContext, state: FormState) {
    const { mots = '', personne = '' } = state.values
    const chosen = isId(personne) ? await store.findPerson(context.db, personne) : undefined
    const words = mots.trim()
    const found =
      words.length < 2 || 'mots' in state.errors
        ? undefined
        : await store.searchPeople(context.db, words, FOUND_AT_MOST)
    return (
      <ActForPage
        site={frame}
        desk={await deskFrame(c, context)}
        drawKeys={() => formKeys(c, context)}
        state={state}
        found={found}
        chosen={chosen}
      />
    )
  }
}

/** What an agent looks for, in the words of a form; or what is wrong with them. */
export async function askedState(c: HonoContext, context: Context): Promise<FormState> {
  const form = await readForm(c, context)
  if (!form.ok) return staleState((await sentFields(c)).fields, form.refusal)
  const { fields } = form.value
  const isTooShort = (fields.mots ?? '').trim().length < 2
  return isTooShort ? faultOf(fields, 'mots', 'Écrivez au moins deux lettres.') : { values: fields, errors: {} }
}

/** Enters somebody without an address, and chooses them; or what is wrong with the form. */
export async function enteredState(c: HonoContext, context: Context): Promise<FormState> {
  const [visitor, form] = [await theVisitor(c), await readForm(c, context)]
  if (!form.ok) return staleState((await sentFields(c)).fields, form.refusal)
  const { submission, fields } = form.value
  const entered = await enterPerson(contextOf(context, visitor), { submission, name: fields.nom ?? '' })
  if (entered.ok) return { values: { personne: entered.value.personId }, errors: {} }
  if (entered.refusal === 'submission-reused') return staleState(fields, entered.refusal)
  return faultOf(fields, 'nom', ACCOUNT_SENTENCES[entered.refusal])
}

export function isRefused({ errors, problem }: FormState): boolean {
  return problem !== undefined || Object.keys(errors).length > 0
}

/** Whether a text can be an identifier: anything else never reaches the database. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}
