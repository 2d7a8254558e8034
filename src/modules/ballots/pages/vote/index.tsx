import { Hono, type Context as HonoContext, type MiddlewareHandler } from 'hono'
import type { Context } from '#platform/context'
import { formKeys } from '#platform/sessions'
import type { SiteFrame } from '#ui/page'
import { doorOf } from '../../sealed/journey.ts'
import { findSealedPoll } from '../../store/sealed/index.ts'
import * as store from '../../store/voting/index.ts'
import { findPass } from '../identity/pass.ts'
import { choose, confirm, mail, nextPerson, review, share } from './acts.tsx'
import { ChoosePage } from './choose.tsx'
import { ClosedPage } from './closed.tsx'
import { ConfirmPage } from './confirm.tsx'
import { NothingRecordedPage, RecordedPage } from './recorded.tsx'
import { ReviewPage } from './review.tsx'
import { SharedPage } from './tablet.tsx'
import { type Visit, visitOf } from './visit.ts'

type Answer = (visit: Visit, c: HonoContext) => Response | Promise<Response>

/**
 * The way of a voter: choose, read again, say who one is (`pages/identity`), confirm, keep.
 *
 * @param proxies  addresses whose X-Forwarded-For is believed
 */
export function votePages(context: Context, site: SiteFrame, proxies: readonly string[] = []): Hono {
  const pages = new Hono()
  const doors = doorsOf(context, site)
  addReads(pages, context, doors)
  addActs(pages, context, doors, proxies)
  return pages
}

/** `onPoll`: for a poll held here, whatever its stage. `onOpenPoll`: for an open one; else why, and what to do. */
type Doors = {
  readonly onPoll: (answer: Answer) => MiddlewareHandler
  readonly onOpenPoll: (answer: Answer) => MiddlewareHandler
}

function doorsOf(context: Context, site: SiteFrame): Doors {
  const onPoll =
    (answer: Answer): MiddlewareHandler =>
    async (c, next) => {
      const visit = await visitOf(c, context, site)
      return visit ? answer(visit, c) : next()
    }
  const onOpenPoll = (answer: Answer) =>
    onPoll((visit, c) => {
      const door = doorOf(visit.poll, context.now())
      if (door === 'open') return answer(visit, c)
      return c.html(<ClosedPage visit={visit} why={door} />)
    })
  return { onPoll, onOpenPoll }
}

function addReads(pages: Hono, context: Context, { onPoll, onOpenPoll }: Doors): void {
  const keys = (c: HonoContext) => formKeys(c, context)
  pages.get(
    '/scrutins/:slug/voter',
    onOpenPoll((visit, c) => {
      const sought = { words: c.req.query('mots') ?? '', place: c.req.query('lieu') ?? '' }
      const isPlain = c.req.query('simple') !== undefined
      return c.html(<ChoosePage {...{ visit, sought, isPlain }} keys={keys(c)} />)
    }),
  )
  pages.get(
    '/scrutins/:slug/voter/relecture',
    onOpenPoll((visit, c) => c.html(<ReviewPage visit={visit} keys={keys(c)} />)),
  )
  pages.get(
    '/scrutins/:slug/voter/confirmer',
    onOpenPoll(async (visit, c) => {
      const pass = await findPass(context, c)
      if (!pass) return c.redirect(visit.paths.identity, 303)
      const hasVoted = await store.hasVoted(context.db, pass)
      return c.html(<ConfirmPage {...{ visit, pass, hasVoted }} keys={keys(c)} />)
    }),
  )
  pages.get(
    '/scrutins/:slug/voter/enregistre',
    onPoll((visit, c) => {
      const { recorded } = visit
      if (!recorded) return c.html(<NothingRecordedPage visit={visit} />)
      return c.html(<RecordedPage {...{ visit, recorded }} keys={keys(c)} isMailed={c.req.query('mail') === 'parti'} />)
    }),
  )
  pages.get(
    '/scrutins/:slug/voter/tablette',
    onPoll((visit, c) => c.html(<SharedPage visit={visit} keys={keys(c)} />)),
  )

  // What the script seals for: byte for byte what the fingerprint is of.
  pages.get('/scrutins/:slug/manifeste.json', async (c, next) => {
    const poll = await findSealedPoll(context.db, c.req.param('slug'), context.now())
    if (!poll) return next()
    return c.body(poll.manifestText, 200, {
      'Content-Type': 'application/json',
      'Cache-Control': 'public, max-age=0, must-revalidate',
    })
  })
}

function addActs(pages: Hono, context: Context, { onPoll, onOpenPoll }: Doors, proxies: readonly string[]): void {
  pages.post(
    '/scrutins/:slug/voter',
    onOpenPoll((visit, c) => choose(context, visit, c)),
  )
  pages.post(
    '/scrutins/:slug/voter/relecture',
    onOpenPoll((visit, c) => review(context, visit, c)),
  )
  // Also after the close: who confirms too late is told so by the urn, and who did it in time has the same receipt again.
  pages.post(
    '/scrutins/:slug/voter/confirmer',
    onPoll((visit, c) => confirm(context, visit, c, proxies)),
  )
  pages.post(
    '/scrutins/:slug/voter/courriel',
    onPoll((visit, c) => mail(context, visit, c)),
  )
  pages.post(
    '/scrutins/:slug/voter/personne-suivante',
    onPoll((visit, c) => nextPerson(context, visit, c)),
  )
  pages.post(
    '/scrutins/:slug/voter/tablette',
    onPoll((visit, c) => share(context, visit, c)),
  )
}
