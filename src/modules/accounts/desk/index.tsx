import { Hono } from 'hono'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import { absencePages } from './absences/index.tsx'
import { actingDesk } from './acting.tsx'
import { cardDesk } from './cards.tsx'
import { delegationPages } from './delegations/index.tsx'
import { grantPages } from './grants/index.tsx'
import { journalPages } from './journal/index.tsx'
import { oneActPages } from './one-act/index.tsx'
import { peoplePages } from './people/index.tsx'

/** People and roles, at the desk: `/agents/personnes` and what goes with it. */
export function accountDesk(context: Context, frame: SiteFrame): Hono {
  const app = new Hono()
  app.route('/', peoplePages(context, frame))
  app.route('/', grantPages(context, frame))
  app.route('/', delegationPages(context, frame))
  app.route('/', absencePages(context, frame))
  app.route('/', journalPages(context, frame))
  app.route('/', oneActPages(context, frame))
  app.route('/', cardDesk(context, frame))
  app.route('/', actingDesk(context, frame))
  return app
}
