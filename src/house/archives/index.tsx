import { Readable } from 'node:stream'
import { Hono, type Context as HonoContext } from 'hono'
import {
  countOutcomes,
  findList,
  findPackage,
  LIST_ATTACHMENTS,
  type ListFate,
  listAllDue,
  listLists,
  listSteps,
  makeList,
  managementTable,
  openPackage,
  recordStep,
} from '#platform/archives'
import type { Context } from '#platform/context'
import { SUBMISSION_SENTENCES } from '#platform/database'
import { FILE_SENTENCES, heldFiles, listAttachments, readFormWithFiles, shownAttachment } from '#platform/files'
import {
  contextOf,
  deskFrame,
  FORM_SENTENCES,
  formKeys,
  having,
  holds,
  readForm,
  sentFields,
  theVisitor,
} from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import type { HeldFile } from '#ui/upload'
import { ARCHIVES, ArchivesPage } from './archives-page.tsx'
import { listCsv } from './list-csv.ts'
import { ListPage } from './list-page.tsx'
import { listPdf } from './list-pdf.ts'
import { readStep } from './reading.ts'
import { registerCsv, registerOf } from './register.ts'
import { RegisterPage } from './register-page.tsx'
import { type House, READERS, RECORDERS } from './roles.ts'
import { MAKE_SENTENCES, PACKAGE_SENTENCES, STEP_SENTENCES } from './sentences.ts'
import { servicePages } from './service/index.tsx'
import { settlingPages } from './settling.tsx'

const ONE = `${ARCHIVES}/:id{[0-9a-f-]{36}}`

