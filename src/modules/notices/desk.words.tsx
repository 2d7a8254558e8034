import { Hono, type Context as HonoContext } from 'hono'
import type { Context } from '#platform/context'
import { SUBMISSION_SENTENCES, type SubmissionRefusal } from '#platform/database'
import { findVersionInUse, listVersionsInUse, type MailTemplate } from '#platform/mail'
import {
  contextOf,
  deskFrame,
  FORM_SENTENCES,
  formKeys,
  having,
  type Role,
  readForm,
  theVisitor,
} from '#platform/sessions'
import { EMPTY_FORM } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import { rewordMail, sendTest, type TemplateRefusal } from './commands.words.ts'
import { TemplatesPage } from './desk.words-list-page.tsx'
import { TemplatePage, type Told } from './desk.words-page.tsx'
import { readWords } from './desk.words-reading.ts'

const PATH = '/agents/modeles-courriels'
const WRITERS: readonly Role[] = ['agent', 'administrator']
const KIND = ':kind'

const SENTENCES: Record<TemplateRefusal | SubmissionRefusal, string> = {
  'changed-meanwhile': 'Quelqu’un vient de changer ce courriel. Relisez ce qui est en usage, puis recommencez.',
  'no-address': 'Votre compte n’a pas d’adresse : ajoutez-en une dans votre espace pour recevoir l’essai.',
  ...SUBMISSION_SENTENCES,
}

/** `/agents/modeles-courriels`: the words of mails, which agents may change. */
export function templateDesk(context: Context, frame: SiteFrame): Hono {
  const desk = new Hono()
  desk.get(PATH, having(WRITERS), showAll)

  desk.get(`${PATH}/${KIND}`, having(WRITERS), async (c) => {
    const template = templateOf(c.req.param('kind'))
    return template ? show(c, template, {}, 200) : c.notFound()
  })

  desk.post(`${PATH}/${KIND}`, having(WRITERS), async (c) => {
    const template = templateOf(c.req.param('kind'))
    if (!template) return c.notFound()
    const form = await readForm(c, context)
    if (!form.ok) {
      return show(c, template, { state: { ...EMPTY_FORM, problem: FORM_SENTENCES[form.refusal] } }, 422)
    }
    const { fields, submission } = form.value
    const { geste } = fields
    const visitor = await theVisitor(c)
    const acting = contextOf(context, visitor)
    const after = Number(/^\d{1,6}$/.test(fields.version ?? '') ? fields.version : 0)
    const refused = (refusal: keyof typeof SENTENCES) =>
      show(c, template, { state: { values: fields, errors: {}, problem: SENTENCES[refusal] } }, 422)

    if (geste === 'origine') {
      const back = await rewordMail(acting, { submission, kind: template.kind, after, words: null, neutral: null })
      return back.ok ? c.redirect(`${PATH}/${template.kind}`, 303) : refused(back.refusal)
    }
    const read = readWords(fields, template)
    if (!read.ok) return show(c, template, { state: { values: fields, errors: read.refusal } }, 422)
    const { words, neutral } = read.value
    if (geste === 'apercu') return show(c, template, { state: { values: fields, errors: {} }, preview: words }, 200)
    if (geste === 'essai') {
      const sent = await sendTest(acting, { submission, template, words, personId: visitor.personId })
      if (!sent.ok) return refused(sent.refusal)
      return show(c, template, { state: { values: fields, errors: {} }, preview: words, isSent: true }, 200)
    }
    const written = await rewordMail(acting, { submission, kind: template.kind, after, words, neutral })
    return written.ok ? c.redirect(`${PATH}/${template.kind}`, 303) : refused(written.refusal)
  })

  function templateOf(kind: string): MailTemplate | undefined {
    return context.contributions.flatMap(({ mails = [] }) => mails).find((template) => template.kind === kind)
  }

  async function show(c: HonoContext, template: MailTemplate, told: Told, status: 200 | 422) {
    const version = await findVersionInUse(context.db, template.kind)
    const around = { site: frame, desk: await deskFrame(c, context), keys: formKeys(c, context) }
    return c.html(<TemplatePage {...around} {...{ template, version, told }} settings={context.settings} />, status)
  }

  async function showAll(c: HonoContext) {
    const versions = await listVersionsInUse(context.db)
    const templates = context.contributions.flatMap(({ mails = [] }) => mails)
    return c.html(<TemplatesPage site={frame} desk={await deskFrame(c, context)} {...{ templates, versions }} />)
  }

  return desk
}
