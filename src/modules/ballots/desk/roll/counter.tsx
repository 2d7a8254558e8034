import { Hono, type Context as HonoContext } from 'hono'
import { readAtlas } from '#modules/territory'
import { FORM_SENTENCES, having, readForm, sentFields, theVisitor } from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import { letIn, SHOWN_PAPERS } from '../../commands/roll/index.ts'
import { type Read, readPerson } from '../../pages/identity/fields.ts'
import { voterBrowser } from '../../pages/identity/pass.ts'
import { pathsOf } from '../../sealed/journey.ts'
import type { SealedPoll } from '../../sealed/poll.ts'
import { acting, type House, ONE_POLL, problemState } from '../seated.ts'
import { CounterPage } from './counter-page.tsx'
import { findPoll, REGISTRARS, rollShell } from './found.ts'
import { sentenceAtCounter } from './words.ts'

const COUNTER = `${ONE_POLL}/guichet`

/** Somebody comes with a paper that says who they are: an agent lets them in, and they vote alone on this screen. */
export function counterDesk(house: House): Hono {
  const desk = new Hono()
  desk.get(COUNTER, having(REGISTRARS), async (c) => {
    const poll = await findPoll(c, house)
    return poll ? show(c, house, poll, EMPTY_FORM, 200) : c.notFound()
  })
  desk.post(COUNTER, having(REGISTRARS), async (c) => {
    const poll = await findPoll(c, house)
    return poll ? welcome(c, house, poll) : c.notFound()
  })
  return desk
}

async function welcome(c: HonoContext, house: House, poll: SealedPoll): Promise<Response> {
  const { fields: sent } = await sentFields(c)
  const form = await readForm(c, house.context)
  if (!form.ok) return show(c, house, poll, problemState(FORM_SENTENCES[form.refusal], sent), 422)
  const { fields, submission } = form.value
  const read = await readPerson(house.context, poll, fields)
  const shown = SHOWN_PAPERS.find((each) => each === fields.papier)
  const errors = shown ? read.errors : { ...read.errors, papier: 'Choisissez le papier que la personne a montré.' }
  if (!shown || Object.keys(errors).length > 0) return show(c, house, poll, { values: fields, errors }, 422, read)

  const reason = (fields.homonyme ?? '').replace(/\s+/g, ' ').trim().slice(0, 300)
  const { personId } = await theVisitor(c)
  const entered = await letIn(await acting(c, house), {
    ...{ poll, submission, shown, person: read.person, commune: read.commune },
    browserHash: voterBrowser(c, house.context),
    homonymReason: reason === '' ? undefined : reason,
    letInBy: personId,
  })
  if (entered.ok) return c.redirect(pathsOf(poll.slug).choose, 303)
  return show(c, house, poll, problemState(sentenceAtCounter(entered.refusal), fields), 422, read)
}

async function show(c: HonoContext, house: House, poll: SealedPoll, state: FormState, status: 200 | 422, read?: Read) {
  const hasCommunes = (await readAtlas(house.context.db)) !== undefined
  const page = { ...(await rollShell(c, house, poll)), state, hasCommunes, picked: read?.picked }
  return c.html(<CounterPage {...page} />, status)
}
