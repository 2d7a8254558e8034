import type { Context as HonoContext } from 'hono'
import type { Result } from '#kernel/result'
import type { Context } from '#platform/context'
import { SUBMISSION_SENTENCES, type SubmissionRefusal } from '#platform/database'
import {
  contextOf,
  FORM_SENTENCES,
  type Role,
  readForm,
  type SentForm,
  sentFields,
  theVisitor,
  type Visitor,
} from '#platform/sessions'
import type { FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'

/** Who works on the mirror and on the preparation; the elected arbitrate. */
export const KEEPERS: readonly Role[] = ['agent', 'finance-agent', 'administrator']
export const ARBITERS: readonly Role[] = ['agent', 'finance-agent', 'administrator', 'elected-member']

export type House = { readonly context: Context; readonly frame: SiteFrame }
type Fields = Readonly<Record<string, string>>

/** One act: how its form is read, what is done, where one goes then, and the same page again when it is refused. */
export type Act<Read, Done, Refusal extends string> = {
  readonly read: (sent: SentForm) => Result<Read, Fields> | Promise<Result<Read, Fields>>
  readonly act: (
    context: Context,
    sent: SentForm,
    read: Read,
    visitor: Visitor,
  ) => Promise<Result<Done, Refusal | SubmissionRefusal>>
  readonly sentences: Readonly<Record<Refusal, string>>
  readonly next: (done: Done) => string
  readonly again: (state: FormState) => Promise<Response> | Response
}

/** Reads a form, does its act, leads on; on refusal shows the same page, filled. */
export async function submit<Read, Done, Refusal extends string>(
  c: HonoContext,
  { context }: House,
  { read, act, sentences, next, again }: Act<Read, Done, Refusal>,
): Promise<Response> {
  const form = await readForm(c, context)
  if (!form.ok) {
    const { envoi: _key, jeton: _token, ...values } = (await sentFields(c)).fields
    return again({ values, errors: {}, problem: FORM_SENTENCES[form.refusal] })
  }
  const { fields: values } = form.value
  const asked = await read(form.value)
  if (!asked.ok) return again({ values, errors: asked.refusal })
  const visitor = await theVisitor(c)
  const acted = await act(contextOf(context, visitor), form.value, asked.value, visitor)
  if (acted.ok) return c.redirect(next(acted.value), 303)
  const { refusal } = acted
  const problem = isRepeated(refusal) ? SUBMISSION_SENTENCES[refusal] : sentences[refusal as Refusal]
  return again({ values, errors: {}, problem })
}

function isRepeated(refusal: string): refusal is SubmissionRefusal {
  return refusal in SUBMISSION_SENTENCES
}
