import { Hono, type Context as HonoContext } from 'hono'
import { readAs } from '#platform/database'
import { FORM_SENTENCES, readForm, sentFields, signedIn } from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import { recordBatch } from '../../commands/paper/index.ts'
import { listBatches } from '../../store/paper/index.ts'
import { acting, type House, pathIn, problemState, shellOf } from '../seated.ts'
import { BatchesPage } from './batches-page.tsx'
import { findPaper, PAPER } from './found.ts'
import { NewBatchPage } from './new-batch-page.tsx'
import { readSheet } from './sheet-form.ts'
import { PAPER_SENTENCES } from './words.ts'

/** The list of batches, and a new one. */
export function batchesDesk(house: House): Hono {
  const desk = new Hono()
  desk.get(PAPER, signedIn(), (c) => showList(c, house))
  desk.get(`${PAPER}/lots/nouveau`, signedIn(), (c) => showNew(c, house, EMPTY_FORM, 200))
  desk.post(`${PAPER}/lots/nouveau`, signedIn(), (c) => record(c, house))
  return desk
}

async function record(c: HonoContext, house: House) {
  const found = await findPaper(c, house)
  if (!found) return c.notFound()
  const { fields: sent } = await sentFields(c)
  const form = await readForm(c, house.context)
  if (!form.ok) return showNew(c, house, problemState(FORM_SENTENCES[form.refusal], sent), 422)
  const sheet = readSheet(form.value.fields)
  if (!sheet.ok) return showNew(c, house, { values: sent, errors: sheet.refusal }, 422)
  const input = { submission: form.value.submission, seat: found.seat, sheet: sheet.value }
  const recorded = await recordBatch(await acting(c, house), input)
  if (recorded.ok) return c.redirect(pathIn(found.poll, `papier/lots/${recorded.value.number}`), 303)
  return showNew(c, house, problemState(PAPER_SENTENCES[recorded.refusal], sent), 422)
}

async function showList(c: HonoContext, house: House) {
  const found = await findPaper(c, house)
  if (!found) return c.notFound()
  const batches = await readAs(house.context.db, 'commission', (commission) => listBatches(commission, found.poll.id))
  return c.html(<BatchesPage {...(await shellOf(c, house))} {...found} batches={batches} />)
}

async function showNew(c: HonoContext, house: House, state: FormState, status: 200 | 422) {
  const found = await findPaper(c, house)
  if (!found) return c.notFound()
  return c.html(<NewBatchPage {...(await shellOf(c, house))} {...found} state={state} />, status)
}
