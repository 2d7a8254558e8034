import { Hono, type Context as HonoContext } from 'hono'
import type { Context } from '#platform/context'
import { EVERY_SUBJECT } from '#platform/notices'
import { sentFields } from '#platform/sessions'
import type { SiteFrame } from '#ui/page'
import { LESS, readRhythm } from '../choices.ts'
import { leaveSubject } from '../commands.choices.ts'
import { subjectsOf } from '../commands.sending.ts'
import { findWayOut } from '../store.choices.ts'
import { readWayOut } from '../way-out.ts'
import { WayOutPage } from './way-out-page.tsx'

const PATH = '/lettres/desinscription/:jeton{[A-Za-z0-9_-]{20,64}}'

/**
 * Where « unsubscribe » leads, for mail programs and for people. It works without signing in, for whoever holds the address;
 * the answer is the same whoever it is of.
 *
 * @see  RFC 8058
 */
export function wayOutPages(context: Context, frame: SiteFrame): Hono {
  const pages = new Hono()

  // Programs that look at every link of a mail change nothing: only a button, or the program of the reader, writes.
  pages.get(PATH, async (c) => {
    const way = await wayOn(c)
    return answer(c, way ? { kind: 'asked', name: nameOf(way.subject), path: c.req.path } : { kind: 'unknown' })
  })

  // No key of a form here: a mail program sends « List-Unsubscribe=One-Click » and nothing else (RFC 8058, 3.2).
  pages.post(PATH, async (c) => {
    const way = await wayOn(c)
    if (!way) return answer(c, { kind: 'unknown' })
    const rhythm = readLess((await sentFields(c)).fields.rythme)
    if (!rhythm) return answer(c, { kind: 'asked', name: nameOf(way.subject), path: c.req.path }, 422)
    const visiting: Context = { ...context, actor: { kind: 'visitor' } }
    const key = Buffer.from(context.random(24)).toString('base64url')
    await leaveSubject(visiting, { submission: { key, body: null }, ...way, rhythm })
    return answer(c, { kind: 'done', name: nameOf(way.subject), rhythm, path: c.req.path })
  })
  return pages

  async function wayOn(c: HonoContext) {
    const id = readWayOut(context.keyFor, c.req.param('jeton') ?? '')
    return id === undefined ? undefined : findWayOut(context.db, id)
  }

  // An address that opens something is neither kept by caches nor told to other sites.
  function answer(c: HonoContext, shown: Parameters<typeof WayOutPage>[0]['shown'], status: 200 | 422 = 200) {
    c.header('Cache-Control', 'no-store')
    c.header('Referrer-Policy', 'no-referrer')
    return c.html(<WayOutPage site={frame} shown={shown} />, shown.kind === 'unknown' ? 404 : status)
  }

  function nameOf(subject: string): string {
    if (subject === EVERY_SUBJECT) return 'Toutes les nouvelles'
    return subjectsOf(context).find(({ id }) => id === subject)?.name ?? 'Ces nouvelles'
  }
}

/** None when nothing is said, as mail programs do; undefined: more, or nothing we know. */
function readLess(typed: string | undefined) {
  if (typed === undefined) return 'never'
  const rhythm = readRhythm(typed)
  return rhythm === 'never' || (rhythm && LESS.includes(rhythm)) ? rhythm : undefined
}
