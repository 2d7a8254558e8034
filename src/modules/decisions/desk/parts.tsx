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
} from '#platform/sessions'
import type { FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import { type DecisionRefusal, sentenceOf } from '../sentences.ts'

/** Who reads the desk of decisions, and who writes there. */
export const READERS: readonly Role[] = ['agent', 'finance-agent', 'elected-member', 'administrator']
export const WRITERS: readonly Role[] = ['agent', 'administrator']

/** Who puts the territory’s models in place. */
export const MODEL_KEEPERS: readonly Role[] = ['administrator']

export type House = { readonly context: Context; readonly frame: SiteFrame }

type Fields = Readonly<Record<string, string>>

/** One act of the desk: how the form is read, what is done, where one goes then. */
export type Act<Read, Done> = {
  readonly read: (fields: Fields, lists: SentForm['lists']) => Result<Read, Fields>
  readonly act: (
    context: Context,
    sent: SentForm,
    read: Read,
  ) => Promise<Result<Done, DecisionRefusal | SubmissionRefusal>>
  readonly next: (done: Done) => string
  /** The same page again, filled, with what is wrong. */
  readonly again: (state: FormState) => Promise<Response> | Response
}

/** Reads a form, does the act, leads to the next page; on refusal shows the same page filled. */
export async function submit<Read, Done>(
  c: HonoContext,
  { context }: House,
  { read, act, next, again }: Act<Read, Done>,
): Promise<Response> {
  const form = await readForm(c, context)
  if (!form.ok) {
    const { envoi: _key, jeton: _token, ...values } = (await sentFields(c)).fields
    return again({ values, errors: {}, problem: FORM_SENTENCES[form.refusal] })
  }
  const { fields: values } = form.value
  const asked = read(values, form.value.lists)
  if (!asked.ok) return again({ values, errors: asked.refusal })
  const acted = await act(contextOf(context, await theVisitor(c)), form.value, asked.value)
  if (acted.ok) return c.redirect(next(acted.value), 303)
  const { refusal } = acted
  const problem = refusal === 'submission-reused' ? SUBMISSION_SENTENCES[refusal] : sentenceOf(refusal)
  return again({ values, errors: {}, problem })
}
