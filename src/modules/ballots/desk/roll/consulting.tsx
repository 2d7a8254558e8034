import { Hono, type Context as HonoContext } from 'hono'
import { FORM_SENTENCES, having, readForm, sentFields } from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import { CONSULTING_REASONS, consultRoll } from '../../commands/roll/index.ts'
import type { SealedPoll } from '../../sealed/poll.ts'
import { countByEvidence, type Listed } from '../../store/roll/index.ts'
import { acting, type House, ONE_POLL, problemState } from '../seated.ts'
import { ConsultingPage } from './consulting-page.tsx'
import { findPoll, REGISTRARS, rollShell } from './found.ts'

const LIST = `${ONE_POLL}/liste`
const SHORTEST = 2

/** The list of voters: opened for a reason, and whoever opens it is noted. */
export function consultingDesk(house: House): Hono {
  const desk = new Hono()
  desk.get(LIST, having(REGISTRARS), async (c) => {
    const poll = await findPoll(c, house)
    return poll ? show(c, house, poll, EMPTY_FORM, 200) : c.notFound()
  })
  // Names are asked by a form that is sent, so that none stands in an address.
  desk.post(LIST, having(REGISTRARS), async (c) => {
    const poll = await findPoll(c, house)
    return poll ? consult(c, house, poll) : c.notFound()
  })
  return desk
}

async function consult(c: HonoContext, house: House, poll: SealedPoll): Promise<Response> {
  const { fields: sent } = await sentFields(c)
  const form = await readForm(c, house.context)
  if (!form.ok) return show(c, house, poll, problemState(FORM_SENTENCES[form.refusal], sent), 422)
  const { fields } = form.value
  const errors: Record<string, string> = {}
  const letters = (fields.nom ?? '').trim().slice(0, 100)
  if (letters.length < SHORTEST) errors.nom = 'Écrivez au moins deux lettres du nom de naissance.'
  const reason = CONSULTING_REASONS.find((each) => each === fields.raison)
  if (!reason) errors.raison = 'Choisissez pourquoi vous ouvrez la liste.'
  if (!reason || Object.keys(errors).length > 0) return show(c, house, poll, { values: fields, errors }, 422)
  const found = await consultRoll(await acting(c, house), { poll, letters, reason })
  return show(c, house, poll, { values: fields, errors: {} }, 200, found)
}

async function show(
  c: HonoContext,
  house: House,
  poll: SealedPoll,
  state: FormState,
  status: 200 | 422,
  found?: readonly Listed[],
) {
  const counts = await countByEvidence(house.context.db, poll.id)
  return c.html(<ConsultingPage {...(await rollShell(c, house, poll))} {...{ state, counts, found }} />, status)
}
