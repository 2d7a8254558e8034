import { Hono, type Context as HonoContext } from 'hono'
import { done, type Result, refuse } from '#kernel/result'
import {
  ENTERED_ITEMS,
  type EnteredItem,
  enterService,
  entriesInForce,
  listServiceEntries,
  managementTable,
  missingItems,
  type NewEntry,
  parisDay,
} from '#platform/archives'
import { SUBMISSION_SENTENCES } from '#platform/database'
import {
  contextOf,
  deskFrame,
  FORM_SENTENCES,
  formKeys,
  having,
  holds,
  readForm,
  sentFields,
  theVisitor,
} from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import { lineOf, NO_DAY, readDay } from '../reading.ts'
import { type House, READERS, RECORDERS } from '../roles.ts'
import { ServicePage } from './page.tsx'
import { ENTRY_SENTENCES, ITEM_SLUGS } from './words.ts'

const PATH = '/agents/mise-en-service'

type Fields = Readonly<Record<string, string>>

/** `/agents/mise-en-service`: what must be agreed before a real poll or campaign, by whom and when it was. */
export function servicePages(house: House): Hono {
  const desk = new Hono()
  desk.get(PATH, having(READERS), (c) => show(c, house, EMPTY_FORM, 200))
  desk.post(PATH, having(RECORDERS), (c) => enter(c, house))
  return desk
}

async function enter(c: HonoContext, house: House): Promise<Response> {
  const { context } = house
  const form = await readForm(c, context)
  if (!form.ok) {
    const { fields: values } = await sentFields(c)
    return show(c, house, { values, errors: {}, problem: FORM_SENTENCES[form.refusal] }, 422)
  }
  const { fields: values, submission } = form.value
  const again = (errors: FormState['errors'], problem?: string) =>
    show(c, house, { values, errors, ...(problem === undefined ? {} : { problem }) }, 422)

  const item = itemOf(values.point)
  if (!item) return again({}, 'Choisissez un point de la liste.')
  const read = readEntry(item, values, context.now())
  if (!read.ok) return again(read.refusal)
  const acting = contextOf(context, await theVisitor(c))
  const entered = await enterService(acting, { submission, entry: read.value, readId: values.lu || undefined })
  if (entered.ok) return c.redirect(PATH, 303)
  const { refusal } = entered
  if (refusal === 'signed-in-the-future') return again({ jour: ENTRY_SENTENCES[refusal] })
  if (refusal === 'reason-missing') return again({ raison: ENTRY_SENTENCES[refusal] })
  return again({}, { ...ENTRY_SENTENCES, ...SUBMISSION_SENTENCES }[refusal])
}

/** Reads the form of a point. @returns  a sentence a field */
function readEntry(item: EnteredItem, fields: Fields, now: Date): Result<NewEntry, Fields> {
  const [signedBy, reference] = [lineOf(fields.signataire), lineOf(fields.reference).slice(0, 120)]
  const reason = lineOf(fields.raison)
  if (fields.retirer === 'oui')
    return done({ item, isWithdrawn: true, reference: '', signedOn: parisDay(now), signedBy: '', reason })
  const signedOn = readDay(fields.jour)
  const errors = {
    ...(signedBy === '' && { signataire: 'Écrivez le nom et la fonction de qui a signé.' }),
    ...(signedOn === undefined && { jour: NO_DAY }),
    ...(reference === '' && { reference: 'Écrivez le numéro ou le titre du document signé.' }),
  }
  if (signedOn === undefined || Object.keys(errors).length > 0) return refuse(errors)
  return done({ item, isWithdrawn: false, reference, signedOn, signedBy, reason })
}

async function show(c: HonoContext, { context, frame }: House, state: FormState, status: 200 | 422) {
  const { db, settings } = context
  const [entries, table] = [await listServiceEntries(db), await managementTable(db)]
  const inForce = entriesInForce(entries)
  const missing = missingItems(inForce, table !== undefined, settings)
  const asked = itemOf(state.values.point ?? c.req.query('point'))
  const mayRecord = holds(await theVisitor(c), RECORDERS)
  const shell = { site: frame, desk: await deskFrame(c, context), keys: formKeys(c, context), state }
  const told = { entries, inForce, table, missing, accessibility: settings.accessibility }
  return c.html(<ServicePage {...shell} {...told} asked={asked} mayRecord={mayRecord} />, status)
}

function itemOf(slug: string | undefined): EnteredItem | undefined {
  return ENTERED_ITEMS.find((item) => ITEM_SLUGS[item] === slug)
}