/** `/agents/archives` and `/agents/registre`. */
export function archivePages(context: Context, frame: SiteFrame): Hono {
  const desk = new Hono()
  const house = { context, frame }

  desk.get(ARCHIVES, having(READERS), (c) => showArchives(c, house, EMPTY_FORM, 200))
  desk.post(ARCHIVES, having(READERS), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return showArchives(c, house, problem(FORM_SENTENCES[form.refusal]), 422)
    const { fields, submission } = form.value
    const fate: ListFate = fields.sort === 'transfer' ? 'transfer' : 'elimination'
    const acting = contextOf(context, await theVisitor(c))
    const made = await makeList(acting, { submission, kind: fields.sorte ?? '', fate })
    if (made.ok) return c.redirect(`${ARCHIVES}/${made.value.id}`, 303)
    return showArchives(c, house, problem({ ...MAKE_SENTENCES, ...SUBMISSION_SENTENCES }[made.refusal]), 422)
  })

  desk.route('/', settlingPages(house))
  desk.route('/', servicePages(house))
  desk.get(ONE, having(READERS), (c) => showList(c, house, EMPTY_FORM, [], 200))
  desk.post(ONE, having(RECORDERS), (c) => takeStep(c, house))
  desk.get(`${ONE}/liste.csv`, having(READERS), async (c) => {
    const list = await findList(context.db, c.req.param('id'))
    if (!list) return c.notFound()
    return csv(c, await listCsv(context, list), `bordereau-${list.number}.csv`)
  })
  desk.get(`${ONE}/bordereau.pdf`, having(READERS), async (c) => {
    const list = await findList(context.db, c.req.param('id'))
    if (!list) return c.notFound()
    return c.body(await listPdf(context, list), 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="bordereau-${list.number}.pdf"`,
      'Cache-Control': 'no-store',
    })
  })
  desk.get(`${ONE}/paquet.zip`, having(RECORDERS), async (c) => {
    const opened = await openPackage(context, c.req.param('id'))
    if (!opened.ok) return showList(c, house, problem(PACKAGE_SENTENCES[opened.refusal]), [], 422)
    return c.body(Readable.toWeb(opened.value.zip) as ReadableStream<Uint8Array>, 200, {
      'Content-Type': 'application/zip',
      'Content-Disposition': `attachment; filename="versement-${opened.value.number}.zip"`,
      'Cache-Control': 'no-store',
    })
  })

  desk.get('/agents/registre', having(READERS), async (c) => {
    const page = { entries: registerOf(context.contributions), legal: context.settings.legal }
    return c.html(<RegisterPage site={frame} desk={await deskFrame(c, context)} {...page} />)
  })
  desk.get('/agents/registre/registre.csv', having(READERS), (c) => {
    const { publisher, dataProtectionOfficer } = context.settings.legal
    const text = registerCsv(registerOf(context.contributions), publisher ?? '', dataProtectionOfficer ?? '')
    return csv(c, text, 'registre-des-traitements.csv')
  })
  return desk
}

async function takeStep(c: HonoContext, house: House): Promise<Response> {
  const { context } = house
  const listId = c.req.param('id')!
  const read = await readFormWithFiles(c, context, LIST_ATTACHMENTS)
  const held = heldFiles(read)
  if (!read.form.ok) {
    const { fields } = await sentFields(c)
    return showList(c, house, { ...problem(FORM_SENTENCES[read.form.refusal]), values: fields }, held, 422)
  }
  const { fields, submission } = read.form.value
  const again = (errors: FormState['errors'], told?: string) =>
    showList(c, house, { values: fields, errors, ...(told === undefined ? {} : { problem: told }) }, held, 422)
  if (read.problem !== undefined) return again({ pieces: read.problem })
  const asked = readStep(fields, context.now())
  if (!asked.ok) return again(asked.refusal)

  const attachments = asked.value.kind === 'abandon' ? undefined : read.attachments
  const acting = contextOf(context, await theVisitor(c))
  const taken = await recordStep(acting, { ...asked.value, submission, listId, attachments })
  if (taken.ok) return c.redirect(`${ARCHIVES}/${listId}`, 303)
  const { refusal } = taken
  if (refusal === 'list-unknown') return c.notFound()
  if (refusal === 'signed-in-the-future' || refusal === 'signed-before-the-list')
    return again({ jour: STEP_SENTENCES[refusal] })
  if (refusal === 'scan-missing') return again({ pieces: STEP_SENTENCES[refusal] })
  if (refusal === 'gone' || refusal === 'too-many') return again({ pieces: FILE_SENTENCES[refusal] })
  return again({}, { ...STEP_SENTENCES, ...SUBMISSION_SENTENCES }[refusal])
}

async function showArchives(c: HonoContext, { context, frame }: House, state: FormState, status: 200 | 422) {
  const [due, lists, table] = await Promise.all([
    listAllDue(context),
    listLists(context.db, 200),
    managementTable(context.db),
  ])
  const shell = { site: frame, desk: await deskFrame(c, context), keys: formKeys(c, context), state }
  return c.html(<ArchivesPage {...shell} {...{ due, lists, table }} />, status)
}

async function showList(
  c: HonoContext,
  { context, frame }: House,
  state: FormState,
  held: readonly HeldFile[],
  status: 200 | 422,
): Promise<Response> {
  const { db } = context
  const list = await findList(db, c.req.param('id')!)
  if (!list) return c.notFound()
  const [steps, outcomes, made, attached] = await Promise.all([
    listSteps(db, list.id),
    countOutcomes(db, list.id),
    findPackage(db, list.id),
    listAttachments(db, LIST_ATTACHMENTS, [list.id]),
  ])
  const scans = (attached.get(list.id) ?? []).map(shownAttachment)
  const mayRecord = holds(await theVisitor(c), RECORDERS)
  const shell = { site: frame, desk: await deskFrame(c, context), keys: formKeys(c, context), state }
  return c.html(<ListPage {...shell} {...{ list, steps, outcomes, made, scans, held, mayRecord }} />, status)
}

function csv(c: HonoContext, text: string, name: string): Response {
  return c.body(text, 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}"`,
    'Cache-Control': 'no-store',
  })
}

function problem(sentence: string): FormState {
  return { values: {}, errors: {}, problem: sentence }
}
