import { Hono, type Context as HonoContext } from 'hono'
import { type Context, type Settings, withoutFictitiousNumber } from '#platform/context'
import { SUBMISSION_SENTENCES } from '#platform/database'
import {
  contextOf,
  deskFrame,
  FORM_SENTENCES,
  formKeys,
  having,
  readForm,
  type SentForm,
  sentFields,
  theVisitor,
} from '#platform/sessions'
import type { SiteFrame } from '#ui/page'
import { changeSettings } from '../commands/index.ts'
import { fieldsOf, mergeFields, settledFields } from '../settings/index.ts'
import * as store from '../store/index.ts'
import { ConflictPage, SettingsPage } from './settings.tsx'

const ROLES = ['agent', 'administrator'] as const
const PATH = '/agents/territoire'
/** Above it a logo is not even read. */
const LARGEST_LOGO = 200_000

type Shown = Readonly<Record<string, string>>

/** The settings of the territory: `/agents/territoire`. */
export function territoryDesk(context: Context, frame: SiteFrame): Hono {
  const desk = new Hono()

  desk.get(PATH, having(ROLES), async (c) => {
    const { settings } = await current(context)
    return show(c, { context, frame }, { values: fieldsOf(settings), errors: {} }, 200)
  })

  desk.post(PATH, having(ROLES), async (c) => {
    const { fields } = await sentFields(c)
    const form = await readForm(c, context)
    if (!form.ok) {
      const problem = FORM_SENTENCES[form.refusal]
      return show(c, { context, frame }, { values: fields, errors: {}, problem }, 422)
    }
    return save(c, { context, frame }, form.value)
  })

  return desk
}

type House = { readonly context: Context; readonly frame: SiteFrame }

async function save(c: HonoContext, house: House, sent: SentForm): Promise<Response> {
  const { context } = house
  const readAt = Number(/^\d{1,9}$/.exec(sent.fields.version ?? '')?.[0] ?? 0)
  const now = await current(context)
  const theirs = fieldsOf(now.settings)
  let fields = settledFields(sent.fields, theirs)
  if (now.version !== readAt) {
    const before = await store.findSettingsVersion(context.db, readAt)
    const merged = mergeFields(before && fieldsOf(before), fields, theirs)
    fields = merged.fields
    if (merged.disputed.length > 0) return showConflict(c, house, { fields, theirs, now, disputed: merged.disputed })
  }
  return write(c, house, { sent, fields, now })
}

type Writing = { readonly sent: SentForm; readonly fields: Shown; readonly now: Current }

async function write(c: HonoContext, house: House, { sent, fields, now }: Writing): Promise<Response> {
  const { context } = house
  const file = sent.files.logo
  const logo =
    file && file.size > 0 ? (file.size > LARGEST_LOGO ? 'x'.repeat(LARGEST_LOGO) : await file.text()) : undefined
  const changed = await changeSettings(contextOf(context, await theVisitor(c)), {
    submission: sent.submission,
    form: { fields, logo },
    readAt: now.version,
    folderSettings: withoutFictitiousNumber(context.settings),
  })
  if (changed.ok) return c.redirect(`${PATH}?enregistre=${changed.value.version}`, 303)
  const { refusal } = changed
  if (refusal === 'submission-reused') {
    return show(c, house, { values: fields, errors: {}, problem: SUBMISSION_SENTENCES[refusal] }, 422)
  }
  // Somebody saved in the instant between reading and writing: it is read again.
  if (refusal.reason === 'settings-moved') return save(c, house, sent)
  return show(c, house, { values: fields, errors: refusal.faults as Shown }, 422)
}

type Current = { readonly version: number; readonly settings: Settings; readonly setAt: Date | undefined }

async function current(context: Context): Promise<Current> {
  const stored = await store.findCurrentSettings(context.db)
  return stored ?? { version: 0, settings: withoutFictitiousNumber(context.settings), setAt: undefined }
}

type State = { readonly values: Shown; readonly errors: Shown; readonly problem?: string }

async function show(c: HonoContext, { context, frame }: House, state: State, status: 200 | 422): Promise<Response> {
  const { version, settings } = await current(context)
  const history = await store.listSettings(context.db, 10)
  const page = {
    desk: await deskFrame(c, context),
    keys: formKeys(c, context),
    history,
    isSaved: status === 200 && c.req.query('enregistre') === String(version),
  }
  // A form that comes back keeps the version it was read at: what others saved meanwhile must be seen.
  const readAt = status === 200 ? version : Number(state.values.version ?? version)
  return c.html(
    <SettingsPage site={frame} {...page} {...{ state, version: readAt, logo: settings.logo !== null }} />,
    status,
  )
}

type Conflict = {
  readonly fields: Shown
  readonly theirs: Shown
  readonly now: Current
  readonly disputed: readonly string[]
}

async function showConflict(c: HonoContext, { context, frame }: House, conflict: Conflict): Promise<Response> {
  const page = { desk: await deskFrame(c, context), keys: formKeys(c, context) }
  return c.html(<ConflictPage site={frame} {...page} {...conflict} />, 422)
}
