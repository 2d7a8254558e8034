import { Hono, type Context as HonoContext } from 'hono'
import type { Context } from '#platform/context'
import { contextOf, deskFrame, formKeys, having, readForm, sentFields, theVisitor } from '#platform/sessions'
import type { FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import { issueCard } from '../commands/index.ts'
import { EMPTY_FORM, problemOf, staleState } from '../pages/form-states.ts'
import { ACCOUNT_SENTENCES } from '../sentences.ts'
import * as store from '../store/index.ts'
import { askedState, enteredState, HELPERS, isId, isRefused } from './acting.tsx'
import { CardsPage, PrintedCardPage } from './cards-page.tsx'

const FOUND_AT_MOST = 20

/** `/agents/cartes`: an agent gives a person a card to come in without e-mail. */
export function cardDesk(context: Context, frame: SiteFrame): Hono {
  const app = new Hono()
  app.get('/agents/cartes', having(HELPERS), async (c) => c.html(await page(c, EMPTY_FORM)))

  app.post('/agents/cartes', having(HELPERS), async (c) => {
    const state = await askedState(c, context)
    return c.html(await page(c, state), isRefused(state) ? 422 : 200)
  })
  app.post('/agents/cartes/nouveau', having(HELPERS), async (c) => {
    const state = await enteredState(c, context)
    return c.html(await page(c, state), isRefused(state) ? 422 : 200)
  })

  // Answered by the card itself, not by a page to go to: its code is shown once, and stands in no address.
  app.post('/agents/cartes/carte', having(HELPERS), async (c) => {
    const [visitor, form] = [await theVisitor(c), await readForm(c, context)]
    const { fields } = form.ok ? form.value : await sentFields(c)
    if (!form.ok) return c.html(await page(c, staleState(fields, form.refusal)), 422)
    const { personne = '' } = fields
    if (!isId(personne)) return c.html(await page(c, problemOf({}, ACCOUNT_SENTENCES['person-unknown'])), 422)
    const { submission } = form.value
    const issued = await issueCard(contextOf(context, visitor), { submission, visitor, personId: personne })
    if (issued.ok) {
      const desk = await deskFrame(c, context)
      const { contact } = context.settings
      return c.html(<PrintedCardPage site={frame} desk={desk} card={issued.value} contact={contact} />)
    }
    const { refusal } = issued
    const isStale = refusal === 'submission-reused'
    return c.html(await page(c, isStale ? staleState({}, refusal) : problemOf({}, ACCOUNT_SENTENCES[refusal])), 422)
  })
  return app

  async function page(c: HonoContext, state: FormState) {
    const { mots = '', personne = '' } = state.values
    const words = mots.trim()
    const isAsked = words.length >= 2 && !('mots' in state.errors)
    return (
      <CardsPage
        site={frame}
        desk={await deskFrame(c, context)}
        drawKeys={() => formKeys(c, context)}
        state={state}
        found={isAsked ? await store.searchPeople(context.db, words, FOUND_AT_MOST) : undefined}
        chosen={isId(personne) ? await store.findPerson(context.db, personne) : undefined}
      />
    )
  }
}
