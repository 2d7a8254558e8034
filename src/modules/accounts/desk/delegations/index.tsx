import { Hono, type Context as HonoContext } from 'hono'
import type { Context } from '#platform/context'
import { DESK_ROLES, having } from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import { delegateRole } from '../../commands/index.ts'
import { dayOf } from '../../roles/days.ts'
import { ROLE_RULES } from '../../roles/model.ts'
import * as store from '../../store/index.ts'
import { fieldOfRefusal, readAsked, sentenceOfAsked } from '../asked.ts'
import { answerForm, visitOf } from '../visit.ts'
import { peopleOf } from '../words.tsx'
import { DelegationsPage } from './page.tsx'

/** `/agents/delegations`: to lend a role for a time, and what is lent. */
export function delegationPages(context: Context, frame: SiteFrame): Hono {
  const app = new Hono()
  app.get('/agents/delegations', having(DESK_ROLES), (c) => show(c, context, frame, EMPTY_FORM, 200))
  app.post('/agents/delegations', having(DESK_ROLES), (c) =>
    answerForm(c, context, {
      act: async (form, acting) => {
        const asked = readAsked(form.fields, form.fields.personne ?? '', dayOf(context.now()))
        if (!asked.ok) return asked
        const isKnown = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(asked.value.personId)
        return delegateRole(acting, form.submission, isKnown ? asked.value : { ...asked.value, personId: NOBODY })
      },
      sentence: sentenceOfAsked,
      fieldOf: fieldOfRefusal,
      next: ({ isWaiting }) => `/agents/delegations?fait=${isWaiting ? 'demande' : 'donne'}`,
      again: (state) => show(c, context, frame, state, 422),
    }),
  )
  return app
}

const NOBODY = '00000000-0000-0000-0000-000000000000'

async function show(c: HonoContext, context: Context, frame: SiteFrame, state: FormState, status: 200 | 422) {
  const { db } = context
  const visit = await visitOf(c, context, frame)
  const { personId } = visit.visitor
  const own = await store.listInEffect(db, visit.today, { personId })
  const lendable = own.filter(({ role, delegatedFrom }) => ROLE_RULES[role].isDelegable && delegatedFrom === null)
  const colleagues = await store.listRoleHolders(db, visit.today)
  const all = await store.listDelegations(db)
  const grants = visit.isAdministrator
    ? all
    : all.filter((grant) => grant.askedBy === personId || grant.personId === personId)
  const names = await store.listNames(db, peopleOf(grants))
  return c.html(<DelegationsPage visit={visit} {...{ lendable, colleagues, grants, names, state }} />, status)
}
