import type { Context as HonoContext } from 'hono'
import type { Context } from '#platform/context'
import { contextOf, deskFrame, formKeys, type Role, theVisitor } from '#platform/sessions'
import type { DeskFrame } from '#ui/desk'
import type { FormState, HiddenKeys } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import * as store from '../../store/sealed/index.ts'

export const POLLS_PATH = '/agents/scrutins'
export const POLLS = { label: 'Scrutins', href: POLLS_PATH } as const

/** A slug, in the pattern of a route. */
export const SLUG = '[a-z0-9-]{1,80}'
export const ONE_POLL = `${POLLS_PATH}/:slug{${SLUG}}`

/** Who prepares polls; seats are given by administrators. */
export const PREPARERS: readonly Role[] = ['agent', 'administrator']
export const ADMINISTRATORS: readonly Role[] = ['administrator']

export type House = { readonly context: Context; readonly frame: SiteFrame }

/** What every page of the desk needs. */
export type Shell = { readonly site: SiteFrame; readonly desk: DeskFrame; readonly keysFor: () => HiddenKeys }

export async function shellOf(c: HonoContext, { context, frame }: House): Promise<Shell> {
  return { site: frame, desk: await deskFrame(c, context), keysFor: () => formKeys(c, context) }
}

/** The context of who is signed in. */
export async function acting(c: HonoContext, { context }: House): Promise<Context> {
  return contextOf(context, await theVisitor(c))
}

export function findPoll(c: HonoContext, { context }: House): Promise<store.HeldPoll | undefined> {
  return store.findHeldPoll(context.db, c.req.param('slug') ?? '')
}

/** Whether something was just done: a word in the address, that pages say once more when read again. */
export function isSaved(c: HonoContext): boolean {
  return c.req.query('enregistre') === 'oui'
}

export function pathOf(slug: string, part = ''): string {
  return part === '' ? `${POLLS_PATH}/${slug}` : `${POLLS_PATH}/${slug}/${part}`
}

export function problemState(values: Readonly<Record<string, string>>, problem: string): FormState {
  return { values, errors: {}, problem }
}
