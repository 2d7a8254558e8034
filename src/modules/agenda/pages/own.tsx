import { Hono, type Context as HonoContext } from 'hono'
import type { Context } from '#platform/context'
import { contextOf, FORM_SENTENCES, formKeys, readForm, signedIn, theVisitor } from '#platform/sessions'
import type { SiteFrame } from '#ui/page'
import { closeFeed, createEvent, openFeed } from '../commands/index.ts'
import * as store from '../store/index.ts'
import { feedPath } from './feeds.ts'
import { ProposePage } from './other-pages.tsx'
import { OwnAgendaPage, type OwnRegistration } from './own-pages.tsx'
import { type ReadEvent, readEvent } from './read-event.ts'
import { actingOn, ownerOf, staleState } from './visiting.ts'

const PATH = '/mon-espace/agenda'

/** One's own part of the agenda: registrations, proposals, feed. */
export function ownPages(context: Context, frame: SiteFrame, { url }: { readonly url: string }): Hono {
  const pages = new Hono()
  pages.get(PATH, signedIn(), (c) => show(c))

  pages.post(`${PATH}/abonnement`, signedIn(), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return show(c, FORM_SENTENCES[form.refusal])
    const visitor = await theVisitor(c)
    if (visitor.actingFor) return show(c, NOT_FOR_ANOTHER)
    const { submission } = form.value
    await openFeed(contextOf(context, visitor), { submission, personId: visitor.personId })
    return c.redirect(`${PATH}#abonnement`, 303)
  })

  pages.post(`${PATH}/abonnement/arreter`, signedIn(), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return show(c, FORM_SENTENCES[form.refusal])
    const visitor = await theVisitor(c)
    if (visitor.actingFor) return show(c, NOT_FOR_ANOTHER)
    const { submission } = form.value
    await closeFeed(contextOf(context, visitor), { submission, personId: visitor.personId })
    return c.redirect(`${PATH}#abonnement`, 303)
  })

  pages.get('/agenda/proposer', signedIn(), (c) => propose(c, { ok: false, state: START, choices: [] }, 200))
  pages.post('/agenda/proposer', signedIn(), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return propose(c, { ok: false, state: await staleState(c, form.refusal), choices: [] }, 422)
    const read = await readEvent(context, form.value.fields)
    if (!read.ok) return propose(c, read, 422)
    const input = { submission: form.value.submission, draft: read.draft, proposerId: await ownId(c) }
    const created = await createEvent(contextOf(context, await theVisitor(c)), input)
    if (created.ok) return c.redirect(`${PATH}?propose=oui`, 303)
    return propose(c, { ok: false, state: await staleState(c, 'form-stale'), choices: [] }, 422)
  })
  return pages

  async function propose(c: HonoContext, shown: Extract<ReadEvent, { readonly ok: false }>, status: 200 | 422) {
    const page = { acting: await actingOn(c), keys: formKeys(c, context), state: shown.state, choices: shown.choices }
    return c.html(<ProposePage site={frame} {...page} />, status)
  }

  async function ownId(c: HonoContext): Promise<string> {
    return (await ownerOf(context, await theVisitor(c))).personId
  }

  async function show(c: HonoContext, problem?: string) {
    const owner = await ownerOf(context, await theVisitor(c))
    const acting = await actingOn(c)
    const feed = acting === undefined ? await store.findFeedOf(context.db, owner.personId) : undefined
    const page = {
      acting,
      registrations: await registrationsOf(context, owner),
      proposed: await store.listProposedBy(context.db, owner.personId),
      feed: feed && { address: `${url}${feedPath(context, feed.id)}`, createdAt: feed.createdAt },
      keysFor: () => formKeys(c, context),
      isProposed: c.req.query('propose') === 'oui',
      problem,
    }
    return c.html(<OwnAgendaPage site={frame} {...page} />, problem === undefined ? 200 : 422)
  }
}

// Whoever knows the address reads the person's appointments long after they stopped acting for them.
const NOT_FOR_ANOTHER = 'Cette adresse est à la personne seule : elle la crée et l’arrête depuis son propre compte.'

const START = { values: { inscriptions: 'oui' }, errors: {} }

async function registrationsOf(context: Context, owner: store.Owner): Promise<readonly OwnRegistration[]> {
  const own = await store.listOwn(context.db, owner)
  const pairs = await Promise.all(
    own.map(async (registration) => {
      const event = await store.findEvent(context.db, { id: registration.eventId })
      return event && { event, registration }
    }),
  )
  return pairs.filter((pair) => pair !== undefined)
}
