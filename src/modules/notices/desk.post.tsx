import { Hono, type Context as HonoContext } from 'hono'
import type { Context } from '#platform/context'
import { SUBMISSION_SENTENCES } from '#platform/database'
import { countFailed, countUnreachable, findOfficeState, listDeliveryFigures, listPaces } from '#platform/mail'
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
  theVisitor,
} from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import { paceDomain, sendFailedAgain, stopPost } from './commands.post.ts'
import { PostPage } from './desk.post-page.tsx'
import { readPace } from './pace-reading.ts'

const PATH = '/agents/courriels'
const READERS: readonly Role[] = ['agent', 'administrator']
const MASTERS: readonly Role[] = ['administrator']
const SHOWN_DAYS = 14

/** `/agents/courriels`: how the post goes, and what an administrator may do about it. */
export function postDesk(context: Context, frame: SiteFrame): Hono {
  const desk = new Hono()
  desk.get(PATH, having(READERS), (c) => show(c, EMPTY_FORM, 200))

  desk.post(`${PATH}/arreter`, having(MASTERS), (c) =>
    act(c, ({ submission }, acting) => stopPost(acting, { submission, isStopped: true })),
  )
  desk.post(`${PATH}/reprendre`, having(MASTERS), (c) =>
    act(c, ({ submission }, acting) => stopPost(acting, { submission, isStopped: false })),
  )
  desk.post(`${PATH}/renvoyer`, having(MASTERS), (c) =>
    act(c, ({ submission }, acting) => sendFailedAgain(acting, { submission })),
  )
  desk.post(`${PATH}/rythme`, having(MASTERS), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return show(c, { ...EMPTY_FORM, problem: FORM_SENTENCES[form.refusal] }, 422)
    const { fields, submission } = form.value
    const pace = readPace(fields)
    if (!pace.ok) return show(c, { values: fields, errors: pace.refusal }, 422)
    const set = await paceDomain(contextOf(context, await theVisitor(c)), { submission, pace: pace.value })
    if (!set.ok) return show(c, { values: fields, errors: {}, problem: SUBMISSION_SENTENCES[set.refusal] }, 422)
    return c.redirect(PATH, 303)
  })

  // Done already, or by somebody else: the page says how things are.
  async function act(c: HonoContext, doIt: (form: SentForm, acting: Context) => Promise<{ readonly ok: boolean }>) {
    const form = await readForm(c, context)
    if (!form.ok) return show(c, { ...EMPTY_FORM, problem: FORM_SENTENCES[form.refusal] }, 422)
    const result = await doIt(form.value, contextOf(context, await theVisitor(c)))
    if (result.ok) return c.redirect(PATH, 303)
    return show(c, { ...EMPTY_FORM, problem: 'C’était déjà fait. Voici où en sont les envois.' }, 422)
  }

  async function show(c: HonoContext, state: FormState, status: 200 | 422) {
    const { db } = context
    const since = new Date(context.now().getTime() - SHOWN_DAYS * 86_400_000)
    const [figures, office, failedCount, unreachableCount, paces, visitor] = await Promise.all([
      listDeliveryFigures(db, since),
      findOfficeState(db),
      countFailed(db),
      countUnreachable(db),
      listPaces(db),
      theVisitor(c),
    ])
    const told = { figures, office, failedCount, unreachableCount, paces, state, since, until: context.now() }
    const keysFor = holds(visitor, MASTERS) ? () => formKeys(c, context) : undefined
    return c.html(<PostPage site={frame} desk={await deskFrame(c, context)} {...told} keysFor={keysFor} />, status)
  }

  return desk
}
