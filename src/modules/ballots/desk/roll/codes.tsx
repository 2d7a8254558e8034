import { Hono, type Context as HonoContext } from 'hono'
import { FORM_SENTENCES, having, readForm, sentFields, theVisitor } from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import { findBatchOfCode, issueBatch, MOST_CODES, sheetsPrinted, withdrawBatch } from '../../commands/roll/index.ts'
import { isPrintedCode, plainPrintedCode } from '../../sealed/evidence-code.ts'
import type { SealedPoll } from '../../sealed/poll.ts'
import * as store from '../../store/roll/index.ts'
import { acting, type House, ONE_POLL, pathIn, problemState } from '../seated.ts'
import { BatchPage } from './batch-page.tsx'
import { CodesPage } from './codes-page.tsx'
import { findPoll, REGISTRARS, rollShell } from './found.ts'
import { printSheets } from './sheets.ts'
import { CODES_SENTENCES } from './words.ts'

const CODES = `${ONE_POLL}/codes`
const ONE_BATCH = `${CODES}/lots/:number{[1-9][0-9]{0,4}}`

/** Printed codes: a batch for a class, a home or letters, its sheets, its end; how many were used, never by whom. */
export function codesDesk(house: House): Hono {
  const desk = new Hono()
  const guard = having(REGISTRARS)
  desk.get(CODES, guard, (c) => onPoll(c, house, (poll) => showAll(c, house, poll, EMPTY_FORM, 200)))
  desk.post(CODES, guard, (c) => onPoll(c, house, (poll) => issue(c, house, poll)))
  desk.post(`${CODES}/chercher`, guard, (c) => onPoll(c, house, (poll) => search(c, house, poll)))
  desk.get(ONE_BATCH, guard, (c) => onBatch(c, house, (poll, batch) => showOne(c, house, { poll, batch })))
  desk.get(`${ONE_BATCH}/feuilles.pdf`, guard, (c) =>
    onBatch(c, house, (poll, batch) => printSheets(c, house, { poll, batch })),
  )
  desk.post(`${ONE_BATCH}/imprime`, guard, (c) =>
    onBatch(c, house, (poll, batch) => printed(c, house, { poll, batch })),
  )
  desk.post(`${ONE_BATCH}/retirer`, guard, (c) =>
    onBatch(c, house, (poll, batch) => withdraw(c, house, { poll, batch })),
  )
  return desk
}

type One = { readonly poll: SealedPoll; readonly batch: store.CodeBatch }
type Answer = Response | Promise<Response>

async function onPoll(c: HonoContext, house: House, answer: (poll: SealedPoll) => Answer): Promise<Response> {
  const poll = await findPoll(c, house)
  return poll ? answer(poll) : c.notFound()
}

function onBatch(
  c: HonoContext,
  house: House,
  answer: (poll: SealedPoll, batch: store.CodeBatch) => Answer,
): Promise<Response> {
  return onPoll(c, house, async (poll) => {
    const batch = await store.findBatch(house.context.db, poll.id, Number(c.req.param('number')))
    return batch ? answer(poll, batch) : c.notFound()
  })
}

async function issue(c: HonoContext, house: House, poll: SealedPoll): Promise<Response> {
  const { fields: sent } = await sentFields(c)
  const form = await readForm(c, house.context)
  if (!form.ok) return showAll(c, house, poll, problemState(FORM_SENTENCES[form.refusal], sent), 422)
  const { fields, submission } = form.value
  const read = readBatch(fields)
  if ('errors' in read) return showAll(c, house, poll, { values: fields, errors: read.errors }, 422)
  const { personId } = await theVisitor(c)
  const issued = await issueBatch(await acting(c, house), { poll, submission, ...read, issuedBy: personId })
  if (issued.ok) return c.redirect(pathIn(poll, `codes/lots/${issued.value}`), 303)
  return showAll(c, house, poll, problemState(CODES_SENTENCES[issued.refusal], fields), 422)
}

