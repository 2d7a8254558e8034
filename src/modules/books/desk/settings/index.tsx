import { Hono, type Context as HonoContext } from 'hono'
import { done, type Result, refuse } from '#kernel/result'
import type { Context } from '#platform/context'
import { FORM_SENTENCES, having, readForm, type SentForm, sentFields } from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import { compareCodes } from '../../budget/nomenclature.ts'
import { EXPENSE_READERS, FINANCE_ROLES } from '../../budget/roles.ts'
import { BUDGET_SETTINGS, type BudgetSetting, readSetting } from '../../budget/settings.ts'
import { changeBudgetSetting, importNomenclature } from '../../commands/budget/index.ts'
import * as store from '../../store/budget/index.ts'
import { around, type Fields, type House, submit } from '../parts.tsx'
import { readWords } from '../reading.ts'
import { NOMENCLATURES, NomenclaturesPage, TrialPage } from './nomenclature-pages.tsx'
import { FILES, readNomenclature, textsOf } from './reading.ts'
import { SETTINGS, SettingsPage } from './settings-page.tsx'

/** `/agents/budget/reglages` and `/agents/budget/nomenclatures`: what the rules of the budget are read from. */
export function budgetSettingsDesk(house: House): Hono {
  const desk = new Hono()
  desk.get(SETTINGS, having(EXPENSE_READERS), (c) => showSettings(c, house, EMPTY_FORM, 200))
  desk.post(SETTINGS, having(FINANCE_ROLES), (c) =>
    submit(c, house, {
      read: readChange,
      act: (acting, { submission }, setting) => changeBudgetSetting(acting, { submission, setting }),
      next: () => SETTINGS,
      again: (state) => showSettings(c, house, state, 422),
    }),
  )
  desk.get(NOMENCLATURES, having(EXPENSE_READERS), (c) => showNomenclatures(c, house, EMPTY_FORM, 200))
  desk.post(`${NOMENCLATURES}/essai`, having(FINANCE_ROLES), (c) => tryNomenclature(c, house))
  desk.post(NOMENCLATURES, having(FINANCE_ROLES), (c) =>
    submit(c, house, {
      read: (fields) => readNomenclature(fields),
      act: (acting, { submission }, read) => importNomenclature(acting, { submission, ...read }),
      next: () => NOMENCLATURES,
      again: (state) => showNomenclatures(c, house, withoutFiles(state), 422),
    }),
  )
  return desk
}

async function showSettings(c: HonoContext, house: House, state: FormState, status: 200 | 422) {
  const settings = await store.readBudgetSettings(house.context.db)
  return c.html(<SettingsPage {...(await around(c, house))} {...{ settings, state }} />, status)
}

async function showNomenclatures(c: HonoContext, house: House, state: FormState, status: 200 | 422) {
  const nomenclatures = await store.listNomenclatures(house.context.db)
  return c.html(<NomenclaturesPage {...(await around(c, house))} {...{ nomenclatures, state }} />, status)
}

/** The dry run: what the files would change. Nothing is written; the next form carries what was read. */
async function tryNomenclature(c: HonoContext, house: House): Promise<Response> {
  const { context } = house
  const form = await readForm(c, context)
  if (!form.ok) {
    const { envoi: _key, jeton: _token, ...values } = (await sentFields(c)).fields
    return showNomenclatures(c, house, { values, errors: {}, problem: FORM_SENTENCES[form.refusal] }, 422)
  }
  const fields = await fieldsOf(form.value)
  const read = readNomenclature(fields)
  if (!read.ok) return showNomenclatures(c, house, withoutFiles({ values: fields, errors: read.refusal }), 422)
  const latest = await findLatest(context, read.value.nomenclature.name)
  const before = latest === undefined ? [] : await store.listCodes(context.db, latest.id)
  const page = { fields, read: read.value, latest, changes: compareCodes(before, read.value.codes) }
  return c.html(<TrialPage {...(await around(c, house))} {...page} />)
}

// Of the same name when there is one: a new year of the M57 is compared with the last.
async function findLatest({ db }: Context, name: string) {
  const all = await store.listNomenclatures(db)
  return all.find((each) => each.name === name) ?? all[0]
}

async function fieldsOf({ fields, files }: SentForm): Promise<Fields> {
  return { ...fields, ...(await textsOf(files)) }
}

// A browser never fills a file field: what it held is not sent back.
function withoutFiles({ values, ...state }: FormState): FormState {
  const kept = Object.entries(values).filter(([name]) => !FILES.some((each) => each.name === name))
  return { ...state, values: Object.fromEntries(kept) }
}

function readChange(fields: Fields): Result<BudgetSetting, Fields> {
  const name = (Object.keys(BUDGET_SETTINGS) as (keyof typeof BUDGET_SETTINGS)[]).find(
    (each) => each === fields.reglage,
  )
  if (name === undefined) return refuse({ valeur: 'Choisissez un réglage de la liste.' })
  const [value, source] = [readSetting(name, fields[`valeur-${name}`] ?? ''), readWords(fields, `source-${name}`, 300)]
  if (!value.ok || !source.ok) {
    return refuse({
      ...(value.ok ? {} : { [`valeur-${name}`]: value.refusal }),
      ...(source.ok ? {} : source.refusal),
    })
  }
  const isVerified = fields[`verifie-${name}`] === 'oui'
  return done({ name, value: value.value, source: source.value, isVerified })
}
