import { Hono } from 'hono'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import { resultsCsv } from '../exports.ts'
import { BALLOTS_FILE } from '../model.ts'
import * as explanations from '../store/explanations.ts'
import * as store from '../store/index.ts'
import { countingPages } from './depouillement-routes.tsx'
import { listQuery, PollListPage } from './list.tsx'
import { PollPage } from './poll.tsx'
import { ResultsPage } from './results.tsx'
import { addVerifyPages } from './verify-routes.tsx'

const SHARED = { 'Cache-Control': 'public, max-age=0, must-revalidate' }

/** The public pages of polls. */
export function ballotPages(context: Context, frame: SiteFrame): Hono {
  const pages = new Hono()
  const { db } = context

  pages.get('/scrutins', async (c) => {
    const query = listQuery(c.req.query())
    const polls = await store.listPolls(db, query.search, query.order)
    return c.html(<PollListPage site={frame} query={query} polls={polls} />, 200, SHARED)
  })

  pages.get('/scrutins/:slug', async (c) => {
    const poll = await store.findPoll(db, c.req.param('slug'))
    if (!poll) return c.notFound()
    const [options, result, recount] = await Promise.all([
      store.listOptions(db, poll.id),
      store.findResult(db, poll.id),
      store.findLatestRecount(db, poll.id),
    ])
    if (!result) return c.notFound()
    return c.html(<PollPage site={frame} {...{ poll, options, result, recount }} />, 200, SHARED)
  })

  pages.get('/scrutins/:slug/resultats', async (c) => {
    const poll = await store.findPoll(db, c.req.param('slug'))
    if (!poll) return c.notFound()
    const [options, result, recount, sizes, told] = await Promise.all([
      store.listOptions(db, poll.id),
      store.findResult(db, poll.id),
      store.findLatestRecount(db, poll.id),
      store.listFileSizes(db, poll.id),
      explanations.findExplanations(db, poll.id),
    ])
    if (!result) return c.notFound()
    const known = { poll, options, result, recount, sizes, told: told?.told, hasMargins: told?.hasMargins ?? false }
    return c.html(<ResultsPage site={frame} {...known} />, 200, SHARED)
  })

  pages.get('/scrutins/:slug/ballots.pb', async (c) => {
    const poll = await store.findPoll(db, c.req.param('slug'))
    const file = poll && (await store.findFile(db, poll.id, BALLOTS_FILE))
    if (!file) return c.notFound()
    return c.body(new Uint8Array(file.content), 200, attachment(`${poll.slug}.pb`, file.mediaType))
  })

  pages.get('/scrutins/:slug/resultats.csv', async (c) => {
    const poll = await store.findPoll(db, c.req.param('slug'))
    const result = poll && (await store.findResult(db, poll.id))
    if (!result) return c.notFound()
    const csv = resultsCsv(poll, await store.listOptions(db, poll.id), result.report)
    return c.body(csv, 200, attachment(`${poll.slug}-resultats.csv`, 'text/csv; charset=utf-8'))
  })

  pages.get('/scrutins/:slug/resultats.json', async (c) => {
    const poll = await store.findPoll(db, c.req.param('slug'))
    const result = poll && (await store.findResult(db, poll.id))
    if (!result) return c.notFound()
    return c.body(result.reportText, 200, attachment(`${poll.slug}-resultats.json`, 'application/json'))
  })

  pages.route('/', countingPages(context, frame))
  addVerifyPages(pages, context, frame)
  return pages
}

function attachment(name: string, mediaType: string): Record<string, string> {
  return { ...SHARED, 'Content-Type': mediaType, 'Content-Disposition': `attachment; filename="${name}"` }
}
