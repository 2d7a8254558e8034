import { Hono, type Context as HonoContext, type Next } from 'hono'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import { doorOf } from '../../sealed/journey.ts'
import { type Visit, visitOf } from '../vote/visit.ts'
import { ask, typeMailedCode, typePrintedCode } from './acts.tsx'
import { arrive, ended, endSession, leave } from './franceconnect.tsx'
import { follow, showLeader } from './leader.tsx'
import { codePage, identityPage, printedPage } from './shown.tsx'
import type { VoterWorld } from './where.ts'

type Answer = (visit: Visit, c: HonoContext) => Response | Promise<Response>

/**
 * How a voter proves who they are, between the review and the confirmation: FranceConnect, a code by mail or text
 * message, or a printed code.
 *
 * @param proxies  addresses whose X-Forwarded-For is believed
 */
export function identityPages(
  context: Context,
  site: SiteFrame,
  proxies: readonly string[] = [],
  world: VoterWorld = {},
): Hono {
  const pages = new Hono()
  const door = { context, site, proxies, world }

  const { onPoll, onOpenPoll } = visitsOf(context, site)
  pages.get(
    '/scrutins/:slug/voter/lot',
    onPoll((visit, c) => showLeader(context, visit, c)),
  )
  pages.post(
    '/scrutins/:slug/voter/lot',
    onPoll((visit, c) => follow(context, visit, c)),
  )
  pages.get(
    '/scrutins/:slug/voter/identite',
    onOpenPoll(async (visit, c) => c.html(await identityPage(door, visit, c))),
  )
  pages.get(
    '/scrutins/:slug/voter/code',
    onOpenPoll(async (visit, c) => c.html(await codePage(context, visit, c))),
  )
  pages.get(
    '/scrutins/:slug/voter/code/imprime',
    onOpenPoll(async (visit, c) => c.html(await printedPage(context, visit, c))),
  )
  pages.post(
    '/scrutins/:slug/voter/identite',
    onOpenPoll((visit, c) => ask(door, visit, c)),
  )
  pages.post(
    '/scrutins/:slug/voter/code',
    onOpenPoll((visit, c) => typeMailedCode(door, visit, c)),
  )
  pages.post(
    '/scrutins/:slug/voter/code/imprime',
    onOpenPoll((visit, c) => typePrintedCode(door, visit, c)),
  )
  pages.post(
    '/scrutins/:slug/voter/identite/franceconnect',
    onOpenPoll((visit, c) => leave(door, visit, c)),
  )
  pages.get(
    '/scrutins/:slug/voter/identite/fin',
    onPoll((visit, c) => endSession(door, visit, c)),
  )
  // One address for all polls: FranceConnect only knows those that were declared to it.
  pages.get('/scrutins/retour/franceconnect', (c) => arrive(door, c))
  pages.get('/scrutins/retour/franceconnect/fin', ended)
  return pages
}

function visitsOf(context: Context, site: SiteFrame) {
  const onOpenPoll = (answer: Answer) => async (c: HonoContext, next: Next) => {
    const visit = await visitOf(c, context, site)
    if (!visit) return next()
    // The first page of the journey says why one cannot vote now.
    return doorOf(visit.poll, context.now()) === 'open' ? answer(visit, c) : c.redirect(visit.paths.choose, 303)
  }

  // Also before the opening and after the close: whoever handed codes out may count.
  const onPoll = (answer: Answer) => async (c: HonoContext, next: Next) => {
    const visit = await visitOf(c, context, site)
    return visit ? answer(visit, c) : next()
  }
  return { onPoll, onOpenPoll }
}
