import { Hono, type Context as HonoContext } from 'hono'
import { dayIn } from '#kernel/calendar'
import type { Context } from '#platform/context'
import { makePdf } from '#platform/documents'
import { contextOf, formKeys, readForm, sentFields, signedIn, theVisitor } from '#platform/sessions'
import type { FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import { CERTIFICATE_HEADERS, certificateOf, isCertified } from '../certificate.ts'
import { chooseSessions, evaluate, giveBack, register } from '../commands/index.ts'
import { decideGuest } from '../guest-form.ts'
import {
  CHOICE_SENTENCES,
  GIVE_BACK_SENTENCES,
  GUEST_SENTENCES,
  OPINION_SENTENCES,
  REGISTRATION_SENTENCES,
} from '../sentences.ts'
import * as store from '../store/index.ts'
import { CertificatePage, OpinionPage } from './after-pages.tsx'
import { RegistrationPage } from './registration-page.tsx'
import { actingOn, ownerOn, positionsIn, sentenceIn, staleState } from './visiting.ts'

const PATH = '/agenda/:slug/inscription'
const EMPTY: FormState = { values: {}, errors: {} }

/** What one does of an event once signed in, if only by a code received by mail: register, give back, say what one thought. */
export function takingPartPages(context: Context, frame: SiteFrame): Hono {
  const pages = new Hono()
  pages.route('/', afterPages(context, frame))

  pages.get(PATH, signedIn(), async (c) => {
    const visitor = await theVisitor(c)
    const nom = visitor.actingFor?.displayName ?? visitor.displayName
    return show(c, { values: { nom }, errors: {} }, 200)
  })

  pages.post(PATH, signedIn(), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return show(c, await staleState(c, form.refusal), 422)
    const { fields, submission, lists } = form.value
    const guest = decideGuest({ nom: fields.nom ?? '', besoin: fields.besoin ?? '' })
    if (!guest.ok) return show(c, { values: fields, errors: sentencesOf(guest.refusal) }, 422)
    const event = await store.findEvent(context.db, { slug: c.req.param('slug') })
    if (!event) return c.notFound()
    const acting = contextOf(context, await theVisitor(c))
    const owner = await ownerOn(c, context)
    const sessions = positionsIn(lists.seances)
    const registered = await register(acting, { submission, eventId: event.id, guest: guest.value, owner, sessions })
    if (registered.ok) return c.redirect(`/agenda/${event.slug}/inscription`, 303)
    const problem = sentenceIn(REGISTRATION_SENTENCES, registered.refusal)
    return show(c, { values: fields, errors: {}, problem }, 422)
  })

  pages.post(`${PATH}/annuler`, signedIn(), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return show(c, await staleState(c, form.refusal), 422)
    const event = await store.findEvent(context.db, { slug: c.req.param('slug') })
    if (!event) return c.notFound()
    const given = await giveBack(contextOf(context, await theVisitor(c)), {
      submission: form.value.submission,
      eventId: event.id,
      registrationId: form.value.fields.inscription ?? '',
      owner: await ownerOn(c, context),
    })
    if (given.ok) return c.redirect(`/agenda/${event.slug}/inscription`, 303)
    return show(c, { ...EMPTY, problem: sentenceIn(GIVE_BACK_SENTENCES, given.refusal) }, 422)
  })

  pages.post(`${PATH}/seances`, signedIn(), (c) => chooseAgain(c, context, show))

  return pages

  async function show(c: HonoContext, state: FormState, status: 200 | 422) {
    const event = await store.findEvent(context.db, { slug: c.req.param('slug') ?? '' })
    if (!event || event.publishedAt === null) return c.notFound()
    const own = await store.findOwn(context.db, event.id, await ownerOn(c, context))
    // Whoever has a place gives it back even when nobody registers any more.
    if (!event.takesRegistrations && (!own || own.state === 'cancelled')) return c.notFound()
    const ahead = own?.state === 'waiting' ? await store.countAhead(context.db, event.id, own.rank) : 0
    const acting = await actingOn(c)
    const held = own && (await store.listChosen(context.db, event.id)).get(own.id)
    const sent = status === 422 ? positionsIn((await sentFields(c)).lists.seances) : undefined
    const keysFor = () => formKeys(c, context)
    const page = { acting, event, own, ahead, state, keysFor, chosen: sent ?? held ?? [], now: context.now() }
    return c.html(<RegistrationPage site={frame} {...page} />, status)
  }
}

