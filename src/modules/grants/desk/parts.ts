import type { Context as HonoContext } from 'hono'
import type { Context } from '#platform/context'
import { SUBMISSION_SENTENCES, type SubmissionRefusal } from '#platform/database'
import { contextOf, type Role, theVisitor } from '#platform/sessions'
import type { DeskFrame } from '#ui/desk'
import type { FormState, HiddenKeys } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import { type DeskRefusal, SENTENCES } from '../sentences.ts'

export const READERS: readonly Role[] = ['agent', 'finance-agent', 'elected-member', 'administrator']
export const WRITERS: readonly Role[] = ['agent', 'administrator']
export const GRANTS = { label: 'Subventions', href: '/agents/subventions' } as const
export const PATH = GRANTS.href
export const ID = ':id{[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}'

export function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}

/** What every page of the desk stands in. */
export type Shell = { readonly site: SiteFrame; readonly desk: DeskFrame }
/** A form as it comes back, and its keys. */
export type Sent = { readonly state: FormState; readonly keys: HiddenKeys }
export type House = { readonly context: Context; readonly frame: SiteFrame }
export type Fields = Readonly<Record<string, string>>

/** The context in which this visitor acts. */
export async function acting(c: HonoContext, context: Context): Promise<Context> {
  return contextOf(context, await theVisitor(c))
}

export function refusalSentence(refusal: DeskRefusal | SubmissionRefusal): string {
  return refusal === 'submission-reused' ? SUBMISSION_SENTENCES[refusal] : SENTENCES[refusal]
}

export function refusedBy(refusal: DeskRefusal | SubmissionRefusal, values: Fields = {}): FormState {
  return { values, errors: {}, problem: refusalSentence(refusal) }
}
