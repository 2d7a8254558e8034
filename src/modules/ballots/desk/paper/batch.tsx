import { Hono, type Context as HonoContext } from 'hono'
import { PAPER_REASONS } from '#kernel/ballot'
import { FORM_SENTENCES, readForm, type SentForm, sentFields, signedIn } from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import {
  annulBatch,
  closeBatch,
  correctSheet,
  keepBatch,
  restartTyping,
  settlePaper,
} from '../../commands/paper/index.ts'
import { readLine } from '../../sealed/paper.ts'
import { acting, type House, pathIn, problemState, shellOf } from '../seated.ts'
import { BatchPage } from './batch-page.tsx'
import { CorrectPage } from './correct-page.tsx'
import { findOne, ONE_BATCH } from './found.ts'
import { readSheet, writtenSheet } from './sheet-form.ts'
import { LINE_SENTENCES, PAPER_SENTENCES, type PaperRefusal } from './words.ts'

type Found = NonNullable<Awaited<ReturnType<typeof findOne>>>

/** One batch: what it waits for, the papers typed differently, its close, its annulment. */
export function batchDesk(house: House): Hono {
  const desk = new Hono()
  desk.get(ONE_BATCH, signedIn(), (c) => show(c, house, EMPTY_FORM, 200))
  desk.post(`${ONE_BATCH}/papiers/:position{[1-9][0-9]{0,4}}`, signedIn(), (c) => settle(c, house))
  desk.post(`${ONE_BATCH}/:act{fermer|recommencer|annuler|garder}`, signedIn(), (c) => act(c, house))
  desk.get(`${ONE_BATCH}/bordereau`, signedIn(), (c) => showCorrect(c, house, undefined, 200))
  desk.post(`${ONE_BATCH}/bordereau`, signedIn(), (c) => correct(c, house))
  return desk
}

async function settle(c: HonoContext, house: House) {
  const found = await findOne(c, house)
  if (!found) return c.notFound()
  const position = Number(c.req.param('position'))
  const name = `papier-${position}`
  const { fields: sent } = await sentFields(c)
  const form = await readForm(c, house.context)
  if (!form.ok) return show(c, house, problemState(FORM_SENTENCES[form.refusal], sent), 422)
  const paper = readLine(form.value.fields[name] ?? '', found.poll.manifest)
  const wrong = (sentence: string) => show(c, house, { values: sent, errors: { [name]: sentence } }, 422)
  if (!paper.ok) return wrong(`Papier ${position} : ${LINE_SENTENCES[paper.refusal]}`)
  const input = { ...whatOf(found, form.value), position, paper: paper.value }
  const settled = await settlePaper(await acting(c, house), input)
  return settled.ok ? back(c, found) : wrong(PAPER_SENTENCES[settled.refusal])
}

async function act(c: HonoContext, house: House) {
  const found = await findOne(c, house)
  if (!found) return c.notFound()
  const form = await readForm(c, house.context)
  if (!form.ok) return show(c, house, problemState(FORM_SENTENCES[form.refusal]), 422)
  const refusal = await done(c, house, found, form.value)
  return refusal === undefined ? back(c, found) : show(c, house, problemState(PAPER_SENTENCES[refusal]), 422)
}

async function done(c: HonoContext, house: House, found: Found, form: SentForm): Promise<PaperRefusal | undefined> {
  const [context, input] = [await acting(c, house), whatOf(found, form)]
  const acts = {
    fermer: () => closeBatch(context, input),
    recommencer: () => restartTyping(context, input),
    garder: () => keepBatch(context, input),
    annuler: () => annulBatch(context, { ...input, reason: PAPER_REASONS.find((each) => each === form.fields.motif) }),
  }
  const result = await acts[c.req.param('act') as keyof typeof acts]()
  return result.ok ? undefined : result.refusal
}

async function correct(c: HonoContext, house: House) {
  const found = await findOne(c, house)
  if (!found) return c.notFound()
  const { fields: sent } = await sentFields(c)
  const form = await readForm(c, house.context)
  if (!form.ok) return showCorrect(c, house, problemState(FORM_SENTENCES[form.refusal], sent), 422)
  const sheet = readSheet(form.value.fields)
  if (!sheet.ok) return showCorrect(c, house, { values: sent, errors: sheet.refusal }, 422)
  const version = Number(form.value.fields.version ?? 0)
  const corrected = await correctSheet(await acting(c, house), {
    ...whatOf(found, form.value),
    ...{ sheet: sheet.value, version },
  })
  if (corrected.ok) return back(c, found)
  return showCorrect(c, house, problemState(PAPER_SENTENCES[corrected.refusal], sent), 422)
}

function whatOf({ seat, batch }: Found, { submission }: SentForm) {
  return { submission, seat, number: batch.number }
}

function back(c: HonoContext, { poll, batch }: Found) {
  return c.redirect(pathIn(poll, `papier/lots/${batch.number}`), 303)
}

async function show(c: HonoContext, house: House, state: FormState, status: 200 | 422) {
  const found = await findOne(c, house)
  if (!found) return c.notFound()
  const page = { ...found, state, isWiden: c.req.query('tout') === 'oui' && status === 200 }
  return c.html(<BatchPage {...(await shellOf(c, house))} {...page} />, status)
}

async function showCorrect(c: HonoContext, house: House, state: FormState | undefined, status: 200 | 422) {
  const found = await findOne(c, house)
  if (!found) return c.notFound()
  const values = { values: writtenSheet(found.batch.sheet), errors: {} }
  return c.html(<CorrectPage {...(await shellOf(c, house))} {...found} state={state ?? values} />, status)
}
