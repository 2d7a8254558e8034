import type { Context as HonoContext } from 'hono'
import { type Day, isDay, writtenDay } from '#kernel/calendar'
import { assert, type Result } from '#kernel/result'
import { dayOf } from '#modules/accounts'
import type { Context } from '#platform/context'
import { SUBMISSION_SENTENCES, type SubmissionRefusal } from '#platform/database'
import {
  contextOf,
  deskFrame,
  FORM_SENTENCES,
  formKeys,
  holds,
  readForm,
  type SentForm,
  sentFields,
  theVisitor,
} from '#platform/sessions'
import { Badge } from '#ui/badge'
import type { FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import type { Delay } from '../budget/delay.ts'
import { type BudgetRefusal, sentenceOfBudgetRefusal } from '../budget/refusals.ts'
import { FINANCE_ROLES } from '../budget/roles.ts'

export const BUDGET_DESK = '/agents/budget'
export const ID = ':id{[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}'

export type House = { readonly context: Context; readonly frame: SiteFrame }
export type Fields = Readonly<Record<string, string>>

type Act<Read, Done> = {
  readonly read: (fields: Fields, lists: SentForm['lists']) => Result<Read, Fields>
  readonly act: (
    context: Context,
    sent: SentForm,
    read: Read,
  ) => Promise<Result<Done, BudgetRefusal | SubmissionRefusal>>
  readonly next: (done: Done) => string
  /** The same page again, filled, with what is wrong. */
  readonly again: (state: FormState) => Promise<Response>
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
  const { fields: values, lists } = form.value
  const asked = read(values, lists)
  if (!asked.ok) return again({ values, errors: asked.refusal })
  const acted = await act(contextOf(context, await theVisitor(c)), form.value, asked.value)
  if (acted.ok) return c.redirect(next(acted.value), 303)
  const { refusal } = acted
  const problem = refusal === 'submission-reused' ? SUBMISSION_SENTENCES[refusal] : sentenceOfBudgetRefusal(refusal)
  return again({ values, errors: {}, problem })
}

/** What every page of the desk is given. */
export async function around(c: HonoContext, { context, frame }: House) {
  const isFinance = holds(await theVisitor(c), FINANCE_ROLES)
  return { site: frame, desk: await deskFrame(c, context), isFinance, keysFor: () => formKeys(c, context) }
}

/** The identifier an address ends with. */
export function idOf(c: HonoContext): string {
  const id = c.req.param('id')
  assert(id !== undefined, 'the address names one thing')
  return id
}

/** Another day to read a balance at: `au` of the address. */
export function DayForm({ on }: { readonly on: Day }) {
  return (
    <form method="get" class="form">
      <label class="field-label" for="au">
        Voir un autre jour
      </label>
      <input class="field-input" id="au" type="date" name="au" value={on} />
      <button class="button button-quiet" type="submit">
        Voir ce jour
      </button>
    </form>
  )
}

/** The day an address asks for; today when it asks for none. */
export function dayAsked(c: HonoContext, { context }: House): Day {
  const asked = c.req.query('au') ?? ''
  return isDay(asked) ? asked : dayOf(context.now())
}

/** How a delay to pay is told: in words, and in red once it is over. */
export function DelayTold({ delay }: { readonly delay: Delay | null }) {
  if (!delay) return <>Pas encore</>
  const day = writtenDay(delay.dueOn)
  if (delay.isSuspended) {
    return (
      <>
        <Badge kind="closed">Suspendu</Badge> un document est attendu
      </>
    )
  }
  if (delay.isLate) {
    return (
      <>
        <Badge kind="late">En retard de {-delay.daysLeft} j</Badge> depuis le {day}
      </>
    )
  }
  return (
    <>
      Avant le {day} ({delay.daysLeft} j)
    </>
  )
}
