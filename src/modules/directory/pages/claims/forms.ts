import type { Context as HonoContext } from 'hono'
import type { Context } from '#platform/context'
import { SUBMISSION_SENTENCES, type SubmissionRefusal } from '#platform/database'
import { FILE_SENTENCES } from '#platform/files'
import { FORM_SENTENCES, type FormRefusal, sentFields, theVisitor } from '#platform/sessions'
import type { FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import type { PiecesRefusal } from '../../commands/claims/index.ts'

/** What the pages of claims are made in. */
export type House = {
  readonly context: Context
  readonly frame: SiteFrame
  /** Addresses whose X-Forwarded-For is believed. */
  readonly proxies: readonly string[]
}

export type Fields = Readonly<Record<string, string>>

/** The person a page is for: the one acted for, when somebody acts. */
export async function personOn(c: HonoContext): Promise<string> {
  const visitor = await theVisitor(c)
  return visitor.actingFor?.personId ?? visitor.personId
}

/** The name of the person one acts for, said on every page of theirs. */
export async function actingOn(c: HonoContext): Promise<string | undefined> {
  return (await theVisitor(c)).actingFor?.displayName
}

/** A form whose keys are not those of this browser: it comes back as it was sent. */
export async function staleState(c: HonoContext, refusal: FormRefusal): Promise<FormState> {
  const { envoi: _key, jeton: _token, ...values } = (await sentFields(c)).fields
  return { values, errors: {}, problem: FORM_SENTENCES[refusal] }
}

/** A refusal as a form shows it: above, or beside the pieces. */
export function refusedState<Refusal extends string>(
  values: Fields,
  sentences: Readonly<Record<Refusal, string>>,
  refusal: NoInfer<Refusal> | SubmissionRefusal | PiecesRefusal,
): FormState {
  if (typeof refusal === 'object') return { values, errors: { pieces: FILE_SENTENCES[refusal.refusal] } }
  if (refusal === 'submission-reused') return { values, errors: {}, problem: SUBMISSION_SENTENCES['submission-reused'] }
  return { values, errors: {}, problem: (sentences as Fields)[String(refusal)] }
}
