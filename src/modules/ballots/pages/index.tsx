import { Hono } from 'hono'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import { resultsCsv } from '../exports.ts'
import { BALLOTS_FILE } from '../model.ts'
import type { SealedPoll } from '../sealed/poll.ts'
import { readAfter } from '../store/after/index.ts'
import * as explanations from '../store/explanations.ts'
import * as store from '../store/index.ts'
import { hasFile, listComparisons, readCounts } from '../store/opening/index.ts'
import { findSealedPoll, listSealedPolls } from '../store/sealed/index.ts'
import { assemblyPages } from './assemblies/index.tsx'
import { bureauPages } from './bureau/index.tsx'
import { countingPages } from './depouillement-routes.tsx'
import { identityPages } from './identity/index.tsx'
import type { VoterWorld } from './identity/where.ts'
import { listQuery, PollListPage } from './list.tsx'
import { logPages } from './log/index.tsx'
import { archivePages } from './opening/archive.tsx'
import type { Held } from './opening/held.tsx'
import { openingPages } from './opening/index.tsx'
import { PollPage } from './poll.tsx'
import { ResultsPage } from './results.tsx'
import { sealedPollPages } from './sealed/index.tsx'
import { addVerifyPages } from './verify-routes.tsx'
import { votePages } from './vote/index.tsx'

const SHARED = { 'Cache-Control': 'public, max-age=0, must-revalidate' }

/**
 * The public pages of polls.
 *
 * @param proxies  addresses whose X-Forwarded-For is believed
 * @param world    what the installation has beside the mail to tell who voters are
 */
export function ballotPages(
  context: Context,
  frame: SiteFrame,
  proxies: readonly string[] = [],
  world: VoterWorld = {},
): Hono {
  const pages = new Hono()
  const { db } = context
  // A poll held here answers first; once its result is published, its address is that of any published poll.
  pages.route('/', identityPages(context, frame, proxies, world))
  pages.route('/', votePages(context, frame, proxies))
  for (const part of [logPages, bureauPages, openingPages, archivePages, assemblyPages, sealedPollPages]) {
    pages.route('/', part(context, frame))
  }

  pages.get('/scrutins', async (c) => {
    const query = listQuery(c.req.query())
    const polls = await store.listPolls(db, query.search, query.order)
    const held = runningFirst(await listSealedPolls(db, context.now()))
    return c.html(<PollListPage site={frame} {...{ query, polls, held }} />, 200, SHARED)
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
    const held = await findHeld(context, poll.slug)
    return c.html(<PollPage site={frame} {...{ poll, options, result, recount, held }} />, 200, SHARED)
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
    const advisory = (await findSealedPoll(db, poll.slug, context.now()))?.settings.advisory
    const explained = { told: told?.told, hasMargins: told?.hasMargins ?? false, advisory }
    const known = { poll, options, result, recount, sizes, ...explained }
    return c.html(<ResultsPage site={frame} {...known} />, 200, SHARED)
  })

  addFiles(pages, db)
  pages.route('/', countingPages(context, frame))
  addVerifyPages(pages, context, frame)
  return pages
}

/** A result, to take away. */
function addFiles(pages: Hono, db: Context['db']): void {
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
}

/** What only a vote held here has to show. */
async function findHeld({ db, now }: Context, slug: string): Promise<Held | undefined> {
  const poll = await findSealedPoll(db, slug, now())
  const counts = poll && (await readCounts(db, poll.id))
  if (!poll || !counts) return undefined
  const { destructions, contestations } = await readAfter(db, poll.id)
  return {
    ...{ poll, counts, destructions, comparisons: await listComparisons(db, poll.id) },
    hasMinutes: await hasFile(db, poll.id, 'minutes.pdf'),
    isContested: contestations.some(({ lifted }) => !lifted),
  }
}

/** Votes one can take part in now, then the others whose result is awaited. */
function runningFirst(polls: readonly SealedPoll[]): readonly SealedPoll[] {
  const awaited = polls.filter(({ stage }) => stage !== 'published')
  return [...awaited.filter(({ stage }) => stage === 'open'), ...awaited.filter(({ stage }) => stage !== 'open')]
}

function attachment(name: string, mediaType: string): Record<string, string> {
  return { ...SHARED, 'Content-Type': mediaType, 'Content-Disposition': `attachment; filename="${name}"` }
}
