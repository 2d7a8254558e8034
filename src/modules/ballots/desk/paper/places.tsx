import { Hono, type Context as HonoContext } from 'hono'
import { dayIn } from '#kernel/calendar'
import { readAs } from '#platform/database'
import { FORM_SENTENCES, readForm, sentFields, signedIn } from '#platform/sessions'
import { DATE_SENTENCES, readDateField } from '#ui/date-field'
import { EMPTY_FORM, type FormState } from '#ui/form'
import { enterMark, remarkPlace } from '../../commands/paper/index.ts'
import { placesOf } from '../../sealed/paper-places.ts'
import type { Person } from '../../sealed/pass.ts'
import { isName } from '../../sealed/uniqueness.ts'
import * as store from '../../store/paper/index.ts'
import { acting, type House, pathIn, problemState, shellOf } from '../seated.ts'
import { findPaper, PAPER } from './found.ts'
import { ReconciliationPage } from './reconciliation-page.tsx'
import { SignaturesPage } from './signatures-page.tsx'
import { PAPER_SENTENCES } from './words.ts'

type Fields = Readonly<Record<string, string>>

/** The lists people signed, and what each place has: papers and names. */
export function placesDesk(house: House): Hono {
  const desk = new Hono()
  desk.get(`${PAPER}/signatures`, signedIn(), (c) => showSignatures(c, house, undefined, 200))
  desk.post(`${PAPER}/signatures`, signedIn(), (c) => enter(c, house))
  desk.get(`${PAPER}/rapprochement`, signedIn(), (c) => showPlaces(c, house, EMPTY_FORM, 200))
  desk.post(`${PAPER}/rapprochement`, signedIn(), (c) => remark(c, house))
  return desk
}

/** What each place of a poll has now. */
export function readPlaces({ context }: House, pollId: string) {
  return readAs(context.db, 'commission', async (commission) => {
    const batches = await store.listBatches(commission, pollId)
    const signatures = await store.listSignatures(commission, pollId)
    return placesOf(batches, signatures, await store.listRemarks(commission, pollId))
  })
}

async function enter(c: HonoContext, house: House) {
  const found = await findPaper(c, house)
  if (!found) return c.notFound()
  const { fields: sent } = await sentFields(c)
  const form = await readForm(c, house.context)
  if (!form.ok) return showSignatures(c, house, problemState(FORM_SENTENCES[form.refusal], sent), 422)
  const read = readMark(form.value.fields, dayIn(house.context.now()))
  if ('errors' in read) return showSignatures(c, house, { values: sent, errors: read.errors }, 422)
  const entered = await enterMark(await acting(c, house), {
    ...{ submission: form.value.submission, seat: found.seat },
    ...read,
  })
  if (!entered.ok) {
    const sentence = PAPER_SENTENCES[entered.refusal]
    const isLine = entered.refusal === 'line-taken'
    return showSignatures(
      c,
      house,
      isLine ? { values: sent, errors: { ligne: sentence } } : problemState(sentence, sent),
      422,
    )
  }
  const query = new URLSearchParams({ lieu: read.place, fait: entered.value.earlier })
  return c.redirect(`${pathIn(found.poll, 'papier/signatures')}?${query}`, 303)
}

function readMark(
  fields: Fields,
  today: string,
): { readonly person: Person; readonly place: string; readonly line: number } | { readonly errors: Fields } {
  const text = (name: string) => (fields[name] ?? '').replace(/\s+/g, ' ').trim()
  const errors: Record<string, string> = {}
  const [place, birthName, firstName] = [text('lieu'), text('nom'), text('prenom')]
  const line = /^\d{1,5}$/.test(text('ligne')) ? Number(text('ligne')) : 0
  if (place === '' || place.length > 120) errors.lieu = 'Écrivez le lieu du vote, comme sur les bordereaux.'
  if (line < 1) errors.ligne = 'Écrivez le numéro de la ligne, par exemple 12.'
  if (!isName(birthName)) errors.nom = 'Écrivez le nom de naissance, comme sur la liste.'
  if (!isName(firstName)) errors.prenom = 'Écrivez le premier prénom, comme sur la liste.'
  const birth = readDateField(fields, 'naissance', { earliest: '1890-01-01', latest: today })
  if (!birth.ok) errors.naissance = DATE_SENTENCES[birth.refusal]
  if (!birth.ok || Object.keys(errors).length > 0) return { errors }
  return { place, line, person: { birthName, firstName, birthDate: birth.value } }
}

async function remark(c: HonoContext, house: House) {
  const found = await findPaper(c, house)
  if (!found) return c.notFound()
  const { fields: sent } = await sentFields(c)
  const form = await readForm(c, house.context)
  if (!form.ok) return showPlaces(c, house, problemState(FORM_SENTENCES[form.refusal], sent), 422)
  const { fields, submission } = form.value
  const text = (fields.observation ?? '').trim()
  if (text === '' || text.length > 500) {
    const errors = { observation: 'Écrivez pourquoi, en 500 caractères au plus, sans nom.' }
    return showPlaces(c, house, { values: sent, errors }, 422)
  }
  const input = { submission, seat: found.seat, place: fields.lieu ?? '', remark: text }
  const said = await remarkPlace(await acting(c, house), input)
  if (said.ok) return c.redirect(pathIn(found.poll, 'papier/rapprochement'), 303)
  return showPlaces(c, house, problemState(PAPER_SENTENCES[said.refusal], sent), 422)
}

async function showSignatures(c: HonoContext, house: House, state: FormState | undefined, status: 200 | 422) {
  const found = await findPaper(c, house)
  if (!found) return c.notFound()
  const places = await readAs(house.context.db, 'commission', (commission) =>
    store.listSignatures(commission, found.poll.id),
  )
  const place = (c.req.query('lieu') ?? '').replaceAll('\0', '').slice(0, 120)
  const next = (places.find((each) => each.place === place)?.lastLine ?? 0) + 1
  const values = { values: { lieu: place, ligne: String(next) }, errors: {} }
  const said = (['none', 'online', 'paper'] as const).find((each) => status === 200 && each === c.req.query('fait'))
  const page = { ...found, places, said, state: state ?? values }
  return c.html(<SignaturesPage {...(await shellOf(c, house))} {...page} />, status)
}

async function showPlaces(c: HonoContext, house: House, state: FormState, status: 200 | 422) {
  const found = await findPaper(c, house)
  if (!found) return c.notFound()
  const places = await readPlaces(house, found.poll.id)
  return c.html(<ReconciliationPage {...(await shellOf(c, house))} {...{ ...found, places, state }} />, status)
}
