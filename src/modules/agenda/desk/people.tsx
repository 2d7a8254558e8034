import { Hono, type Context as HonoContext } from 'hono'
import { dayIn } from '#kernel/calendar'
import type { Context } from '#platform/context'
import { makePdf } from '#platform/documents'
import { contextOf, deskFrame, FORM_SENTENCES, formKeys, having, readForm, theVisitor } from '#platform/sessions'
import type { FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import { CERTIFICATE_HEADERS, certificateOf, isCertified } from '../certificate.ts'
import { giveBack, notePresence, register } from '../commands/index.ts'
import { decideGuest } from '../guest-form.ts'
import { positionsIn, sentenceIn, staleState } from '../pages/visiting.ts'
import { GIVE_BACK_SENTENCES, GUEST_SENTENCES, PRESENCE_SENTENCES, REGISTRATION_SENTENCES } from '../sentences.ts'
import * as store from '../store/index.ts'
import { DESK_PATH } from './list-page.tsx'
import { PresencePage, RegistrationsPage } from './people-pages.tsx'
import { EMPTY, ID, READERS } from './roles.ts'

/** Who comes: the list, somebody typed in, the sheet at the door. */
export function peopleDesk(context: Context, frame: SiteFrame, told: { readonly url: string }): Hono {
  const desk = new Hono()
  desk.route('/', sheetDesk(context, frame, told))
  const PEOPLE = `${DESK_PATH}/:id{${ID}}/inscriptions`

  desk.get(PEOPLE, having(READERS), (c) => show(c, EMPTY, 200))
  desk.post(PEOPLE, having(READERS), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return show(c, await staleState(c, form.refusal), 422)
    const { fields, submission } = form.value
    const guest = decideGuest(fields)
    if (!guest.ok) {
      const errors = Object.fromEntries(
        Object.entries(guest.refusal).map(([name, fault]) => [name, GUEST_SENTENCES[fault]]),
      )
      return show(c, { values: fields, errors }, 422)
    }
    const acting = contextOf(context, await theVisitor(c))
    const sessions = positionsIn(form.value.lists.seances)
    const eventId = c.req.param('id')
    const done = await register(acting, { submission, eventId, guest: guest.value, owner: null, sessions })
    if (done.ok) return c.redirect(`${DESK_PATH}/${c.req.param('id')}/inscriptions`, 303)
    return show(c, { values: fields, errors: {}, problem: sentenceIn(REGISTRATION_SENTENCES, done.refusal) }, 422)
  })

  desk.post(`${PEOPLE}/:registration/retirer`, having(READERS), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return show(c, EMPTY, 422, FORM_SENTENCES[form.refusal])
    const given = await giveBack(contextOf(context, await theVisitor(c)), {
      submission: form.value.submission,
      eventId: c.req.param('id'),
      registrationId: c.req.param('registration'),
      owner: null,
    })
    if (given.ok) return c.redirect(`${DESK_PATH}/${c.req.param('id')}/inscriptions`, 303)
    return show(c, EMPTY, 422, sentenceIn(GIVE_BACK_SENTENCES, given.refusal))
  })

  // Given at the desk to who has no account.
  desk.get(`${PEOPLE}/:registration/attestation.pdf`, having(READERS), async (c) => {
    const event = await store.findEvent(context.db, { id: c.req.param('id') })
    const registrations = event ? await store.listRegistrations(context.db, event.id) : []
    const one = registrations.find(({ id }) => id === c.req.param('registration'))
    if (!event || !one || !isCertified(one)) return c.notFound()
    const told = certificateOf(event, one, context.settings, dayIn(context.now()))
    return c.body(await makePdf('certificate', told), 200, CERTIFICATE_HEADERS)
  })

  return desk

  async function show(c: HonoContext, state: FormState, status: 200 | 422, problem?: string) {
    const found = await find(c, context, frame)
    if (!found) return c.notFound()
    const evaluations = await store.listEvaluations(context.db, found.event.id)
    return c.html(<RegistrationsPage {...found} {...{ state, evaluations, problem }} />, status)
  }
}

function sheetDesk(context: Context, frame: SiteFrame, { url }: { readonly url: string }): Hono {
  const desk = new Hono()
  const SHEET = `${DESK_PATH}/:id{${ID}}/presence`
  desk.get(SHEET, having(READERS), (c) => showSheet(c, 200))
  desk.post(SHEET, having(READERS), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return showSheet(c, 422, FORM_SENTENCES[form.refusal])
    const present = (form.value.lists.present ?? []).filter((id) => UUID.test(id))
    const acting = contextOf(context, await theVisitor(c))
    const noted = await notePresence(acting, { submission: form.value.submission, eventId: c.req.param('id'), present })
    if (noted.ok) return c.redirect(`${DESK_PATH}/${c.req.param('id')}/presence?enregistre=oui`, 303)
    return showSheet(c, 422, sentenceIn(PRESENCE_SENTENCES, noted.refusal))
  })
  return desk

  async function showSheet(c: HonoContext, status: 200 | 422, problem?: string) {
    const found = await find(c, context, frame)
    if (!found) return c.notFound()
    const address = `${url}${DESK_PATH}/${found.event.id}/presence`
    const isSaved = status === 200 && c.req.query('enregistre') === 'oui'
    return c.html(<PresencePage {...found} {...{ address, isSaved, problem }} />, status)
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

async function find(c: HonoContext, context: Context, frame: SiteFrame) {
  const event = await store.findEvent(context.db, { id: c.req.param('id') ?? '' })
  if (!event) return undefined
  return {
    site: frame,
    desk: await deskFrame(c, context),
    event,
    registrations: await store.listRegistrations(context.db, event.id),
    chosen: await store.listChosen(context.db, event.id),
    keysFor: () => formKeys(c, context),
  }
}
