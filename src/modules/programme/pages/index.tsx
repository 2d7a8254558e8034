import { Hono } from 'hono'
import { dayIn } from '#kernel/calendar'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import { compareProgrammes } from '../comparing.ts'
import { findAction, type Publication } from '../model.ts'
import { printedReport } from '../reports/index.ts'
import * as store from '../store/index.ts'
import { ActionPage } from './action.tsx'
import { ReportPage, ReportsPage } from './report.tsx'
import { reportPdf } from './report-pdf.ts'
import { NoProgrammePage, TreePage } from './tree.tsx'
import { ComparePage, VersionPage, VersionsPage } from './versions.tsx'

const SHARED = { 'Cache-Control': 'public, max-age=0, must-revalidate' }

/** `/politique`: the programme in force, its actions, its versions, the report of each year. */
export function programmePages(context: Context, frame: SiteFrame): Hono {
  const { db } = context
  const pages = new Hono()
  const thisYear = () => Number(dayIn(context.now()).slice(0, 4))

  pages.get('/politique', async (c) => {
    const publication = await store.findLastPublication(db)
    if (!publication) return c.html(<NoProgrammePage site={frame} />, 200, SHARED)
    const page = {
      publication,
      standing: await store.readStanding(db, publication),
      followed: await store.readFollowed(db, thisYear()),
    }
    return c.html(<TreePage site={frame} {...page} />, 200, SHARED)
  })

  pages.get('/politique/actions/:slug', async (c) => {
    const publication = await store.findLastPublication(db)
    const placed = publication && findAction(publication.programme, c.req.param('slug'))
    if (!publication || !placed) return c.notFound()
    const page = {
      publication,
      placed,
      standing: await store.readStanding(db, publication),
      followed: await store.readFollowed(db, thisYear(), placed.action.slug),
      partnerPages: await store.readPartnerPages(db, placed.action),
      things: await store.listThingsFor(db, context.contributions, placed.action.slug, thisYear()),
    }
    return c.html(<ActionPage site={frame} {...page} />, 200, SHARED)
  })

  pages.get('/politique/versions', async (c) => {
    const publications = await store.listPublications(db)
    const versions = await Promise.all(publications.map((each) => withStanding(context, each)))
    return c.html(<VersionsPage site={frame} versions={versions} />, 200, SHARED)
  })

  pages.get('/politique/versions/:number{[1-9][0-9]{0,4}}', async (c) => {
    const [publication, last] = await Promise.all([
      store.findPublication(db, Number(c.req.param('number'))),
      store.findLastPublication(db),
    ])
    if (!publication || !last) return c.notFound()
    const page = { ...(await withStanding(context, publication)), last: last.number }
    return c.html(<VersionPage site={frame} {...page} />, 200, SHARED)
  })

  pages.get('/politique/versions/:number{[1-9][0-9]{0,4}}/comparer', async (c) => {
    const number = Number(c.req.param('number'))
    const [before, after] = await Promise.all([
      store.findPublication(db, number - 1),
      store.findPublication(db, number),
    ])
    if (!before || !after) return c.notFound()
    const changes = compareProgrammes(before.programme, after.programme)
    return c.html(<ComparePage site={frame} before={before} after={after} changes={changes} />, 200, SHARED)
  })

  reportPages(pages, context, frame, thisYear)
  return pages
}

function reportPages(pages: Hono, context: Context, frame: SiteFrame, thisYear: () => number): void {
  const { db } = context

  pages.get('/politique/bilan', async (c) => {
    const last = await store.findLastPublication(db)
    return c.html(<ReportsPage site={frame} years={last ? yearsOf(last, thisYear()) : []} />, 200, SHARED)
  })

  pages.get('/politique/bilan/:year{[0-9]{4}}', async (c) => {
    const year = Number(c.req.param('year'))
    const last = await store.findLastPublication(db)
    if (!last || !yearsOf(last, thisYear()).includes(year)) return c.notFound()
    const report = await store.readReport(context, last.programme, year)
    return c.html(<ReportPage site={frame} report={report} isOver={year < thisYear()} />, 200, SHARED)
  })

  pages.get('/politique/bilan/:file{[0-9]{4}\\.pdf}', async (c) => {
    const year = Number(c.req.param('file').slice(0, 4))
    const last = await store.findLastPublication(db)
    if (!last || !yearsOf(last, thisYear()).includes(year)) return c.notFound()
    const standing = await store.readStanding(db, last)
    const told = {
      settings: context.settings,
      day: dayIn(context.now()),
      isOver: year < thisYear(),
      standing: standing.words,
    }
    const pdf = await reportPdf(printedReport(await store.readReport(context, last.programme, year), told))
    const named = { 'Content-Disposition': `inline; filename="bilan-ess-${year}.pdf"` }
    return c.body(pdf, 200, { ...SHARED, ...named, 'Content-Type': 'application/pdf' })
  })
}

/** From the first year of the programme to this one, the last first. */
function yearsOf({ programme }: Publication, thisYear: number): readonly number[] {
  const last = Math.min(programme.lastYear, thisYear)
  const count = Math.max(0, last - programme.firstYear + 1)
  return Array.from({ length: count }, (_, rank) => last - rank)
}

async function withStanding(context: Context, publication: Publication) {
  return { publication, standing: await store.readStanding(context.db, publication) }
}
