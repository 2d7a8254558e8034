import type { Context as HonoContext } from 'hono'
import { actingAs, type Context } from '#platform/context'
import { FORM_SENTENCES, readForm, type SentForm, sentFields } from '#platform/sessions'
import { readCode } from '#ui/code-field'
import type { FormState } from '#ui/form'
import {
  type AskRefusal,
  askForVoteCode,
  type EntryRefusal,
  enterByCode,
  enterByPrintedCode,
  readVoterWork,
} from '../../commands/roll/index.ts'
import { isPrintedCode, plainPrintedCode } from '../../sealed/evidence-code.ts'
import type { Visit } from '../vote/visit.ts'
import { readContact } from './contact.ts'
import { type Fields, readPerson } from './fields.ts'
import { codePath } from './pages.tsx'
import { codePage, identityPage, printedPage, waysOf } from './shown.tsx'
import { type Door, whereOf } from './where.ts'
import { sentenceOf } from './words.ts'

type Refusal = AskRefusal | EntryRefusal | 'submission-reused'

/** Says who one is, and asks for a code by mail or text message. */
export async function ask(door: Door, visit: Visit, c: HonoContext): Promise<Response> {
  const { context } = door
  const form = await readForm(c, context)
  const fields = form.ok ? form.value.fields : (await sentFields(c)).fields
  const read = await readPerson(context, visit.poll, fields)
  const contact = readContact(fields, await waysOf(door, visit), door.world.sms?.acceptsAbroad)
  const errors = contact.ok ? read.errors : { ...read.errors, ...contact.refusal }
  const again = async (state: FormState, status: 422 | 429 = 422, isStuck = false) =>
    c.html(await identityPage(door, visit, c, { state, read, isStuck }), status)
  if (!form.ok) return again({ values: fields, errors: {}, problem: FORM_SENTENCES[form.refusal] })
  if (!contact.ok || Object.keys(errors).length > 0) return again({ values: fields, errors })
  const work = await readVoterWork(context, visit.poll, fields.travail ?? '')
  if (!work.ok && work.refusal !== 'work-missing') return again(refusedState(fields, { kind: work.refusal }))

  const asked = await askForVoteCode(visiting(context), {
    ...voterVisit(door, visit, c, form.value),
    ...{ ...read, ...contact.value, smsRates: door.world.sms },
    work: work.ok ? work.value : undefined,
  })
  if (asked.ok) return c.redirect(codePath(visit, false), 303)
  const isStopped = asked.refusal !== 'submission-reused' && asked.refusal.kind === 'asked-too-often'
  return again(refusedState(fields, asked.refusal), statusOf(c, asked.refusal), isStopped)
}

/** Types the code of the mail, or of the text message. */
export async function typeMailedCode(door: Door, visit: Visit, c: HonoContext): Promise<Response> {
  const { context } = door
  const form = await readForm(c, context)
  const fields = form.ok ? form.value.fields : (await sentFields(c)).fields
  const again = async (state: FormState, status: 422 | 429 = 422, isStuck = false) =>
    c.html(await codePage(context, visit, c, { state, isStuck }), status)
  if (!form.ok) return again({ values: fields, errors: {}, problem: FORM_SENTENCES[form.refusal] })
  const code = readCode(fields.code ?? '')
  if (code === '') return again({ values: fields, errors: { code: MAILED } })

  const entered = await enterByCode(visiting(context), { ...voterVisit(door, visit, c, form.value), code })
  if (entered.ok) return c.redirect(visit.paths.confirm, 303)
  return again(refusedState(fields, entered.refusal), statusOf(c, entered.refusal), isStuckBy(entered.refusal))
}

/** Types a printed code, and says who one is. */
export async function typePrintedCode(door: Door, visit: Visit, c: HonoContext): Promise<Response> {
  const { context } = door
  const form = await readForm(c, context)
  const fields = form.ok ? form.value.fields : (await sentFields(c)).fields
  const read = await readPerson(context, visit.poll, fields)
  const code = plainPrintedCode(fields.code ?? '')
  const errors = isPrintedCode(code) ? read.errors : { code: PRINTED, ...read.errors }
  const again = async (state: FormState, status: 422 | 429 = 422, isStuck = false) =>
    c.html(await printedPage(context, visit, c, { state, read, isStuck }), status)
  if (!form.ok) return again({ values: fields, errors: {}, problem: FORM_SENTENCES[form.refusal] })
  if (Object.keys(errors).length > 0) return again({ values: fields, errors })

  const entered = await enterByPrintedCode(visiting(context), {
    ...voterVisit(door, visit, c, form.value),
    ...read,
    code,
  })
  // Who came by the sheet has not chosen yet.
  if (entered.ok) return c.redirect(fields.debut === 'oui' ? visit.paths.choose : visit.paths.confirm, 303)
  return again(refusedState(fields, entered.refusal), statusOf(c, entered.refusal), isStuckBy(entered.refusal))
}

const MAILED = 'Tapez le code que vous avez reçu.'
const PRINTED = 'Ce code n’est pas complet. Il a 12 lettres et chiffres : relisez votre feuille.'

function visiting(context: Context): Context {
  return actingAs(context, { kind: 'visitor' })
}

function voterVisit(door: Door, { poll }: Visit, c: HonoContext, { submission }: SentForm) {
  return { ...whereOf(door, c), poll, submission }
}

function refusedState(values: Fields, refusal: Refusal): FormState {
  const sentence = sentenceOf(refusal)
  const isOfTheCode = typeof refusal === 'object' && /^(code-|tries-)/.test(refusal.kind)
  return isOfTheCode ? { values, errors: { code: sentence } } : { values, errors: {}, problem: sentence }
}

/** Two wrong codes are enough: a person is better than a third. */
function isStuckBy(refusal: Refusal): boolean {
  if (typeof refusal === 'string') return false
  return refusal.kind === 'code-wrong' ? refusal.triesLeft <= 3 : true
}

function statusOf(c: HonoContext, refusal: Refusal): 422 | 429 {
  if (typeof refusal === 'string' || refusal.kind !== 'asked-too-often') return 422
  c.header('Retry-After', String(Math.ceil(refusal.waitMs / 1000)))
  return 429
}
