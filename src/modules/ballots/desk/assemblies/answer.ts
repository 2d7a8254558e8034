import type { Context as HonoContext } from 'hono'
import type { Context } from '#platform/context'
import { FORM_SENTENCES, readForm, type SentForm, sentFields } from '#platform/sessions'
import type { FormState } from '#ui/form'
import type { Outcome } from '../../commands/assemblies/index.ts'
import { ASSEMBLY_SENTENCES } from '../../pages/assemblies/sentences.ts'
import type { Assembly } from '../../sealed/assembly/model.ts'
import * as store from '../../store/assemblies/index.ts'
import { acting, type House, problemState } from '../seated.ts'

type Answer = Response | Promise<Response>

/** A page of an assembly, drawn again with what is wrong with the form that was sent. */
export type Show = (c: HonoContext, state: FormState, status: 200 | 422) => Answer

/** What an act does with a form whose keys are ours, and where it leads. */
export type Work = (
  context: Context,
  form: SentForm,
  assembly: Assembly,
) => Promise<
  { readonly errors: Readonly<Record<string, string>> } | { readonly outcome: Outcome<unknown>; readonly to: string }
>

/** Reads a form, acts, and leads on; refused, the page comes back filled with the sentence. */
export async function answer(c: HonoContext, house: House, show: Show, work: Work): Promise<Response> {
  const { db } = house.context
  const assembly = await store.findAssembly(db, c.req.param('slug') ?? '')
  if (!assembly) return c.notFound()
  const { fields: sent } = await sentFields(c)
  const form = await readForm(c, house.context)
  if (!form.ok) return show(c, problemState(FORM_SENTENCES[form.refusal], sent), 422)
  const asked = await work(await acting(c, house), form.value, assembly)
  if ('errors' in asked) return show(c, { values: sent, errors: asked.errors }, 422)
  const result = await asked.outcome
  if (result.ok) return c.redirect(asked.to, 303)
  return show(c, problemState(ASSEMBLY_SENTENCES[result.refusal], sent), 422)
}
