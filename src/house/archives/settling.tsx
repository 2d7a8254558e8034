import { Hono, type Context as HonoContext } from 'hono'
import {
  changeArchiveSetting,
  enterManagementTable,
  listManagementTables,
  readArchiveSetting,
  readArchives,
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
import { ARCHIVES } from './archives-page.tsx'
import { lineOf, NO_DAY, readDay } from './reading.ts'
import { type House, READERS, RECORDERS } from './roles.ts'
import { STEP_SENTENCES } from './sentences.ts'
import { ArchiveSettingsPage, TablePage } from './table-page.tsx'

const [TABLE, SETTINGS] = [`${ARCHIVES}/tableau`, `${ARCHIVES}/reglages`]
const MOVED = 'Quelqu’un vient de changer ce réglage. Relisez la valeur ci-dessous, puis recommencez.'

/** The « tableau de gestion », and the parameters of the archives. */
export function settlingPages(house: House): Hono {
  const desk = new Hono()
  desk.get(TABLE, having(READERS), (c) => showTable(c, house, EMPTY_FORM, 200))
  desk.post(TABLE, having(RECORDERS), (c) => enter(c, house))
  desk.get(SETTINGS, having(READERS), (c) => showSettings(c, house, EMPTY_FORM, 200))
  desk.post(SETTINGS, having(RECORDERS), (c) => change(c, house))
  return desk
}

async function enter(c: HonoContext, house: House): Promise<Response> {
  const { context } = house
  const form = await readForm(c, context)
  if (!form.ok) return showTable(c, house, await stale(c, FORM_SENTENCES[form.refusal]), 422)
  const { fields: values, submission } = form.value
  const reference = lineOf(values.reference).slice(0, 120)
  const approvedOn = readDay(values.jour)
  const errors = {
    ...(reference === '' && { reference: 'Écrivez la référence donnée par les Archives.' }),
    ...(approvedOn === undefined && { jour: NO_DAY }),
  }
  if (reference === '' || approvedOn === undefined) return showTable(c, house, { values, errors }, 422)
  const acting = contextOf(context, await theVisitor(c))
  const entered = await enterManagementTable(acting, { submission, reference, approvedOn })
  if (entered.ok) return c.redirect(TABLE, 303)
  const { refusal } = entered
  const state =
    refusal === 'signed-in-the-future'
      ? { values, errors: { jour: STEP_SENTENCES[refusal] } }
      : { values, errors: {}, problem: SUBMISSION_SENTENCES[refusal] }
  return showTable(c, house, state, 422)
}

async function change(c: HonoContext, house: House): Promise<Response> {
  const { context } = house
  const form = await readForm(c, context)
  if (!form.ok) return showSettings(c, house, await stale(c, FORM_SENTENCES[form.refusal]), 422)
  const { fields: values, submission } = form.value
  const again = (errors: FormState['errors'], problem?: string) =>
    showSettings(c, house, { values, errors, ...(problem === undefined ? {} : { problem }) }, 422)

  const setting = (await readArchives(context, context.db)).settings.get(values.reglage ?? '')
  if (!setting) return again({ valeur: 'Choisissez un réglage de la liste.' })
  const value = readArchiveSetting(setting, values.valeur ?? '')
  if (!value.ok) return again({ valeur: value.refusal })
  const source = (values.source ?? '').toWellFormed().trim()
  if (source === '' || source.length > 300) return again({ source: 'Écrivez qui le dit, en 300 caractères au plus.' })

  const acting = contextOf(context, await theVisitor(c))
  const to = { value: value.value, source, isVerified: values.verifie === 'oui' }
  const changed = await changeArchiveSetting(acting, { submission, setting, to, readValue: values.lu ?? '' })
  if (changed.ok) return c.redirect(SETTINGS, 303)
  return again({}, { 'setting-moved': MOVED, ...SUBMISSION_SENTENCES }[changed.refusal])
}

async function showTable(c: HonoContext, { context, frame }: House, state: FormState, status: 200 | 422) {
  const { kinds } = await readArchives(context, context.db)
  const tables = await listManagementTables(context.db, 20)
  const mayRecord = holds(await theVisitor(c), RECORDERS)
  const shell = { site: frame, desk: await deskFrame(c, context), keys: formKeys(c, context), state }
  return c.html(<TablePage {...shell} {...{ kinds, tables, mayRecord }} />, status)
}

async function showSettings(c: HonoContext, { context, frame }: House, state: FormState, status: 200 | 422) {
  const { settings } = await readArchives(context, context.db)
  const asked = settings.get(state.values.reglage ?? c.req.query('reglage') ?? '')
  const mayRecord = holds(await theVisitor(c), RECORDERS)
  const shell = { site: frame, desk: await deskFrame(c, context), keys: formKeys(c, context), state }
  return c.html(<ArchiveSettingsPage {...shell} {...{ settings, asked, mayRecord }} />, status)
}

async function stale(c: HonoContext, problem: string): Promise<FormState> {
  return { values: (await sentFields(c)).fields, errors: {}, problem }
}
