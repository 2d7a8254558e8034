import { Hono, type Context as HonoContext } from 'hono'
import { done, refuse } from '#kernel/result'
import { dayOf } from '#modules/accounts'
import { deskFrame, formKeys, having, holds, sentFields, theVisitor } from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import { changeSetting, moveMeeting, planMeeting } from '../commands/index.ts'
import { isInForce, isTied } from '../interests.ts'
import { readMeeting, readVersion } from '../reading.ts'
import { readSetting, SETTING_NAMES, SETTINGS, settingsFrom } from '../settings.ts'
import * as store from '../store/index.ts'
import { MeetingPage } from './meeting-page.tsx'
import { MeetingsPage, SettingsPage } from './meetings-page.tsx'
import { type House, READERS, submit, WRITERS } from './parts.tsx'
import { idOf } from './show-decision.tsx'

const PATH = '/agents/seances'
const ONE = `${PATH}/:id{[0-9a-f-]{36}}`
const DAY_MS = 86_400_000

/** `/agents/seances`: meetings, their deadlines, their reports, and the parameters of the decisions. */
export function meetingDesk(house: House): Hono {
  const desk = new Hono()

  desk.get(PATH, having(READERS), (c) => showMeetings(c, house, EMPTY_FORM, 200))
  desk.post(PATH, having(WRITERS), (c) =>
    submit(c, house, {
      read: readMeeting,
      act: (acting, { submission }, meeting) => planMeeting(acting, { submission, meeting }),
      next: ({ id }) => `${PATH}/${id}`,
      again: (state) => showMeetings(c, house, state, 422),
    }),
  )

  desk.get(`${PATH}/reglages`, having(READERS), (c) => showSettings(c, house, EMPTY_FORM, 200))
  desk.post(`${PATH}/reglages`, having(WRITERS), (c) =>
    submit(c, house, {
      read: readSettingForm,
      act: (acting, { submission, fields }, setting) =>
        changeSetting(acting, { submission, setting, readValue: fields.lu ?? '' }),
      next: () => `${PATH}/reglages`,
      again: (state) => showSettings(c, house, state, 422),
    }),
  )

  desk.get(ONE, having(READERS), (c) => showMeeting(c, house))
  desk.post(ONE, having(WRITERS), (c) =>
    submit(c, house, {
      read: readMeeting,
      act: (acting, { submission, fields }, meeting) =>
        moveMeeting(acting, { submission, id: idOf(c), meeting, version: readVersion(fields) }),
      next: () => `${PATH}/${idOf(c)}`,
      again: (state) => showMeeting(c, house, state),
    }),
  )

  return desk
}

async function showMeeting(c: HonoContext, { context, frame }: House, sent?: FormState): Promise<Response> {
  const meeting = await store.findMeeting(context.db, idOf(c))
  if (!meeting) return c.notFound()
  const visitor = await theVisitor(c)
  const decisions = await store.listOfMeeting(context.db, meeting.id)
  const organisations = decisions.flatMap(({ lines }) => lines.map(({ beneficiaryId }) => beneficiaryId))
  const ids = decisions.map(({ id }) => id)
  const [links, visas, stored] = await Promise.all([
    store.listInterestsIn(context.db, [...new Set(organisations)], meeting.on),
    store.listVisas(context.db, ids),
    store.listStoredSettings(context.db),
  ])
  const today = dayOf(context.now())
  const own = (await store.listInterestsOf(context.db, visitor.personId)).filter(
    (link) => isInForce(link, today) || isInForce(link, meeting.on),
  )
  const hidden = new Set(decisions.filter((each) => isTied(each, own, visitor.personId)).map(({ id }) => id))
  const page = {
    ...{ meeting, decisions, links, visas, hidden, today, settings: settingsFrom(stored) },
    documents: await store.listDocumentsOf(
      context.db,
      ids.filter((id) => !hidden.has(id)),
    ),
    mayWrite: holds(visitor, WRITERS),
    state: sent ?? { values: fieldsOf(meeting), errors: {} },
    version: sent ? readVersion(sent.values) : meeting.version,
    keys: formKeys(c, context),
  }
  const html = <MeetingPage site={frame} desk={await deskFrame(c, context)} {...page} />
  return c.html(html, sent === undefined ? 200 : 422)
}

// What the form of a meeting starts from: the meeting as it is.
function fieldsOf({ body, meetsAt, on, place, seatCount }: store.Meeting): FormState['values'] {
  const heure = new Intl.DateTimeFormat('fr-FR', { timeStyle: 'short', timeZone: 'Europe/Paris' }).format(meetsAt)
  return { instance: body, jour: on, heure, lieu: place, elus: String(seatCount) }
}

async function showMeetings(c: HonoContext, { context, frame }: House, state: FormState, status: 200 | 422) {
  const now = context.now()
  const [coming, past] = await Promise.all([
    store.listMeetings(context.db, new Date(now.getTime() - DAY_MS)),
    store.listMeetings(context.db, new Date(now.getTime() - 400 * DAY_MS), new Date(now.getTime() - DAY_MS)),
  ])
  const settings = settingsFrom(await store.listStoredSettings(context.db))
  const page = { coming, past: past.toReversed(), settings, state, today: dayOf(now), keys: formKeys(c, context) }
  return c.html(<MeetingsPage site={frame} desk={await deskFrame(c, context)} {...page} />, status)
}

async function showSettings(c: HonoContext, { context, frame }: House, state: FormState, status: 200 | 422) {
  const settings = settingsFrom(await store.listStoredSettings(context.db))
  const asked = SETTING_NAMES.find((name) => name === (state.values.reglage ?? c.req.query('reglage')))
  const sent = (await sentFields(c)).lists.valeur
  const chosen = state.values.reglage === undefined ? undefined : (sent ?? []).join()
  const page = { settings, asked, chosen, state, keys: formKeys(c, context) }
  return c.html(<SettingsPage site={frame} desk={await deskFrame(c, context)} {...page} />, status)
}

function readSettingForm(fields: Readonly<Record<string, string>>, lists: Readonly<Record<string, readonly string[]>>) {
  const name = SETTING_NAMES.find((each) => each === fields.reglage)
  if (!name) return refuse({ valeur: 'Choisissez un réglage de la liste.' })
  // Roles are boxes: several are ticked, in the order they are shown.
  const typed = SETTINGS[name].shape === 'roles' ? (lists.valeur ?? []).join() : (fields.valeur ?? '')
  const value = readSetting(name, typed)
  if (!value.ok) return refuse({ valeur: value.refusal })
  const source = (fields.source ?? '').toWellFormed().trim()
  if (source === '' || source.length > 300) {
    return refuse({ source: 'Écrivez qui le dit (article, délibération, usage), en 300 caractères au plus.' })
  }
  return done({ name, value: value.value, source, isVerified: fields.verifie === 'oui' })
}
