import { Hono, type Context as HonoContext } from 'hono'
import { dayIn, instantsOf, isMonth, monthOf, monthsFrom } from '#kernel/calendar'
import { readAtlas } from '#modules/territory'
import { type Context, readTags } from '#platform/context'
import { allowFraming } from '#platform/http'
import type { SiteFrame } from '#ui/page'
import * as store from '../store/index.ts'
import { EventPage } from './event.tsx'
import { feedPages } from './feeds.ts'
import { readFilter } from './filter.ts'
import { AgendaPage } from './list.tsx'
import { MonthPage } from './month.tsx'
import { FramePage, ProgrammePage, SubscriptionPage } from './other-pages.tsx'
import { ownPages } from './own.tsx'
import { takingPartPages } from './taking-part.tsx'

const MOST_SHOWN = 200
const PUBLIC = 'public, max-age=0, must-revalidate'

/** `/agenda`: what comes, and how to take part. */
export function agendaPages(context: Context, frame: SiteFrame, { url }: { readonly url: string }): Hono {
  const pages = new Hono()
  const name = () => `Agenda · ${context.settings.territoryName}`
  // Before `/agenda/:slug`, which would take their names for an event's.
  pages.route('/', feedPages(context, { url, name }))
  pages.route('/', ownPages(context, frame, { url }))

  pages.get('/agenda', async (c) => {
    const [asked, events] = await coming(c)
    const total =
      asked.active.length === 0
        ? events.length
        : (await store.listEvents(context.db, { from: context.now() }, MOST_SHOWN)).length
    c.header('Cache-Control', PUBLIC)
    return c.html(<AgendaPage site={frame} asked={asked} events={events} total={total} now={context.now()} />)
  })

  pages.get('/agenda/programme', async (c) => {
    const [asked, events] = await coming(c)
    c.header('Cache-Control', PUBLIC)
    return c.html(<ProgrammePage site={frame} asked={asked} events={events} />)
  })

  pages.get('/agenda/calendrier', async (c) => {
    const now = monthOf(dayIn(context.now()))
    const known = await store.monthsKnown(context.db, now)
    const typed = c.req.query('mois') ?? now
    const month = isMonth(typed) && typed >= known.first && typed <= known.last ? typed : now
    const from = instantsOf({ day: `${month}-01`, time: '00:00' })[0]!
    const until = instantsOf({ day: `${monthsFrom(month, 1)}-01`, time: '00:00' })[0]!
    const held = await store.listEvents(context.db, { from, until }, MOST_SHOWN)
    // What began the month before is in the table of that month.
    const events = held.filter(({ startsAt }) => startsAt >= from)
    c.header('Cache-Control', PUBLIC)
    return c.html(<MonthPage site={frame} month={month} known={known} events={events} now={context.now()} />)
  })

  pages.get('/agenda/abonnement', async (c) => {
    c.header('Cache-Control', PUBLIC)
    return c.html(<SubscriptionPage site={frame} embedders={await store.listEmbedders(context.db)} />)
  })

  pages.get('/agenda/cadre', async (c) => {
    const events = await store.listEvents(context.db, { from: context.now() }, MOST_SHOWN)
    c.header('Cache-Control', PUBLIC)
    allowFraming(c, await store.listEmbedders(context.db))
    return c.html(<FramePage site={frame} events={events} />)
  })

  pages.route('/', takingPartPages(context, frame))

  pages.get('/agenda/:slug', async (c) => {
    const event = await store.findEvent(context.db, { slug: c.req.param('slug') })
    if (!event || event.publishedAt === null) return c.notFound()
    c.header('Cache-Control', PUBLIC)
    const aims = await readTags(context, { module: 'agenda', kind: 'event', id: event.id })
    const atlas = await readAtlas(context.db)
    return c.html(<EventPage site={frame} event={event} now={context.now()} atlas={atlas} aims={aims} />)
  })
  return pages

  /** What is asked for, from now on unless a day is told. */
  async function coming(c: HonoContext) {
    const asked = await readFilter(context, c.req.query())
    const today = context.now()
    const from = asked.filter.from ?? (asked.filter.until && asked.filter.until <= today ? new Date(0) : today)
    return [asked, await store.listEvents(context.db, { ...asked.filter, from }, MOST_SHOWN)] as const
  }
}
