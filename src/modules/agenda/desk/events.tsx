import { Hono, type Context as HonoContext } from 'hono'
import type { Context } from '#platform/context'
import {
  contextOf,
  deskFrame,
  FORM_SENTENCES,
  formKeys,
  having,
  readForm,
  sentFields,
  theVisitor,
} from '#platform/sessions'
import type { CommuneChoice } from '#ui/commune-field'
import type { FormState } from '#ui/form'
import { formatInstant } from '#ui/format'
import type { SiteFrame } from '#ui/page'
import { changeEvent, createEvent, duplicateEvent, type Move, moveEvent } from '../commands/index.ts'
import type { AgendaEvent } from '../model.ts'
import { readEvent, stateOf } from '../pages/read-event.ts'
import { sentenceIn, staleState } from '../pages/visiting.ts'
import { EVENT_REFUSALS } from '../sentences.ts'
import * as store from '../store/index.ts'
import { differencesOf, settled, unkept } from './conflict.ts'
import { EditPage, EventConflictPage } from './event-page.tsx'
import { DESK_PATH } from './list-page.tsx'
import { ID, READERS } from './roles.ts'

const MOVES: readonly (readonly [path: string, move: Move])[] = [
  ['publier', 'publish'],
  ['annuler', 'cancel'],
  ['refuser', 'refuse'],
]

type Shown = {
  readonly state: FormState
  readonly choices?: readonly CommuneChoice[]
  readonly version?: number
  readonly problem?: string
}

/** One event at the desk: created, changed, published, cancelled, copied. */
export function eventDesk(context: Context, frame: SiteFrame): Hono {
  const desk = new Hono()
  const house = { context, frame }
  const ONE = `${DESK_PATH}/:id{${ID}}`

  desk.get(`${DESK_PATH}/nouveau`, having(READERS), (c) =>
    show(c, house, undefined, { state: { values: { inscriptions: 'oui' }, errors: {} } }, 200),
  )
  desk.post(`${DESK_PATH}/nouveau`, having(READERS), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return show(c, house, undefined, { state: await staleState(c, form.refusal) }, 422)
    const read = await readEvent(context, form.value.fields)
    if (!read.ok) return show(c, house, undefined, read, 422)
    const created = await createEvent(await actingOn(c, context), {
      submission: form.value.submission,
      draft: read.draft,
      proposerId: null,
    })
    if (created.ok) return c.redirect(`${DESK_PATH}/${created.value.eventId}?enregistre=oui`, 303)
    return show(c, house, undefined, { state: await staleState(c, 'form-stale') }, 422)
  })

  desk.get(ONE, having(READERS), async (c) => {
    const event = await find(c, house)
    return event ? show(c, house, event, { state: await stateOf(context, event) }, 200) : c.notFound()
  })
  desk.post(ONE, having(READERS), (c) => save(c, house))

  addActs(desk, house, ONE)
  return desk
}

type House = { readonly context: Context; readonly frame: SiteFrame }

async function actingOn(c: HonoContext, context: Context): Promise<Context> {
  return contextOf(context, await theVisitor(c))
}

function addActs(desk: Hono, house: House, ONE: string): void {
  for (const [path, move] of MOVES) {
    desk.post(`${ONE}/${path}`, having(READERS), async (c) => {
      const form = await readForm(c, house.context)
      if (!form.ok) return showAgain(c, house, FORM_SENTENCES[form.refusal])
      const reason = (form.value.fields.raison ?? '').trim().slice(0, 500)
      const moved = await moveEvent(await actingOn(c, house.context), {
        submission: form.value.submission,
        id: c.req.param('id') ?? '',
        move,
        reason,
      })
      if (moved.ok) return c.redirect(`${DESK_PATH}/${moved.value.eventId}?enregistre=oui`, 303)
      return showAgain(c, house, sentenceIn(EVENT_REFUSALS, moved.refusal))
    })
  }

  desk.post(`${ONE}/dupliquer`, having(READERS), async (c) => {
    const form = await readForm(c, house.context)
    if (!form.ok) return showAgain(c, house, FORM_SENTENCES[form.refusal])
    const copied = await duplicateEvent(await actingOn(c, house.context), {
      submission: form.value.submission,
      id: c.req.param('id') ?? '',
    })
    if (copied.ok) return c.redirect(`${DESK_PATH}/${copied.value.eventId}`, 303)
    return showAgain(c, house, sentenceIn(EVENT_REFUSALS, copied.refusal))
  })
}

async function save(c: HonoContext, house: House) {
  const { context } = house
  const event = await find(c, house)
  if (!event) return c.notFound()
  const sent = (await sentFields(c)).fields
  const readAt = Number(/^\d{1,9}$/.exec(sent.version ?? '')?.[0] ?? 0)
  const form = await readForm(c, context)
  if (!form.ok) return show(c, house, event, { state: await staleState(c, form.refusal), version: readAt }, 422)

  const theirs = (await stateOf(context, event)).values
  const fields = settled(form.value.fields, theirs)
  const read = await readEvent(context, fields)
  if (!read.ok) return show(c, house, event, { ...read, version: readAt }, 422)
  const { submission } = form.value
  const changed = await changeEvent(await actingOn(c, context), {
    submission,
    id: event.id,
    draft: read.draft,
    version: readAt,
    setAside: unkept(form.value.fields, theirs),
  })
  if (changed.ok) return c.redirect(`${DESK_PATH}/${event.id}?enregistre=oui`, 303)
  if (changed.refusal === 'changed-meanwhile') return showConflict(c, house, event, fields)
  return show(
    c,
    house,
    event,
    { state: { values: fields, errors: {}, problem: sentenceIn(EVENT_REFUSALS, changed.refusal) }, version: readAt },
    422,
  )
}

async function showConflict(
  c: HonoContext,
  house: House,
  event: AgendaEvent,
  fields: Readonly<Record<string, string>>,
) {
  const { context, frame } = house
  const theirs = (await stateOf(context, event)).values
  const differences = differencesOf(fields, theirs)
  const disputed = new Set(differences.map(({ name }) => name))
  const kept = Object.fromEntries(Object.entries(fields).filter(([name]) => !disputed.has(name)))
  const page = {
    site: frame,
    desk: await deskFrame(c, context),
    keysFor: () => formKeys(c, context),
    event,
    differences,
    keep: { ...kept, version: String(event.version) },
    who: (await store.findNameOf(context.db, event.changedBy)) ?? 'Une autre personne',
    when: `le ${formatInstant(event.changedAt)}`,
  }
  return c.html(<EventConflictPage {...page} />, 422)
}

async function showAgain(c: HonoContext, house: House, problem: string) {
  const { context } = house
  const event = await find(c, house)
  return event ? show(c, house, event, { state: await stateOf(context, event), problem }, 422) : c.notFound()
}

async function show(c: HonoContext, house: House, event: AgendaEvent | undefined, shown: Shown, status: 200 | 422) {
  const { context, frame } = house
  const { state, choices = [], problem } = shown
  const page = {
    desk: await deskFrame(c, context),
    keysFor: () => formKeys(c, context),
    // A form that comes back keeps the version it was read at: what others saved meanwhile must be seen.
    version: shown.version ?? event?.version ?? 0,
    isSaved: status === 200 && c.req.query('enregistre') === 'oui',
    setAside: event ? await store.listSetAside(context.db, event.id) : [],
  }
  return c.html(<EditPage site={frame} {...page} {...{ event, state, choices, problem }} />, status)
}

function find(c: HonoContext, { context }: House): Promise<AgendaEvent | undefined> {
  return store.findEvent(context.db, { id: c.req.param('id') ?? '' })
}
