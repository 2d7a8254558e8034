import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { Hono, type Context as HonoContext } from 'hono'
import { listOwnAddresses } from '#modules/accounts'
import type { Context } from '#platform/context'
import { calendarOf, FEED_TYPE } from '../feed.ts'
import type { AgendaEvent } from '../model.ts'
import * as store from '../store/index.ts'
import { readFilter } from './filter.ts'

const MOST = 500
const QUARTER_MS = 92 * 86_400_000

/** The calendars: `/agenda/flux.ics` and its filters, one event, one person's. */
export function feedPages(context: Context, told: { readonly url: string; readonly name: () => string }): Hono {
  const pages = new Hono()
  const site = () => ({ name: told.name(), url: told.url })

  pages.get('/agenda/flux.ics', async (c) => {
    const { filter } = await readFilter(context, c.req.query())
    const from = filter.from ?? new Date(context.now().getTime() - QUARTER_MS)
    return answer(c, await store.listEvents(context.db, { ...filter, from }, MOST), PUBLIC)
  })

  pages.get('/agenda/:slug/evenement.ics', async (c) => {
    const event = await store.findEvent(context.db, { slug: c.req.param('slug') })
    if (!event || event.publishedAt === null) return c.notFound()
    return answer(c, [event], PUBLIC)
  })

  // The secret stands in the address, because calendars send nothing else: it opens dates, and can be taken back.
  pages.get('/agenda/flux/:token{[A-Za-z0-9_.-]{40,120}}', async (c) => {
    const feedId = feedOfToken(context, c.req.param('token').replace(/\.ics$/, ''))
    const personId = feedId && (await store.findFeedOwner(context.db, feedId))
    if (!personId) return c.notFound()
    return answer(c, await eventsOf(context, personId), 'private, no-cache')
  })

  // `c.req.raw` has no If-None-Match of weak tags to compare: the bytes are the same or they are not.
  function answer(c: HonoContext, events: readonly AgendaEvent[], cache: string): Response {
    const text = calendarOf(events, site())
    const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`
    const headers = { ETag: etag, 'Cache-Control': cache }
    const asked = (c.req.header('If-None-Match') ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''))
    if (asked.includes(etag)) return c.body(null, 304, headers)
    return c.body(text, 200, {
      ...headers,
      'Content-Type': FEED_TYPE,
      'Content-Disposition': 'inline; filename="agenda.ics"',
    })
  }
  return pages
}

const PUBLIC = 'public, max-age=0, must-revalidate'

/** Events a person holds or awaits a place in, cancelled ones included: their calendar takes them away. */
async function eventsOf(context: Context, personId: string): Promise<readonly AgendaEvent[]> {
  const owner = { personId, addresses: await listOwnAddresses(context.db, personId) }
  const held = (await store.listOwn(context.db, owner)).filter(({ state }) => state !== 'cancelled').slice(0, MOST)
  const events = await Promise.all(held.map(({ eventId }) => store.findEvent(context.db, { id: eventId })))
  return events.filter((event) => event !== undefined).filter(({ publishedAt }) => publishedAt !== null)
}

/** The path of a person's feed: the table alone does not tell it. */
export function feedPath(context: Context, feedId: string): string {
  return `/agenda/flux/${feedId}.${proofOf(context, feedId)}.ics`
}

function feedOfToken(context: Context, token: string): string | undefined {
  const [feedId = '', proof = ''] = token.split('.')
  if (!/^[0-9a-f-]{36}$/.test(feedId)) return undefined
  const [given, right] = [Buffer.from(proof), Buffer.from(proofOf(context, feedId))]
  return given.length === right.length && timingSafeEqual(given, right) ? feedId : undefined
}

function proofOf(context: Context, feedId: string): string {
  return createHmac('sha256', context.keyFor('agenda feeds')).update(feedId).digest('base64url')
}
