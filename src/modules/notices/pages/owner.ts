import type { Context as HonoContext } from 'hono'
import type { Context } from '#platform/context'
import { contextOf, FORM_SENTENCES, type FormRefusal, type Role, sentFields, theVisitor } from '#platform/sessions'
import type { FormState } from '#ui/form'

/** Whose messages these are: the reader's, or those of the person they act for, by name. */
export type Owner = {
  readonly personId: string
  readonly acting: string | undefined
  /** Of who reads; none of theirs counts while they act for somebody. */
  readonly roles: readonly Role[]
  readonly context: Context
}

export async function ownerOn(c: HonoContext, context: Context): Promise<Owner> {
  const visitor = await theVisitor(c)
  return {
    personId: visitor.actingFor?.personId ?? visitor.personId,
    acting: visitor.actingFor?.displayName,
    roles: visitor.actingFor ? [] : visitor.roles.map(({ role }) => role),
    context: contextOf(context, visitor),
  }
}

/** A form whose keys are not those of this browser: it comes back as it was sent. */
export async function staleState(c: HonoContext, refusal: FormRefusal): Promise<FormState> {
  const { envoi: _key, jeton: _token, ...values } = (await sentFields(c)).fields
  return { values, errors: {}, problem: FORM_SENTENCES[refusal] }
}
