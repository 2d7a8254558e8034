import { Hono, type Context as HonoContext } from 'hono'
import type { Context } from '#platform/context'
import { SUBMISSION_SENTENCES, type SubmissionRefusal } from '#platform/database'
import { FORM_SENTENCES, formKeys, readForm, signedIn } from '#platform/sessions'
import type { SiteFrame } from '#ui/page'
import { handleMessage, readEverything } from '../commands.inbox.ts'
import { subjectsOf } from '../commands.sending.ts'
import { type InboxRefusal, isMessageAct } from '../inbox.ts'
import { listInbox } from '../store.inbox.ts'
import { InboxPage } from './inbox-page.tsx'
import { ownerOn } from './owner.ts'

const PATH = '/mon-espace/messages'

/** `/mon-espace/messages`: what a person was told, to open and to put away. */
export function inboxPages(context: Context, frame: SiteFrame): Hono {
  const pages = new Hono()
  pages.get(PATH, signedIn(), (c) => show(c, undefined))

  pages.post(`${PATH}/tout-lu`, signedIn(), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return show(c, FORM_SENTENCES[form.refusal])
    const owner = await ownerOn(c, context)
    const until = momentOf(form.value.fields.jusqua, context.now())
    const { submission } = form.value
    const read = await readEverything(owner.context, { submission, personId: owner.personId, until })
    return read.ok ? c.redirect(PATH, 303) : show(c, SENTENCES[read.refusal])
  })

  pages.post(`${PATH}/:id{[0-9a-f-]{36}}`, signedIn(), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return show(c, FORM_SENTENCES[form.refusal])
    const { submission, fields } = form.value
    const act = isMessageAct(fields.acte) ? fields.acte : 'lu'
    const owner = await ownerOn(c, context)
    const message = { personId: owner.personId, messageId: c.req.param('id') }
    const handled = await handleMessage(owner.context, { ...message, submission, act })
    if (!handled.ok) return show(c, SENTENCES[handled.refusal])
    return c.redirect(act === 'ouvrir' ? handled.value : backTo(fields), 303)
  })
  return pages

  async function show(c: HonoContext, problem: string | undefined) {
    const owner = await ownerOn(c, context)
    const subjects = subjectsOf(context)
    const filter = {
      subject: subjects.find(({ id }) => id === c.req.query('sujet'))?.id,
      isPutAway: c.req.query('ranges') === 'oui',
    }
    const inbox = await listInbox(
      context.db,
      owner.personId,
      filter,
      Number(/^\d{1,6}$/.exec(c.req.query('page') ?? '') ?? 1),
    )
    const page = { acting: owner.acting, inbox, filter, subjects, problem, shownAt: context.now() }
    const keysFor = () => formKeys(c, context)
    c.header('Cache-Control', 'no-store')
    return c.html(<InboxPage site={frame} {...page} keysFor={keysFor} />, problem === undefined ? 200 : 422)
  }
}

// What the page wrote: milliseconds, never later than now.
function momentOf(typed = '', now: Date): Date {
  return new Date(/^\d{1,15}$/.test(typed) ? Math.min(Number(typed), now.getTime()) : 0)
}

const SENTENCES: Record<InboxRefusal | SubmissionRefusal, string> = {
  'message-unknown': 'Ce message n’est plus là : il est trop ancien, ou il n’est pas à vous.',
  ...SUBMISSION_SENTENCES,
}

// Back to the list as it was: only what the list itself writes is believed.
function backTo({ liste = '' }: Readonly<Record<string, string>>): string {
  return /^[a-z0-9=&-]{1,100}$/.test(liste) ? `${PATH}?${liste}` : PATH
}
