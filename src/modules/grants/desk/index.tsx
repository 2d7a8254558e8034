import { Hono, type Context as HonoContext } from 'hono'
import { dayIn } from '#kernel/calendar'
import type { Context } from '#platform/context'
import { deskFrame, having, holds, theVisitor } from '#platform/sessions'
import type { SiteFrame } from '#ui/page'
import { centsOf } from '../settings.ts'
import * as store from '../store/index.ts'
import { importDesk } from './import.tsx'
import { GrantsPage } from './list-page.tsx'
import { type House, PATH, READERS, WRITERS } from './parts.ts'
import { recordDesk } from './record.tsx'
import { settingsDesk } from './settings.tsx'
import { sheetDesk } from './sheet.tsx'
import { undertakingsDesk } from './undertakings.tsx'

const PER_PAGE = 50

/** `/agents/subventions`: what was granted, what waits to be published, files of the past, thresholds. */
export function grantDesk(context: Context, frame: SiteFrame): Hono {
  const house = { context, frame }
  const desk = new Hono()
  desk.get(PATH, having(READERS), (c) => showList(c, house))
  for (const part of [recordDesk, settingsDesk, undertakingsDesk, importDesk, sheetDesk]) desk.route('/', part(house))
  return desk
}

async function showList(c: HonoContext, { context, frame }: House): Promise<Response> {
  const { db } = context
  const asked = askedOf(c)
  const [settings, today] = [await store.readSettings(db), dayIn(context.now())]
  const year = Number(today.slice(0, 4))
  const [grants, counted, totals] = await Promise.all([
    store.listGrants(db, asked, PER_PAGE),
    store.countGrants(db, asked),
    store.listYearTotals(db, centsOf(settings, 'convention-cents'), year - 1, PER_PAGE),
  ])
  const told = { asked, grants, counted, totals, settings, today, mayWrite: holds(await theVisitor(c), WRITERS) }
  return c.html(<GrantsPage site={frame} desk={await deskFrame(c, context)} {...told} />)
}

function askedOf(c: HonoContext): { readonly words: string; readonly isWaiting: boolean } {
  return {
    words: (c.req.query('q') ?? '').replaceAll('\0', '').trim().slice(0, 100),
    isWaiting: c.req.query('attente') === 'oui',
  }
}
