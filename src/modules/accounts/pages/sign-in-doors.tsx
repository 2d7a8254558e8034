import { Hono, type Context as HonoContext } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Context } from '#platform/context'
import {
  browserSecret,
  clearSessionCookie,
  contextOf,
  formKeys,
  readForm,
  sentFields,
  visitorOf,
} from '#platform/sessions'
import type { FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import { readCardNumber } from '../card-number.ts'
import {
  type Choice,
  endSessionAddress,
  isProof,
  signInAs,
  signInAsFictitious,
  signInByCard,
  signOut,
} from '../commands/index.ts'
import { readName } from '../person-fields.ts'
import { returnPath } from '../return-path.ts'
import { ACCOUNT_SENTENCES, FIELD_SENTENCES, sentenceOf } from '../sentences.ts'
import * as store from '../store/index.ts'
import { browserHashOf } from '../subjects.ts'
import { enter, seeOther, suiteOf } from './entering.ts'
import { EMPTY_FORM, notInYet, problemOf, staleState } from './form-states.ts'
import type { AccountOptions } from './options.ts'
import { CardSignInPage, SignOutPage, SOMEBODY_NEW, WhoPage } from './sign-in-choice.tsx'
import { withReturn } from './sign-in-page.tsx'
import { providersOf } from './staff/parts.ts'
import { signedOutPage } from './staff/providers-page.tsx'
import { forgetKnownBrowser, visiting, visitOf } from './visit.ts'

/** Who one is at an address, the card, the people of the demonstration, the way out. */
export function signInDoors(context: Context, frame: SiteFrame, options: AccountOptions): Hono {
  const app = new Hono()
  app.route('/', whoPages(context, frame, options))
  app.route('/', cardPages(context, frame, options))
  app.route('/', signOutPages(context, frame, options))

  app.post('/connexion/demonstration', async (c) => {
    if (!options.isDemonstration) throw new HTTPException(404)
    const form = await readForm(c, context)
    if (!form.ok) return seeOther(c, '/connexion')
    const { personne = '', suite } = form.value.fields
    const visit = visitOf(c, context, options, form.value)
    const entered = await signInAsFictitious(visiting(context), { ...visit, personId: personne })
    if (!entered.ok) return seeOther(c, '/connexion')
    enter(c, entered.value.secret)
    return seeOther(c, returnPath(suiteOf(suite)))
  })
  return app
}

function whoPages(context: Context, frame: SiteFrame, options: AccountOptions): Hono {
  const app = new Hono()
  app.get('/connexion/qui', async (c) => {
    const suite = suiteOf(c.req.query('suite'))
    return (await whoPage(c, EMPTY_FORM, suite)) ?? seeOther(c, withReturn('/connexion', suite))
  })
  app.post('/connexion/qui', async (c) => {
    const form = await readForm(c, context)
    const { fields } = form.ok ? form.value : await sentFields(c)
    const suite = suiteOf(fields.suite)
    const refused = async (state: FormState) =>
      (await whoPage(c, state, suite, 422)) ?? seeOther(c, withReturn('/connexion/code', suite))
    if (!form.ok) return refused(staleState(fields, form.refusal))
    const choice = choiceOf(fields)
    if (typeof choice === 'string') return refused(notInYet(fields, FIELD_OF[choice], FIELD_SENTENCES[choice]))

    const entered = await signInAs(visiting(context), { ...visitOf(c, context, options, form.value), choice })
    if (!entered.ok) {
      if (entered.refusal === 'submission-reused') return refused(staleState(fields, entered.refusal))
      return refused(problemOf(fields, ACCOUNT_SENTENCES[entered.refusal.kind]))
    }
    enter(c, entered.value.secret)
    return seeOther(c, returnPath(suite))
  })
  return app

  async function whoPage(c: HonoContext, state: FormState, suite: string | undefined, status: 200 | 422 = 200) {
    const browserHash = browserHashOf(browserSecret(c, context))
    const challenge = await store.findChallenge(context.db, { browserHash, personId: null })
    if (!isProof(challenge, context.now())) return undefined
    const people = await store.listPeopleByEmail(context.db, challenge.address)
    return c.html(
      <WhoPage
        site={frame}
        keys={formKeys(c, context)}
        state={state}
        suite={suite}
        contact={context.settings.contact}
        people={people}
        isBeyondHousehold={people.length >= context.settings.peoplePerAddress}
      />,
      status,
    )
  }
}

const FIELD_OF = { 'name-missing': 'nom', 'choice-missing': 'personne' } as const

// A name alone is enough: who writes one and ticks nothing is somebody new.
function choiceOf(fields: Readonly<Record<string, string>>): Choice | keyof typeof FIELD_OF {
  const { personne = '', nom = '', premier } = fields
  if (personne !== '' && personne !== SOMEBODY_NEW) return { personId: personne }
  if (personne === '' && nom.trim() === '') return premier === 'oui' ? 'name-missing' : 'choice-missing'
  const name = readName(nom)
  return name === undefined ? 'name-missing' : { name }
}

function cardPages(context: Context, frame: SiteFrame, options: AccountOptions): Hono {
  const app = new Hono()
  app.get('/connexion/carte', (c) => c.html(cardPage(c, EMPTY_FORM, suiteOf(c.req.query('suite')))))
  app.post('/connexion/carte', async (c) => {
    const form = await readForm(c, context)
    const { fields } = form.ok ? form.value : await sentFields(c)
    const suite = suiteOf(fields.suite)
    const refused = (state: FormState, status: 422 | 429 = 422) => c.html(cardPage(c, state, suite, true), status)
    if (!form.ok) return refused(staleState(fields, form.refusal))
    const number = readCardNumber(fields.numero ?? '')
    if (number === undefined) return refused(notInYet(fields, 'numero', FIELD_SENTENCES['card-number-unreadable']))
    if (!fields.code?.trim()) return refused(notInYet(fields, 'code', FIELD_SENTENCES['card-code-missing']))

    const visit = visitOf(c, context, options, form.value)
    const entered = await signInByCard(visiting(context), {
      ...visit,
      number,
      code: fields.code,
      isDemonstration: options.isDemonstration,
    })
    if (!entered.ok) {
      const { refusal } = entered
      if (refusal === 'submission-reused') return refused(staleState(fields, refusal))
      if (refusal.kind === 'card-wrong') return refused(notInYet(fields, 'code', sentenceOf(refusal)))
      c.header('Retry-After', String(Math.ceil(refusal.waitMs / 1000)))
      return refused(problemOf(fields, sentenceOf(refusal)), 429)
    }
    enter(c, entered.value.secret)
    return seeOther(c, returnPath(suite))
  })
  return app

  function cardPage(c: HonoContext, state: FormState, suite: string | undefined, isStuck = false) {
    // The code of a card is never written back into the page: the next reader of a shared screen would have it.
    const { code: _, ...values } = state.values
    return (
      <CardSignInPage
        site={frame}
        keys={formKeys(c, context)}
        state={{ ...state, values }}
        suite={suite}
        contact={context.settings.contact}
        isStuck={isStuck}
      />
    )
  }
}

function signOutPages(context: Context, frame: SiteFrame, options: AccountOptions): Hono {
  const app = new Hono()
  app.get('/deconnexion', async (c) => {
    const visitor = await visitorOf(c)
    return c.html(<SignOutPage site={frame} keys={formKeys(c, context)} who={visitor?.displayName} />)
  })
  app.post('/deconnexion', async (c) => {
    const [form, visitor] = [await readForm(c, context), await visitorOf(c)]
    if (!form.ok) return seeOther(c, '/deconnexion')
    // To be asked while the session is there; a provider that does not answer keeps nobody in.
    const providers = providersOf(options)
    const elsewhere = visitor && (await endSessionAddress(context, visitor.sessionId, providers))
    if (visitor) {
      const { submission, fields } = form.value
      await signOut(contextOf(context, visitor), { submission, visitor }, browserSecret(c, context))
      if (fields.oublier === 'oui') forgetKnownBrowser(c)
    }
    clearSessionCookie(c)
    return elsewhere ? signedOutPage(c, { context, frame, options }, elsewhere) : seeOther(c, '/deconnexion')
  })
  return app
}
