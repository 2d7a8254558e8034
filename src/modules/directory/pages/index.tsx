import { Hono, type Context as HonoContext } from 'hono'
import { dayIn } from '#kernel/calendar'
import { readAtlas } from '#modules/territory'
import type { Context } from '#platform/context'
import { listAttachments, shownAttachment } from '#platform/files'
import type { SiteFrame } from '#ui/page'
import { type Asked, addressOf, isUnplain, readAsked, readNumber } from '../asked.ts'
import type { OwnWords } from '../claims/own-words.ts'
import { PICTURE } from '../claims/pieces.ts'
import { type Atlas, geographyOf } from '../map/index.ts'
import * as store from '../store/index.ts'
import { findWhole } from '../store/whole.ts'
import { ListPage, PER_PAGE } from './list.tsx'
import { otherPages } from './other.tsx'
import type { OwnPhoto } from './own-words.tsx'
import { StructurePage } from './structure.tsx'

const SHARED = { 'Cache-Control': 'public, max-age=0, must-revalidate' }
const NEAR = 6
const CLOSE = 6
// Communes looked at for what is near: enough for the emptiest country.
const AROUND = 60

/** `/annuaire`, `/carte` and a page for each structure. */
export function directoryPages(context: Context, frame: SiteFrame, { url }: { readonly url: string }): Hono {
  const pages = new Hono()
  // Before `/annuaire/:slug`, which would take their names for a structure's.
  pages.route('/', otherPages(context, frame, { url }))

  pages.get('/annuaire', async (c) => {
    const atlas = await readAtlas(context.db)
    const asked = readAsked(c.req.query(), atlas)
    if (isUnplain(queryOf(c), asked)) return c.redirect(addressOf('/annuaire', asked.fields, pageOf(asked)), 302)
    const number = readNumber(asked.fields.q)
    const slug = number.kind === 'right' ? await store.findSlugByNumber(context.db, number.number) : undefined
    if (slug !== undefined) return c.redirect(`/annuaire/${slug}`, 302)
    const found = await findPage(context, asked, atlas)
    return c.html(<ListPage site={frame} {...{ asked, number, atlas }} {...found} />, 200, SHARED)
  })

  pages.get('/annuaire/:slug{[a-z0-9-]{1,100}}', async (c) => {
    const today = dayIn(context.now())
    const [whole, atlas] = await Promise.all([findWhole(context.db, c.req.param('slug'), today), readAtlas(context.db)])
    // Out of the ESS, or never told to be in it: the directory has no page for it.
    if (!whole || whole.structure.family === null) return c.notFound()
    const told = await readAround(context, whole.structure, atlas)
    const photo = await findPhoto(context, whole.own?.content.picture)
    return c.html(<StructurePage site={frame} {...whole} atlas={atlas} photo={photo} {...told} />, 200, SHARED)
  })
  return pages
}

async function findPage({ db, now }: Context, asked: Asked, atlas: Atlas | undefined) {
  const today = dayIn(now())
  const at = { limit: PER_PAGE, offset: (asked.page - 1) * PER_PAGE }
  const near = asked.from && atlas ? geographyOf(atlas).nearnessFrom(asked.from.code) : undefined
  const slice =
    asked.order === 'distance' ? { ...at, order: asked.order, near: near ?? NOWHERE } : { ...at, order: asked.order }
  const [counts, entries] = await Promise.all([
    store.countEntries(db, asked.narrowing, today),
    store.listEntries(db, asked.narrowing, slice, today),
  ])
  const question = asked.narrowing.words.map(({ text }) => text).join(' ')
  const close = counts.total === 0 && question !== '' ? await store.listCloseNames(db, question, CLOSE) : []
  return { counts, entries, close }
}

const NOWHERE = { codes: [], metres: [] }

/** What the page of a structure tells besides what it is. */
async function readAround(
  { db, now, contributions }: Context,
  structure: store.StoredStructure,
  atlas: Atlas | undefined,
) {
  const today = dayIn(now())
  const { id, siren, communeCode } = structure
  const nearness = communeCode === null || !atlas ? undefined : geographyOf(atlas).nearnessFrom(communeCode)
  const near = { codes: nearness?.codes.slice(0, AROUND) ?? [], metres: nearness?.metres.slice(0, AROUND) ?? [] }
  const [told, around] = await Promise.all([
    Promise.all(contributions.map((each) => (siren === null ? undefined : each.organisation?.(db, siren)))),
    store.listEntries(db, { words: [] }, { limit: NEAR + 1, offset: 0, order: 'distance', near }, today),
  ])
  return {
    panels: told.filter((part) => part !== undefined),
    near: around.filter((each) => each.id !== id).slice(0, NEAR),
    acts: [
      { label: 'Signaler une erreur sur cette page', href: `/annuaire/${structure.slug}/signaler` },
      { label: 'C’est votre structure ? Demandez à tenir sa page', href: `/annuaire/${structure.slug}/revendiquer` },
    ],
  }
}

function pageOf({ page }: Asked) {
  return { page: page === 1 ? '' : String(page) }
}

function queryOf(c: HonoContext): string {
  return new URL(c.req.url).search
}

async function findPhoto({ db }: Context, picture: OwnWords['picture'] | undefined): Promise<OwnPhoto | undefined> {
  if (!picture) return undefined
  const [file] = ((await listAttachments(db, PICTURE, [picture.id])).get(picture.id) ?? []).map(shownAttachment)
  if (!file || file.href === null || file.thumbnail === null) return undefined
  return { href: file.href, thumbnail: file.thumbnail, alternative: picture.alternative }
}
