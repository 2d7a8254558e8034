import { Hono } from 'hono'
import { type Context, readTags } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import { isPublic } from '../model.ts'
import { settingsFrom } from '../settings.ts'
import * as store from '../store/index.ts'
import { DecisionPage } from './decision.tsx'
import { DecisionsPage } from './list.tsx'

const SHARED = { 'Cache-Control': 'public, max-age=0, must-revalidate' }
const MOST_SHOWN = 200

/** `/decisions`: what was decided and published. */
export function decisionPages(context: Context, frame: SiteFrame): Hono {
  const pages = new Hono()

  pages.get('/decisions', async (c) => {
    const asked = (c.req.query('q') ?? '').replaceAll('\0', '').slice(0, 200)
    const [decisions, stored] = await Promise.all([
      store.listPublished(context.db, { words: asked.split(/\s+/).filter(Boolean), limit: MOST_SHOWN }),
      store.listStoredSettings(context.db),
    ])
    const hasFile = settingsFrom(stored).get('authority-siret')!.value !== ''
    return c.html(<DecisionsPage site={frame} {...{ decisions, asked, hasFile }} />, 200, SHARED)
  })

  pages.get('/decisions/:slug{[a-z0-9-]+}', async (c) => {
    const decision = await store.findDecisionBySlug(context.db, c.req.param('slug'))
    if (!decision || !isPublic(decision)) return c.notFound()
    const meeting = decision.meetingId === null ? undefined : await store.findMeeting(context.db, decision.meetingId)
    const documents = await store.listDocumentsOf(context.db, [decision.id])
    const aims = await readTags(context, { module: 'decisions', kind: 'decision', id: decision.id })
    return c.html(<DecisionPage site={frame} {...{ decision, meeting, documents, aims }} />, 200, SHARED)
  })

  return pages
}
