import { Hono, type Context as HonoContext } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Context } from '#platform/context'
import { DESK_ROLES, having } from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import { callSubstitute, confirmGrant, revokeRole } from '../../commands/index.ts'
import { sentenceOfRoleRefusal } from '../../roles/sentences.ts'
import * as store from '../../store/index.ts'
import { fieldOfRefusal } from '../asked.ts'
import { administrators, answerForm, idOf, opensGrant, visitOf } from '../visit.ts'
import { peopleOf } from '../words.tsx'
import { GrantPage } from './grant.tsx'

/** `/agents/roles/:id`: one grant, and what can be done about it. */
export function grantPages(context: Context, frame: SiteFrame): Hono {
  const app = new Hono()
  const again = (c: HonoContext) => (state: FormState) => showGrant(c, context, frame, state, 422)

  app.get('/agents/roles/:id', having(DESK_ROLES), (c) => showGrant(c, context, frame, EMPTY_FORM, 200))

  app.post('/agents/roles/:id/confirmer', administrators(), (c) =>
    answerForm(c, context, {
      act: (form, acting) => confirmGrant(acting, form.submission, knownId(c)),
      sentence: sentenceOfRoleRefusal,
      next: () => `/agents/roles/${knownId(c)}?fait=confirme`,
      again: again(c),
    }),
  )
  app.post('/agents/roles/:id/retirer', having(DESK_ROLES), (c) =>
    answerForm(c, context, {
      act: (form, acting) => {
        const reason = (form.fields.raison ?? '').trim().slice(0, 500)
        return revokeRole(acting, form.submission, { grantId: knownId(c), reason })
      },
      sentence: sentenceOfRoleRefusal,
      fieldOf: fieldOfRefusal,
      next: () => `/agents/roles/${knownId(c)}?fait=retire`,
      again: again(c),
    }),
  )
  app.post('/agents/roles/:id/suppleant', administrators(), (c) =>
    answerForm(c, context, {
      act: (form, acting) => {
        const substituteId = readId(form.fields.suppleant ?? '') ?? NOBODY
        return callSubstitute(acting, form.submission, { grantId: knownId(c), substituteId })
      },
      sentence: sentenceOfRoleRefusal,
      fieldOf: (refusal) => (refusal.startsWith('substitute-') ? 'suppleant' : undefined),
      next: () => `/agents/roles/${knownId(c)}?fait=appele`,
      again: again(c),
    }),
  )
  return app
}

const NOBODY = '00000000-0000-0000-0000-000000000000'

async function showGrant(c: HonoContext, context: Context, frame: SiteFrame, state: FormState, status: 200 | 422) {
  const { db } = context
  const visit = await visitOf(c, context, frame)
  const grant = await store.findGrant(db, knownId(c))
  if (!grant || !opensGrant(visit, grant)) throw new HTTPException(404)
  const substitutes = await store.listRoleHolders(db, visit.today, 'substitute')
  const names = await store.listNames(db, peopleOf([grant]))
  return c.html(<GrantPage visit={visit} {...{ grant, substitutes, names, state }} />, status)
}

function knownId(c: HonoContext): string {
  const id = idOf(c)
  if (id === undefined) throw new HTTPException(404)
  return id
}

function readId(text: string): string | undefined {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : undefined
}
