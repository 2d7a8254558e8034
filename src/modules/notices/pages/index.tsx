import { Hono, type Context as HonoContext } from 'hono'
import { labelOf, type Picked, pickCommune, readAtlas } from '#modules/territory'
import type { Context } from '#platform/context'
import { SUBMISSION_SENTENCES } from '#platform/database'
import { FILE_SENTENCES, readFormWithFiles } from '#platform/files'
import { visitorAddress } from '#platform/http'
import { FORM_SENTENCES, formKeys, sentFields } from '#platform/sessions'
import type { FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import type { HeldFile } from '#ui/upload'
import { sendMessage } from '../commands.ts'
import { ATTACHMENT_KIND, hasWayBack, type MessageFault, SUBJECTS } from '../model.ts'
import { sentenceOfFault, tooManySentence } from '../sentences.ts'
import { findMessage } from '../store.ts'
import { choicePages } from './choices.tsx'
import { ContactPage, ReceivedPage } from './contact.tsx'
import { inboxPages } from './inbox.tsx'
import { wayOutPages } from './way-out.tsx'

export type NoticeOptions = {
  /** Addresses whose X-Forwarded-For is believed. */
  readonly proxies: readonly string[]
}

const FIELDS = {
  subject: 'sujet',
  body: 'message',
  name: 'nom',
  commune: 'commune',
  email: 'email',
  telephone: 'telephone',
} as const
type Fields = Readonly<Record<string, string>>

/** `/contact`: writing to the territory, and the receipt; one's messages, what one receives, the way out of mails. */
export function noticePages(context: Context, frame: SiteFrame, { proxies }: NoticeOptions): Hono {
  const pages = new Hono()
  pages.route('/', choicePages(context, frame))
  pages.route('/', inboxPages(context, frame))
  pages.route('/', wayOutPages(context, frame))

  pages.get('/contact', (c) => {
    const asked = SUBJECTS.find((subject) => subject === c.req.query('sujet'))
    return show(c, { values: asked ? { sujet: asked } : {}, errors: {} }, 200)
  })

  pages.post('/contact', async (c) => {
    const { form, attachments, held, problem: faultOfFiles } = await readFormWithFiles(c, context, ATTACHMENT_KIND)
    if (!form.ok) {
      const { envoi: _key, jeton: _token, ...values } = (await sentFields(c)).fields
      return show(c, { values, errors: {}, problem: FORM_SENTENCES[form.refusal] }, 422, held)
    }
    const { fields, submission } = form.value
    if (faultOfFiles !== undefined) return show(c, { values: fields, errors: { pieces: faultOfFiles } }, 422, held)
    const commune = await readCommune(fields)
    const visiting: Context = { ...context, actor: { kind: 'visitor' } }
    const network = visitorAddress(c, proxies)
    const sent = await sendMessage(visiting, { submission, fields, commune, attachments, network })
    if (sent.ok) return c.redirect(`/contact/recu/${sent.value.reference}`, 303)

    const { refusal } = sent
    if (refusal === 'submission-reused') {
      return show(c, { values: fields, errors: {}, problem: SUBMISSION_SENTENCES[refusal] }, 422, held)
    }
    if (refusal.kind === 'attachments') {
      return show(c, { values: fields, errors: { pieces: FILE_SENTENCES[refusal.refusal] } }, 422)
    }
    if (refusal.kind === 'faults') return show(c, { values: fields, errors: errorsOf(refusal.faults) }, 422, held)
    const seconds = Math.max(1, Math.ceil((refusal.until.getTime() - context.now().getTime()) / 1000))
    c.header('Retry-After', String(seconds))
    const problem = tooManySentence(refusal.until, context.settings.contact.telephone)
    return show(c, { values: fields, errors: {}, problem }, 429, held)
  })

  pages.get('/contact/recu/:reference{[2-9A-Z]{4}-[2-9A-Z]{4}}', async (c) => {
    const message = await findMessage(context.db, c.req.param('reference'))
    if (!message) return c.notFound()
    const { reference, receivedAt } = message
    c.header('Cache-Control', 'no-store')
    return c.html(<ReceivedPage site={frame} {...{ reference, receivedAt }} hasWayBack={hasWayBack(message)} />)
  })

  async function show(c: HonoContext, state: FormState, status: 200 | 422 | 429, held: readonly HeldFile[] = []) {
    const [keys, contact] = [formKeys(c, context), context.settings.contact]
    const commune = await readCommune(state.values)
    const communes = (await readAtlas(context.db)) && (commune?.kind === 'choice' ? commune.choices : [])
    return c.html(
      <ContactPage site={frame} {...{ contact, keys, communes, held }} state={keeping(state, commune)} />,
      status,
    )
  }

  /** What the person means by their commune; undefined when they wrote none. */
  async function readCommune(fields: Fields): Promise<Picked | undefined> {
    const atlas = await readAtlas(context.db)
    return atlas && fields.commune?.trim() ? pickCommune(atlas, fields, 'commune') : undefined
  }

  return pages
}

// A commune chosen among several is written in full: the form that comes back for another fault does not ask again.
function keeping(state: FormState, commune: Picked | undefined): FormState {
  return commune?.kind === 'one' ? { ...state, values: { ...state.values, commune: labelOf(commune.commune) } } : state
}

function errorsOf(faults: readonly MessageFault[]): Readonly<Record<string, string>> {
  return Object.fromEntries(faults.map((fault) => [FIELDS[fault.field], sentenceOfFault(fault)]))
}
