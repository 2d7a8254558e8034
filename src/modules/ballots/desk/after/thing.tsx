import { Hono, type Context as HonoContext } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { FORM_SENTENCES, readForm, type SentForm, sentFields, signedIn } from '#platform/sessions'
import { DATE_SENTENCES, readDateField } from '#ui/date-field'
import { EMPTY_FORM, type FormState } from '#ui/form'
import { confirmDestruction, proposeDestruction, withdrawDestruction } from '../../commands/after/index.ts'
import { readStatement, type Statement, TO_DESTROY, type ToDestroy } from '../../sealed/after/model.ts'
import type { Seat } from '../../sealed/poll.ts'
import { sharesOf } from '../../sealed/shares.ts'
import { listProposals } from '../../store/after/index.ts'
import { findLastKey, listNames, listSeats, listShareFacts } from '../../store/sealed/index.ts'
import { acting, type House, ONE_POLL, pathIn, problemState, shellOf } from '../seated.ts'
import { type After, findAfter } from './found.ts'
import { ThingPage } from './thing-page.tsx'
import { DESTRUCTION_SENTENCES, PARTS } from './words.ts'

/** One thing to destroy: said by one person, confirmed by another. */
export function thingDesk(house: House): Hono {
  const desk = new Hono()
  for (const what of TO_DESTROY) {
    const path = `${ONE_POLL}/destruction/${PARTS[what]}`
    desk.get(path, signedIn(), (c) => show(c, house, what, EMPTY_FORM, 200))
    desk.post(`${path}/proposer`, signedIn(), (c) => propose(c, house, what))
    desk.post(`${path}/confirmer`, signedIn(), (c) => settle(c, house, what, confirmDestruction))
    desk.post(`${path}/retirer`, signedIn(), (c) => settle(c, house, what, withdrawDestruction))
  }
  return desk
}

async function propose(c: HonoContext, house: House, what: ToDestroy): Promise<Response> {
  const found = await findActing(c, house)
  if (!found) return c.notFound()
  const { fields: sent } = await sentFields(c)
  const form = await readForm(c, house.context)
  if (!form.ok) return show(c, house, what, problemState(FORM_SENTENCES[form.refusal], sent), 422)
  const { submission, fields } = form.value
  const stated = await statementIn(house, found, what, form.value)
  if ('errors' in stated) return show(c, house, what, stated, 422)
  const proposed = await proposeDestruction(await acting(c, house), { submission, ...found, statement: stated })
  if (proposed.ok) return c.redirect(backTo(found, what), 303)
  return show(c, house, what, problemState(DESTRUCTION_SENTENCES[proposed.refusal], fields), 422)
}

type Settling = typeof confirmDestruction

async function settle(
  c: HonoContext,
  house: House,
  what: ToDestroy,
  act: Settling | typeof withdrawDestruction,
): Promise<Response> {
  const found = await findActing(c, house)
  if (!found) return c.notFound()
  const form = await readForm(c, house.context)
  if (!form.ok) return show(c, house, what, problemState(FORM_SENTENCES[form.refusal]), 422)
  const settled = await (act as Settling)(await acting(c, house), {
    submission: form.value.submission,
    ...found,
    what,
  })
  if (settled.ok) return c.redirect(backTo(found, what), 303)
  return show(c, house, what, problemState(DESTRUCTION_SENTENCES[settled.refusal]), 422)
}

type Acting = After & { readonly seat: Seat }

/** @throws  403: an agent prepares, and does not destroy */
async function findActing(c: HonoContext, house: House): Promise<Acting | undefined> {
  const after = await findAfter(c, house)
  if (!after) return undefined
  const { seat } = after
  if (!seat) throw new HTTPException(403)
  return { ...after, seat }
}

function backTo({ poll }: After, what: ToDestroy): string {
  return `${pathIn(poll, `destruction/${PARTS[what]}`)}?enregistre=oui`
}

async function statementIn(
  { context }: House,
  { poll }: After,
  what: ToDestroy,
  { fields }: SentForm,
): Promise<Statement | FormState> {
  const seats = (await listSeats(context.db, poll.id, context.now())).filter(({ office }) => office !== 'operator')
  const shareCount = poll.manifest.bureau.shares.length
  const names = seats.map(({ office, number }) => `${office}-${number}`)
  const isDated = what === 'shares' || what === 'backups'
  const day = isDated ? readDateField(fields, 'jour') : undefined
  const typed = { ...fields, ...(day?.ok && { jour: day.value }) }
  const statement = readStatement(what, typed, { shareCount, seats: names })
  if (statement) return statement
  const errors: Record<string, string> = {}
  if (day && !day.ok) errors.jour = DATE_SENTENCES[day.refusal]
  for (const name of LINES[what]) if (!fields[name]?.trim()) errors[name] = 'Écrivez une ligne, de 200 signes au plus.'
  if (what === 'shares') {
    for (let number = 1; number <= shareCount; number += 1) {
      if (!fields[`part-${number}`]) errors[`part-${number}`] = `Dites ce qu’est devenue la part ${number}.`
    }
    const hasWitness = names.some((name) => fields[`temoin-${name}`] !== undefined)
    if (!hasWitness && names[0]) errors[`temoin-${names[0]}`] = 'Cochez au moins un témoin.'
  }
  const problem = Object.keys(errors).length > 0 ? {} : { problem: DESTRUCTION_SENTENCES['statement-incomplete'] }
  return { values: fields, errors, ...problem }
}

const LINES: Readonly<Record<ToDestroy, readonly string[]>> = {
  shares: ['lieu'],
  backups: ['lesquelles', 'par'],
  pepper: [],
  roll: [],
}

async function show(
  c: HonoContext,
  house: House,
  what: ToDestroy,
  state: FormState,
  status: 200 | 422,
): Promise<Response> {
  const after = await findAfter(c, house)
  if (!after) return c.notFound()
  const { db, now } = house.context
  const { poll } = after
  const proposal = (await listProposals(db, poll.id)).get(what)
  const seats = await listSeats(db, poll.id, now())
  const names = await listNames(db, [...(proposal ? [proposal.proposedBy] : [])])
  const key = await findLastKey(db, poll.id)
  const shares = key ? sharesOf(key, await listShareFacts(db, key.id)) : []
  const page = {
    ...{ ...after, what, state, proposal, shares, now: now() },
    proposer: names.get(proposal?.proposedBy ?? ''),
    seats: seats.filter(({ office }) => office !== 'operator'),
    isSaved: status === 200 && c.req.query('enregistre') === 'oui',
  }
  return c.html(<ThingPage {...(await shellOf(c, house))} {...page} />, status)
}
