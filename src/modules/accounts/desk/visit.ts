import type { Context as HonoContext } from 'hono'
import type { Result } from '#kernel/result'
import type { Context } from '#platform/context'
import {
  contextOf,
  deskFrame,
  FORM_SENTENCES,
  formKeys,
  having,
  holds,
  type Role,
  readForm,
  type SentForm,
  sentFields,
  theVisitor,
  type Visitor,
} from '#platform/sessions'
import type { DeskFrame } from '#ui/desk'
import type { FormState, HiddenKeys } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import { dayOf } from '../roles/days.ts'
import type { RoleGrant } from '../roles/model.ts'

/** Who may read about people; only administrators change anything. */
const READERS: readonly Role[] = ['administrator', 'agent']

export const readers = () => having(READERS)
export const administrators = () => having(['administrator'])

/** What every page of this desk is drawn with. */
export type Visit = {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly visitor: Visitor
  readonly isAdministrator: boolean
  /** Keys for one more form. */
  readonly keys: () => HiddenKeys
  readonly now: Date
  readonly today: string
  /** What was just done, by the address. */
  readonly done: string | undefined
}

export async function visitOf(c: HonoContext, context: Context, site: SiteFrame): Promise<Visit> {
  const visitor = await theVisitor(c)
  const now = context.now()
  return {
    site,
    desk: await deskFrame(c, context),
    visitor,
    isAdministrator: holds(visitor, ['administrator']),
    keys: () => formKeys(c, context),
    now,
    today: dayOf(now),
    done: c.req.query('fait'),
  }
}

/** Whether the page of a grant opens for them: an administrator, who asked for it, who receives it. */
export function opensGrant(visit: Visit, { personId, askedBy }: Pick<RoleGrant, 'personId' | 'askedBy'>): boolean {
  return visit.isAdministrator || [personId, askedBy].includes(visit.visitor.personId)
}

/**
 * Reads a form, acts, and leads on; or shows the page again, filled, with what is wrong.
 *
 * @param act    the command, given what was sent and the context of who sent it
 * @param told   where the sentence of a refusal stands: a field's name, or nothing for the whole form
 * @param again  shows the page with this state
 */
export async function answerForm<Value, Refusal extends string>(
  c: HonoContext,
  context: Context,
  steps: {
    readonly act: (form: SentForm, acting: Context, visitor: Visitor) => Promise<Result<Value, Refusal>>
    readonly sentence: (refusal: Refusal) => string
    readonly fieldOf?: (refusal: Refusal) => string | undefined
    readonly next: (value: Value, form: SentForm) => string
    readonly again: (state: FormState) => Promise<Response>
  },
): Promise<Response> {
  const { fields } = await sentFields(c)
  const { envoi: _key, jeton: _token, ...values } = fields
  const form = await readForm(c, context)
  if (!form.ok) return steps.again({ values, errors: {}, problem: FORM_SENTENCES[form.refusal] })

  const visitor = await theVisitor(c)
  const result = await steps.act(form.value, contextOf(context, visitor), visitor)
  if (result.ok) return c.redirect(steps.next(result.value, form.value), 303)
  const field = steps.fieldOf?.(result.refusal)
  const sentence = steps.sentence(result.refusal)
  return steps.again(
    field === undefined ? { values, errors: {}, problem: sentence } : { values, errors: { [field]: sentence } },
  )
}

/** An identifier of the address, if it can be one. */
export function idOf(c: HonoContext): string | undefined {
  const id = c.req.param('id') ?? ''
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : undefined
}
