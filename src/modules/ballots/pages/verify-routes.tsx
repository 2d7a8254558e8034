import type { Hono } from 'hono'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import { foldNumber } from '../ballot-pages.ts'
import { BALLOTS_FILE } from '../model.ts'
import * as explanations from '../store/explanations.ts'
import * as store from '../store/index.ts'
import { ComparePage } from './compare.tsx'
import { VerifyPage } from './verify.tsx'
import { BallotsPage } from './verify-ballots.tsx'

const SHARED = { 'Cache-Control': 'public, max-age=0, must-revalidate' }

/** What is told of a result: rules compared, the count made again, ballots one by one. */
export function addVerifyPages(pages: Hono, { db }: Context, frame: SiteFrame): void {
  pages.get('/scrutins/:slug/comparer', async (c) => {
    const poll = await store.findPoll(db, c.req.param('slug'))
    if (!poll) return c.notFound()
    const [options, told] = await Promise.all([
      store.listOptions(db, poll.id),
      explanations.findExplanations(db, poll.id),
    ])
    return c.html(<ComparePage site={frame} {...{ poll, options }} explanations={told} />, 200, SHARED)
  })

  pages.get('/scrutins/:slug/verifier', async (c) => {
    const poll = await store.findPoll(db, c.req.param('slug'))
    if (!poll) return c.notFound()
    const [recount, sizes, first, ballotsHash = ''] = await Promise.all([
      store.findLatestRecount(db, poll.id),
      store.listFileSizes(db, poll.id),
      explanations.findBallotPage(db, poll.id, '', 1),
      store.findFileHash(db, poll.id, BALLOTS_FILE),
    ])
    return c.html(<VerifyPage site={frame} {...{ poll, recount, sizes, first, ballotsHash }} />, 200, SHARED)
  })

  pages.get('/scrutins/:slug/verifier/:prefix', async (c) => {
    const poll = await store.findPoll(db, c.req.param('slug'))
    if (!poll) return c.notFound()
    const prefix = foldNumber(c.req.param('prefix'))
    const page = Number(/^[1-9]\d{0,5}$/.exec(c.req.query('page') ?? '1')?.[0] ?? 0)
    const [options, content] = await Promise.all([
      store.listOptions(db, poll.id),
      explanations.findBallotPage(db, poll.id, prefix, page),
    ])
    if (!content) return c.notFound()
    return c.html(<BallotsPage site={frame} {...{ poll, options, prefix, page, content }} />, 200, SHARED)
  })

  pages.get('/scrutins/:slug/certificat.json', async (c) => {
    const poll = await store.findPoll(db, c.req.param('slug'))
    const certificate = poll && (await explanations.findCertificate(db, poll.id))
    if (!certificate) return c.notFound()
    const name = `${poll.slug}-certificat.json`
    return c.body(certificate, 200, {
      ...SHARED,
      'Content-Type': 'application/json',
      'Content-Disposition': `attachment; filename="${name}"`,
    })
  })
}
