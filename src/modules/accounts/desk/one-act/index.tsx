import { Hono, type Context as HonoContext } from 'hono'
import type { Context } from '#platform/context'
import {
  contextOf,
  FORM_SENTENCES,
  formKeys,
  readForm,
  type SentForm,
  sentFields,
  signedIn,
  theVisitor,
} from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import { confirmByCode, findOneAct } from '../../commands/index.ts'
import type { RoleGrant } from '../../roles/model.ts'
import { sentenceOfRoleRefusal } from '../../roles/sentences.ts'
import * as store from '../../store/index.ts'
import { peopleOf } from '../words.tsx'
import { OneActPage } from './page.tsx'

const PATH = '/mon-espace/confirmer'

/** A substitute of another service confirms one act with its code: it is typed here, never in an address. */
export function oneActPages(context: Context, frame: SiteFrame): Hono {
  const app = new Hono()
  app.get(PATH, signedIn(), (c) => show(c, context, frame, { state: EMPTY_FORM }, 200))
  app.post(PATH, signedIn(), async (c) => {
    const { fields } = await sentFields(c)
    const values = { code: (fields.code ?? '').trim().slice(0, 40) }
    const form = await readForm(c, context)
    if (!form.ok)
      return show(c, context, frame, { state: { values, errors: {}, problem: FORM_SENTENCES[form.refusal] } }, 422)
    return fields.etape === 'confirmer'
      ? confirm(c, context, frame, form.value, values)
      : look(c, context, frame, values)
  })
  return app
}

type Shown = { readonly state: FormState; readonly grant?: RoleGrant; readonly isDone?: boolean }

/** First what it is about; nothing is done yet. */
async function look(c: HonoContext, context: Context, frame: SiteFrame, values: { readonly code: string }) {
  const visitor = await theVisitor(c)
  const found = await findOneAct(contextOf(context, visitor), { code: values.code, assurance: visitor.assurance })
  if (found.ok) return show(c, context, frame, { state: { values, errors: {} }, grant: found.value }, 200)
  return show(c, context, frame, { state: { values, errors: { code: sentenceOfRoleRefusal(found.refusal) } } }, 422)
}

async function confirm(
  c: HonoContext,
  context: Context,
  frame: SiteFrame,
  form: SentForm,
  values: { readonly code: string },
) {
  const visitor = await theVisitor(c)
  const answer = { code: values.code, assurance: visitor.assurance }
  const result = await confirmByCode(contextOf(context, visitor), form.submission, answer)
  if (result.ok) return c.redirect(`${PATH}?fait=confirme`, 303)
  return show(c, context, frame, { state: { values, errors: { code: sentenceOfRoleRefusal(result.refusal) } } }, 422)
}

async function show(c: HonoContext, context: Context, frame: SiteFrame, shown: Shown, status: 200 | 422) {
  const names = shown.grant ? await store.listNames(context.db, peopleOf([shown.grant])) : new Map<string, string>()
  const done = c.req.query('fait')
  return c.html(<OneActPage site={frame} keys={formKeys(c, context)} {...shown} names={names} done={done} />, status)
}
