import { Hono, type Context as HonoContext } from 'hono'
import type { Context } from '#platform/context'
import {
  DESK_ROLES,
  deskFrame,
  FORM_SENTENCES,
  formKeys,
  having,
  listDeskTasks,
  readForm,
  sentFields,
  theVisitor,
} from '#platform/sessions'
import { EMPTY_FORM } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import { CalendarPage } from './calendar.tsx'
import { listAll, listComing } from './coming.ts'
import { addDays, addMonths, dayOf, monthAsked, startOf } from './days.ts'
import { deskDoor } from './door.tsx'
import { type DeskSearch, MOST_WORDS, SearchPage, searchDesk } from './search.tsx'
import { TodayPage } from './today.tsx'

const DAYS_AHEAD = 14

/** The desk's own pages: `/agents`, its calendar, its search. Its door stands before the desks of all modules. */
export function deskPages(context: Context, frame: SiteFrame): Hono {
  const app = new Hono()
  app.use('/agents/*', deskDoor(frame))

  app.get('/agents', having(DESK_ROLES), async (c) => {
    const [visitor, now] = [await theVisitor(c), context.now()]
    const horizon = startOf(addDays(dayOf(now), DAYS_AHEAD))
    const tasks = await listDeskTasks(context, visitor)
    const coming = await listComing(context, visitor, now, horizon)
    const desk = await deskFrame(c, context)
    return c.html(<TodayPage site={frame} desk={desk} now={now} tasks={tasks} coming={coming} />)
  })

  app.get('/agents/calendrier', having(DESK_ROLES), async (c) => {
    const [visitor, now] = [await theVisitor(c), context.now()]
    const month = monthAsked(c.req.query('mois'), now)
    const [from, until] = [startOf(`${month}-01`), startOf(`${addMonths(month, 1)}-01`)]
    const days = await listAll(context, visitor, from, until)
    const desk = await deskFrame(c, context)
    return c.html(<CalendarPage site={frame} desk={desk} month={month} now={now} days={days} />)
  })

  app.get('/agents/recherche', having(DESK_ROLES), (c) => showSearch(c, context, frame, { state: EMPTY_FORM }, 200))
  app.post('/agents/recherche', having(DESK_ROLES), async (c) => {
    const { fields } = await sentFields(c)
    const values = { mots: (fields.mots ?? '').trim().slice(0, MOST_WORDS) }
    const form = await readForm(c, context)
    if (!form.ok) {
      const state = { values, errors: {}, problem: FORM_SENTENCES[form.refusal] }
      return showSearch(c, context, frame, { state }, 422)
    }
    if (values.mots.length < 2) {
      const errors = { mots: 'Écrivez au moins deux lettres de ce que vous cherchez.' }
      return showSearch(c, context, frame, { state: { values, errors } }, 422)
    }
    const groups = await searchDesk(context, await theVisitor(c), values.mots)
    return showSearch(c, context, frame, { state: { values, errors: {} }, groups }, 200)
  })
  return app
}

async function showSearch(c: HonoContext, context: Context, frame: SiteFrame, search: DeskSearch, status: 200 | 422) {
  const desk = await deskFrame(c, context)
  const keys = formKeys(c, context)
  return c.html(<SearchPage site={frame} desk={desk} keys={keys} search={search} />, status)
}
