import { Hono, type Context as HonoContext } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { refuse } from '#kernel/result'
import type { Context } from '#platform/context'
import { DESK_ROLES, having } from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import { declareAbsence, withdrawAbsence } from '../../commands/index.ts'
import { readDay } from '../../roles/days.ts'
import * as store from '../../store/index.ts'
import { fieldOfRefusal, sentenceOfAsked } from '../asked.ts'
import { answerForm, idOf, visitOf } from '../visit.ts'
import { AbsencesPage } from './page.tsx'

/** `/agents/absences`: who is away, over a year. */
export function absencePages(context: Context, frame: SiteFrame): Hono {
  const app = new Hono()
  const again = (c: HonoContext) => (state: FormState) => show(c, context, frame, state, 422)
  app.get('/agents/absences', having(DESK_ROLES), (c) => show(c, context, frame, EMPTY_FORM, 200))
  app.post('/agents/absences', having(DESK_ROLES), (c) =>
    answerForm(c, context, {
      act: async ({ fields, submission }, acting, visitor) => {
        const [startsOn, endsOn] = [readDay(fields.debut ?? ''), readDay(fields.fin ?? '')]
        if (startsOn === undefined) return refuse('start-unreadable')
        if (endsOn === undefined) return refuse('end-unreadable')
        const personId = isId(fields.personne ?? '') ? (fields.personne ?? '') : visitor.personId
        return declareAbsence(acting, submission, { personId, startsOn, endsOn })
      },
      sentence: sentenceOfAsked,
      fieldOf: fieldOfRefusal,
      next: () => '/agents/absences?fait=absence',
      again: again(c),
    }),
  )
  app.post('/agents/absences/:id/retirer', having(DESK_ROLES), (c) => {
    const id = idOf(c)
    if (id === undefined) throw new HTTPException(404)
    return answerForm(c, context, {
      act: (form, acting) => withdrawAbsence(acting, form.submission, id),
      sentence: sentenceOfAsked,
      next: () => '/agents/absences?fait=absence-retiree',
      again: again(c),
    })
  })
  return app
}

async function show(c: HonoContext, context: Context, frame: SiteFrame, state: FormState, status: 200 | 422) {
  const { db } = context
  const visit = await visitOf(c, context, frame)
  const asked = c.req.query('annee') ?? ''
  const year = /^20\d\d$/.test(asked) ? Number(asked) : Number(visit.today.slice(0, 4))
  const absences = await store.listAbsences(db, `${year}-01-01`, `${year + 1}-01-01`)
  const short = await store.listShortPeriods(db)
  const colleagues = visit.isAdministrator ? await store.listRoleHolders(db, visit.today) : []
  return c.html(<AbsencesPage visit={visit} {...{ year, absences, short, colleagues, state }} />, status)
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}