type Fields = Readonly<Record<string, string>>

function readBatch(fields: Fields) {
  const errors: Record<string, string> = {}
  const kind = store.BATCH_KINDS.find((each) => each === fields.sorte)
  if (!kind) errors.sorte = 'Choisissez pour qui sont ces codes.'
  const handedTo = (fields.remis ?? '').replace(/\s+/g, ' ').trim().slice(0, 120)
  if (handedTo === '') errors.remis = 'Écrivez à qui vous les remettez, par exemple « Collège Jean-Moulin, 5e B ».'
  const codeCount = /^\d{1,4}$/.test((fields.nombre ?? '').trim()) ? Number(fields.nombre) : 0
  if (codeCount < 1 || codeCount > MOST_CODES) errors.nombre = `Écrivez un nombre de 1 à ${MOST_CODES}.`
  return kind && Object.keys(errors).length === 0 ? { kind, handedTo, codeCount } : { errors }
}

/** A code that was found, or that somebody asks about: which batch it is of. */
async function search(c: HonoContext, house: House, poll: SealedPoll): Promise<Response> {
  const { fields: sent } = await sentFields(c)
  const form = await readForm(c, house.context)
  if (!form.ok) return showAll(c, house, poll, problemState(FORM_SENTENCES[form.refusal], sent), 422)
  const code = plainPrintedCode(form.value.fields.code ?? '')
  const batch = isPrintedCode(code) ? await findBatchOfCode(house.context, { poll, code }) : undefined
  if (batch) return c.redirect(`${pathIn(poll, `codes/lots/${batch.number}`)}?trouve=oui`, 303)
  const errors = { code: 'Aucun lot de ce vote n’a ce code. Relisez-le : il a 12 lettres et chiffres.' }
  return showAll(c, house, poll, { values: form.value.fields, errors }, 422)
}

/** The sheets are on paper: nobody prints them again. */
async function printed(c: HonoContext, house: House, one: One): Promise<Response> {
  return settle(c, house, one, async (submission) =>
    sheetsPrinted(await acting(c, house), { poll: one.poll, number: one.batch.number, submission }),
  )
}

async function withdraw(c: HonoContext, house: House, one: One): Promise<Response> {
  return settle(c, house, one, async (submission, fields) => {
    const because = fields.raison === 'perdu' ? 'lost' : 'withdrawn'
    return withdrawBatch(await acting(c, house), { poll: one.poll, number: one.batch.number, submission, because })
  })
}

type Act = (
  submission: Parameters<typeof sheetsPrinted>[1]['submission'],
  fields: Fields,
) => ReturnType<typeof sheetsPrinted>

async function settle(c: HonoContext, house: House, one: One, act: Act): Promise<Response> {
  const form = await readForm(c, house.context)
  if (!form.ok) return showOne(c, house, one, problemState(FORM_SENTENCES[form.refusal]), 422)
  const settled = await act(form.value.submission, form.value.fields)
  if (settled.ok) return c.redirect(`${pathIn(one.poll, `codes/lots/${one.batch.number}`)}?fait=oui`, 303)
  return showOne(c, house, one, problemState(CODES_SENTENCES[settled.refusal]), 422)
}

async function showAll(c: HonoContext, house: House, poll: SealedPoll, state: FormState, status: 200 | 422) {
  const batches = await store.listBatches(house.context.db, poll.id)
  return c.html(<CodesPage {...(await rollShell(c, house, poll))} {...{ batches, state }} />, status)
}

async function showOne(
  c: HonoContext,
  house: House,
  { poll, batch }: One,
  state: FormState = EMPTY_FORM,
  status: 200 | 422 = 200,
) {
  const told = { isDone: c.req.query('fait') === 'oui', isFound: c.req.query('trouve') === 'oui' }
  return c.html(<BatchPage {...(await rollShell(c, house, poll))} {...{ batch, state, ...told }} />, status)
}
