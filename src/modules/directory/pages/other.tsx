import { Hono } from 'hono'
import { dayIn } from '#kernel/calendar'
import { readAtlas } from '#modules/territory'
import type { Context } from '#platform/context'
import { allowFraming } from '#platform/http'
import type { SiteFrame } from '#ui/page'
import { addressOf, isUnplain, readAsked } from '../asked.ts'
import { csvHeader, csvLines } from '../exports.ts'
import { placeNames } from '../map/index.ts'
import type { Narrowing } from '../narrowing.ts'
import * as store from '../store/index.ts'
import { EmbedPage, FramePage } from './frame.tsx'
import { MapPage } from './map.tsx'
import { RECOGNITIONS_PATH, RecognitionsPage } from './recognitions.tsx'

const SHARED = { 'Cache-Control': 'public, max-age=0, must-revalidate' }
const FRAMED = 50
const BATCH = 1000

/** The same structures on a map, in a file, in the frame of another site. */
export function otherPages(context: Context, frame: SiteFrame, { url }: { readonly url: string }): Hono {
  const pages = new Hono()
  const { db } = context

  pages.get('/carte', async (c) => {
    const atlas = await readAtlas(db)
    if (!atlas) return c.notFound()
    const asked = readAsked({ ...c.req.query(), tri: '', page: '' }, atlas)
    const today = dayIn(context.now())
    if (isUnplain(new URL(c.req.url).search, asked)) return c.redirect(addressOf('/carte', asked.fields), 302)
    const [counts, byCommune] = await Promise.all([
      store.countEntries(db, asked.narrowing, today),
      store.countByCommune(db, asked.narrowing, today),
    ])
    return c.html(<MapPage site={frame} {...{ asked, atlas, counts, byCommune }} />, 200, SHARED)
  })

  pages.get('/annuaire.csv', async (c) => {
    const atlas = await readAtlas(db)
    const { narrowing } = readAsked(c.req.query(), atlas)
    return c.body(csvStream(narrowing, dayIn(context.now()), placeNames(atlas, url)), 200, {
      ...SHARED,
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="annuaire.csv"',
    })
  })

  pages.get(RECOGNITIONS_PATH, async (c) => {
    const counts = await store.countEntries(db, { words: [] }, dayIn(context.now()))
    return c.html(<RecognitionsPage site={frame} counts={counts} />, 200, SHARED)
  })

  pages.get('/annuaire/integrer', async (c) =>
    c.html(<EmbedPage site={frame} embedders={await store.findEmbedders(db)} />, 200, SHARED),
  )

  pages.get('/annuaire/cadre', async (c) => {
    const atlas = await readAtlas(db)
    const asked = readAsked(c.req.query(), atlas)
    const today = dayIn(context.now())
    const slice = { limit: FRAMED, offset: 0, order: 'nom' } as const
    const [entries, counts, embedders] = await Promise.all([
      store.listEntries(db, asked.narrowing, slice, today),
      store.countEntries(db, asked.narrowing, today),
      store.findEmbedders(db),
    ])
    allowFraming(c, embedders)
    return c.html(<FramePage site={frame} {...{ asked, entries, atlas }} found={counts.total} />, 200, SHARED)
  })
  return pages

  /** A thousand lines at a time: a long file takes no more memory than a short one. */
  function csvStream(narrowing: Narrowing, today: string, places: ReturnType<typeof placeNames>) {
    let after: string | undefined = ''
    const encoder = new TextEncoder()
    return new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(encoder.encode(csvHeader())),
      pull: async (controller) => {
        if (after === undefined) return controller.close()
        const entries = await store.listEntries(db, narrowing, { limit: BATCH, order: 'adresse', after }, today)
        if (entries.length > 0) controller.enqueue(encoder.encode(csvLines(entries, places)))
        after = entries.length < BATCH ? undefined : entries.at(-1)!.slug
        if (after === undefined) controller.close()
      },
    })
  }
}
