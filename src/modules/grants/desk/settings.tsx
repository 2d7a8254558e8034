import { Hono, type Context as HonoContext } from 'hono'
import {
  deskFrame,
  FORM_SENTENCES,
  formKeys,
  having,
  holds,
  readForm,
  sentFields,
  theVisitor,
} from '#platform/sessions'
import type { FormState } from '#ui/form'
import { changeSetting } from '../commands/index.ts'
import { SENTENCES } from '../sentences.ts'
import { readSetting, SETTING_NAMES, SETTINGS, type Setting, type SettingName, shownSetting } from '../settings.ts'
import * as store from '../store/index.ts'
import { acting, type Fields, type House, PATH, READERS, refusalSentence, WRITERS } from './parts.ts'
import { SettingPage, SettingsPage } from './settings-page.tsx'

/** Thresholds and ceilings: to read, and to change with their source. */
export function settingsDesk(house: House): Hono {
  const desk = new Hono()
  const { context, frame } = house
  const { db } = context

  desk.get(`${PATH}/reglages`, having(READERS), async (c) => {
    const [settings, mayWrite] = [await store.readSettings(db), holds(await theVisitor(c), WRITERS)]
    return c.html(<SettingsPage site={frame} desk={await deskFrame(c, context)} {...{ settings, mayWrite }} />)
  })

  desk.get(`${PATH}/reglages/:name`, having(WRITERS), async (c) => {
    const setting = await settingOf(house, c.req.param('name'))
    return setting ? showSetting(c, house, setting, { values: valuesOf(setting), errors: {} }, 200) : c.notFound()
  })
  desk.post(`${PATH}/reglages/:name`, having(WRITERS), async (c) => {
    const setting = await settingOf(house, c.req.param('name'))
    return setting ? answer(c, house, setting) : c.notFound()
  })
  return desk
}

async function answer(c: HonoContext, house: House, setting: Setting): Promise<Response> {
  const form = await readForm(c, house.context)
  if (!form.ok) {
    const { fields: values } = await sentFields(c)
    return showSetting(c, house, setting, { values, errors: {}, problem: FORM_SENTENCES[form.refusal] }, 422)
  }
  const { fields: values, submission } = form.value
  const read = readFields(setting.name, values)
  if ('errors' in read) return showSetting(c, house, setting, { values, errors: read.errors }, 422)
  const input = { submission, setting: read.setting, readValue: values.lue ?? '' }
  const changed = await changeSetting(await acting(c, house.context), input)
  if (changed.ok) return c.redirect(`${PATH}/reglages`, 303)
  if (changed.refusal !== 'setting-changed')
    return showSetting(c, house, setting, { values, errors: {}, problem: refusalSentence(changed.refusal) }, 422)
  // Both are shown: what is kept now in the sentence, what they wrote in the form.
  const problem = `${SENTENCES['setting-changed']} Il vaut maintenant ${shownSetting(setting)} (${setting.source}).`
  return showSetting(c, house, setting, { values, errors: {}, problem }, 422)
}

function readFields(name: SettingName, fields: Fields): { readonly setting: Setting } | { readonly errors: Fields } {
  const value = readSetting(name, fields.valeur ?? '')
  const source = (fields.source ?? '').trim()
  const errors = {
    ...(!value.ok && { valeur: value.refusal }),
    ...((source === '' || source.length > 300) && {
      source: 'Dites qui fixe cette valeur, en 300 caractères au plus.',
    }),
  }
  if (!value.ok || Object.keys(errors).length > 0) return { errors }
  return { setting: { name, value: value.value, source, isVerified: fields.verifie === 'oui' } }
}

async function showSetting(c: HonoContext, house: House, setting: Setting, state: FormState, status: 200 | 422) {
  const { context, frame } = house
  const page = { name: setting.name, readValue: setting.value, state, keys: formKeys(c, context) }
  return c.html(<SettingPage site={frame} desk={await deskFrame(c, context)} {...page} />, status)
}

async function settingOf({ context }: House, asked: string): Promise<Setting | undefined> {
  const name = SETTING_NAMES.find((each) => each === asked)
  return name && (await store.readSettings(context.db)).get(name)
}

function valuesOf(setting: Setting): Fields {
  const { name, value, source, isVerified } = setting
  const amount = BigInt(value)
  const shown = SETTINGS[name].shape === 'cents' ? `${amount / 100n},${String(amount % 100n).padStart(2, '0')}` : value
  return { valeur: shown, source, verifie: isVerified ? 'oui' : '' }
}
