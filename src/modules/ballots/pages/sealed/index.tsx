import { Hono, type Context as HonoContext, type Next } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import { ORDERS, shuffled } from '../../sealed/journey-order.ts'
import type { SealedPoll } from '../../sealed/poll.ts'
import { listPublishedHeads } from '../../store/casting/index.ts'
import * as store from '../../store/sealed/index.ts'
import { HowToVotePage, PosterPage } from './other-pages.tsx'
import { SealedPollPage } from './poll-page.tsx'
import { posterPdf } from './poster.ts'

const SHARED = { 'Cache-Control': 'public, max-age=0, must-revalidate' }
const PDF = {
  ...SHARED,
  'Content-Type': 'application/pdf',
  'Content-Disposition': 'inline; filename="affiche.pdf"',
  'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
} as const
const ONE = '/scrutins/:slug{[a-z0-9-]{1,80}}'

/** The public pages of a poll held here, until its result is published at the same address. */
export function sealedPollPages(context: Context, frame: SiteFrame): Hono {
  const pages = new Hono()
  const { db } = context
  // Of the settings, never of the request: these pages are kept for everybody, and go on walls.
  const addressOf = ({ slug }: SealedPoll) => `${frame.url ?? ''}/scrutins/${slug}`
  const find = (c: HonoContext) => store.findSealedPoll(db, c.req.param('slug') ?? '', context.now())
  const running = async (c: HonoContext, next: Next, answer: (poll: SealedPoll) => Promise<Response> | Response) => {
    const poll = await find(c)
    if (!poll || poll.stage === 'published') return next()
    return answer(poll)
  }

  pages.get(ONE, (c, next) =>
    running(c, next, async (poll) => {
      const held = await store.findHeldPoll(db, poll.slug)
      const options = await store.listShownOptions(db, poll.id)
      const heads = poll.stage === 'waiting' ? [] : await listPublishedHeads(db, poll.id)
      const page = {
        poll,
        draft: held!.draft,
        options: shuffled(options, poll.fingerprint, orderOf(c, context)),
        extensions: await store.listExtensions(db, poll.id),
        turnout: heads.map(({ publishedAt, voterCount }) => ({ at: publishedAt, voters: voterCount })),
        now: context.now(),
      }
      return c.html(<SealedPollPage site={frame} {...page} />)
    }),
  )
  pages.get(`${ONE}/comment-voter`, (c, next) =>
    running(c, next, (poll) => c.html(<HowToVotePage site={frame} poll={poll} />, 200, SHARED)),
  )
  pages.get(`${ONE}/affiche`, (c, next) =>
    running(c, next, (poll) => {
      const address = addressOf(poll)
      return c.html(<PosterPage site={frame} {...{ poll, address }} />, 200, SHARED)
    }),
  )
  pages.get(`${ONE}/affiche.pdf`, (c, next) =>
    running(c, next, async (poll) => c.body(await posterPdf(poll, addressOf(poll), context.settings), 200, PDF)),
  )
  // It stays at its address, whatever the stage.
  pages.get(`${ONE}/images/:code`, async (c, next) => {
    const poll = await find(c)
    const picture = poll && (await store.findPicture(db, poll.id, c.req.param('code') ?? ''))
    if (!picture) return next()
    return c.body(new Uint8Array(picture.content), 200, { ...SHARED, 'Content-Type': picture.mediaType })
  })
  return pages
}

const ORDER_COOKIE = 'vote-ordre'

/** The visitor's order: the same as in the journey. */
function orderOf(c: HonoContext, context: Context): number {
  c.header('Cache-Control', 'private, no-cache')
  const kept = Number(getCookie(c, ORDER_COOKIE, 'host') ?? Number.NaN)
  if (Number.isInteger(kept) && kept >= 0 && kept < ORDERS) return kept
  const drawn = (context.random(1)[0] ?? 0) % ORDERS
  setCookie(c, ORDER_COOKIE, String(drawn), {
    prefix: 'host',
    secure: true,
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
  })
  return drawn
}