type Show = (c: HonoContext, state: FormState, status: 200 | 422) => Promise<Response> | Response

/** Other sessions, for who is registered already. */
async function chooseAgain(c: HonoContext, context: Context, show: Show): Promise<Response> {
  const form = await readForm(c, context)
  if (!form.ok) return show(c, await staleState(c, form.refusal), 422)
  const event = await store.findEvent(context.db, { slug: c.req.param('slug') ?? '' })
  if (!event) return c.notFound()
  const chosen = await chooseSessions(contextOf(context, await theVisitor(c)), {
    submission: form.value.submission,
    eventId: event.id,
    registrationId: form.value.fields.inscription ?? '',
    owner: await ownerOn(c, context),
    sessions: positionsIn(form.value.lists.seances),
  })
  if (chosen.ok) return c.redirect(`/agenda/${event.slug}/inscription`, 303)
  return show(c, { ...EMPTY, problem: sentenceIn(CHOICE_SENTENCES, chosen.refusal) }, 422)
}

function sentencesOf(faults: Readonly<Record<string, keyof typeof GUEST_SENTENCES>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(faults).map(([name, fault]) => [name, GUEST_SENTENCES[fault]]))
}

/** For who came: the certificate, the evaluation. */
function afterPages(context: Context, frame: SiteFrame): Hono {
  const pages = new Hono()
  pages.get('/agenda/:slug/attestation', signedIn(), async (c) => {
    const found = await attended(c)
    if (!found) return c.notFound()
    return c.html(<CertificatePage site={frame} {...found} today={dayIn(context.now())} />)
  })

  pages.get('/agenda/:slug/attestation.pdf', signedIn(), async (c) => {
    const found = await attended(c)
    if (!found || !isCertified(found.own)) return c.notFound()
    const told = certificateOf(found.event, found.own, context.settings, dayIn(context.now()))
    return c.body(await makePdf('certificate', told), 200, CERTIFICATE_HEADERS)
  })

  pages.get('/agenda/:slug/avis', signedIn(), (c) => showOpinion(c, EMPTY, 200))
  pages.post('/agenda/:slug/avis', signedIn(), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return showOpinion(c, await staleState(c, form.refusal), 422)
    const { fields, submission } = form.value
    const opinion = /^[1-4]$/.test(fields.utile ?? '') ? Number(fields.utile) : undefined
    const errors: Record<string, string> = {}
    if (opinion === undefined) errors.utile = 'Choisissez une réponse.'
    if ((fields.commentaire ?? '').length > 2_000) errors.commentaire = 'Ce texte est trop long : gardez l’essentiel.'
    if (opinion === undefined || errors.commentaire) return showOpinion(c, { values: fields, errors }, 422)
    const found = await attended(c)
    if (!found) return c.notFound()
    const evaluation = { opinion, comment: (fields.commentaire ?? '').trim() }
    const owner = await ownerOn(c, context)
    const given = await evaluate(contextOf(context, await theVisitor(c)), {
      submission,
      eventId: found.event.id,
      owner,
      evaluation,
    })
    if (given.ok) return c.redirect(`/agenda/${found.event.slug}/avis`, 303)
    return showOpinion(c, { values: fields, errors: {}, problem: sentenceIn(OPINION_SENTENCES, given.refusal) }, 422)
  })
  return pages

  async function showOpinion(c: HonoContext, state: FormState, status: 200 | 422) {
    const found = await attended(c)
    if (!found) return c.notFound()
    return c.html(<OpinionPage site={frame} {...found} keys={formKeys(c, context)} state={state} />, status)
  }

  /** The event and the registration of who came, and of nobody else. */
  async function attended(c: HonoContext) {
    const event = await store.findEvent(context.db, { slug: c.req.param('slug') ?? '' })
    const own = event && (await store.findOwn(context.db, event.id, await ownerOn(c, context)))
    const isSo = event && own?.attended === true && own.state === 'registered'
    return isSo ? { event, own, acting: await actingOn(c) } : undefined
  }
}
