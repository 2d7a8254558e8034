import type { Context as HonoContext } from 'hono'
import type { Context } from '#platform/context'
import { contextOf, FORM_SENTENCES, readForm, type SentForm, sentFields, theVisitor } from '#platform/sessions'
import type { FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'

export const DESK = '/agents/politique'
export const DRAFT = `${DESK}/brouillon`
export const ROLES = ['agent', 'administrator'] as const

export type House = { readonly context: Context; readonly frame: SiteFrame }

/** What an act came to: the page to go to, or what is wrong. */
export type Acted = { readonly next: string } | { readonly errors: FormState['errors'] } | { readonly problem: string }

/** Reads a form, does its act, and goes on; refused, the same page comes back filled, with what is wrong. */
export async function submitted(
  c: HonoContext,
  context: Context,
  doing: {
    readonly act: (acting: Context, sent: SentForm) => Promise<Acted>
    readonly again: (state: FormState) => Promise<Response> | Response
  },
): Promise<Response> {
  const form = await readForm(c, context)
  if (!form.ok) {
    const { envoi: _key, jeton: _token, ...values } = (await sentFields(c)).fields
    return doing.again({ values, errors: {}, problem: FORM_SENTENCES[form.refusal] })
  }
  const acted = await doing.act(contextOf(context, await theVisitor(c)), form.value)
  if ('next' in acted) return c.redirect(acted.next, 303)
  return doing.again({ values: form.value.fields, errors: {}, ...acted })
}

/** The edition of the draft a form was read at; 0 when it says none. */
export function editionIn(fields: Readonly<Record<string, string>>): number {
  return Number(/^\d{1,6}$/.exec(fields.edition ?? '')?.[0] ?? 0)
}
