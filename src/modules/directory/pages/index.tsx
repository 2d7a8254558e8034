import { Hono, type Context as HonoContext } from 'hono'
import { dayIn } from '#kernel/calendar'
import { readAtlas } from '#modules/territory'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import { geographyOf } from '../map/geography.ts'
import * as store from '../store/index.ts'
import { addressOf, isUnplain, readAsked, readNumber } from './asked.ts'
import { ListPage, PER_PAGE } from './list.tsx'
import { otherPages } from './other.tsx'
import { StructurePage } from './structure.tsx'

const SHARED = { 'Cache-Control': 'public, max-age=0, must-revalidate' }
const NEAR = 6
const CLOSE = 6

/** `/annuaire`, `/carte` and a page for each structure. */
export function directoryPages(context: Context, frame: SiteFrame, { url }: { readonly url: string }): Hono {
  const pages = new Hono()
  // Before `/annuaire/:slug`, which would take their names for a structure's.
  pages.route('/', otherPages(context, frame, { url }))

  pages.get('/annuaire', async (c) => {
    const atlas = await readAtlas(context.db)
    const asked = readAsked(c.req.query(), atlas, context.now())
    if (isUnplain(queryOf(c), asked)) {
      return c.redirect(addressOf('/annuaire', asked.fields, { page: asked.page === 1 ? '' : String(asked.page) }), 302)
    }
    const number = readNumber(asked.fields.q)
    const slug = number.kind === 'right' ? await store.findSlugByNumber(context.db, number.number) : undefined
    if (slug !== undefined) return c.redirect(`/annuaire/${slug}`, 302)
    const near = asked.from && atlas ? geographyOf(atlas).nearnessFrom(asked.from.code) : undefined
    const at = { limit: PER_PAGE, offset: (asked.page - 1) * PER_PAGE }
    const [counts, total, entries] = await Promise.all([
      store.countEntries(context.db, asked.narrowing, asked.today),
      store.countStructures(context.db),
      store.listEntries(
        context.db,
        asked.narrowing,
        asked.order === 'distance'
          ? { ...at, order: 'distance', near: near ?? { codes: [], metres: [] } }
          : { ...at, order: asked.order },
        asked.today,
      ),
    ])
    const question = asked.narrowing.words.map(({ text }) => text).join(' ')
    const close = counts.total === 0 && question !== '' ? await store.listCloseNames(context.db, question, CLOSE) : []
    return c.html(<ListPage site={frame} {...{ asked, number, entries, counts, total, close, atlas }} />, 200, SHARED)
  })

  pages.get('/annuaire/:slug{[a-z0-9-]{1,100}}', async (c) => {
    const { db, contributions } = context
    const structure = await store.findBySlug(db, c.req.param('slug'))
    // Out of the ESS, or never told to be in it: the directory has no page for it.
    if (!structure || structure.family === null) return c.notFound()
    const today = dayIn(context.now())
    const { id, siren, communeCode } = structure
    const atlas = await readAtlas(db)
    const nearness = communeCode === null || !atlas ? undefined : geographyOf(atlas).nearnessFrom(communeCode)
    const near = nearness && { codes: nearness.codes.slice(0, AROUND), metres: nearness.metres.slice(0, AROUND) }
    const [establishments, recognitions, told, around] = await Promise.all([
      store.listEstablishments(db, id),
      store.listRecognitions(db, id),
      Promise.all(contributions.map((each) => (siren === null ? undefined : each.organisation?.(db, siren)))),
      near
        ? store.listEntries(db, { words: [] }, { limit: NEAR + 1, offset: 0, order: 'distance', near }, today)
        : Promise.resolve([]),
    ])
    return c.html(
      <StructurePage
        site={frame}
        structure={structure}
        establishments={establishments}
        recognitions={recognitions.filter(({ endsOn }) => endsOn === null || endsOn >= today)}
        panels={told.filter((part) => part !== undefined)}
        near={around.filter((each) => each.id !== id).slice(0, NEAR)}
        atlas={atlas}
        acts={actsFor(structure.slug)}
      />,
      200,
      SHARED,
    )
  })
  return pages
}

// Communes looked at for what is near: the ten nearest hold more structures than are shown.
const AROUND = 10

function actsFor(_slug: string) {
  return [{ label: 'Signaler une erreur sur cette page', href: '/contact' }]
}

function queryOf(c: HonoContext): string {
  return new URL(c.req.url).search
}
