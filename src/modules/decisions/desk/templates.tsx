import { Hono, type Context as HonoContext } from 'hono'
import { done, refuse } from '#kernel/result'
import { SUBMISSION_SENTENCES } from '#platform/database'
import {
  checkTemplate,
  exampleOf,
  fillTemplate,
  findTemplate,
  finishDocx,
  type TemplateFault,
} from '#platform/documents'
import { contextOf, deskFrame, FORM_SENTENCES, formKeys, having, readForm, theVisitor } from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import { FIELDS_OF, sha256Of } from '../commands/documents-data.ts'
import { MEDIA_TYPES } from '../commands/documents-making.ts'
import { addTemplate, putBackTemplate } from '../commands/templates.ts'
import { type DocumentKindName, readKind } from '../documents/index.ts'
import { readId } from '../reading.ts'
import * as store from '../store/index.ts'
import type { DocumentHouse } from './documents.tsx'
import { MODEL_KEEPERS } from './parts.tsx'
import { TemplatePage, TemplatesPage } from './templates-page.tsx'

const PATH = '/agents/modeles'
const ONE = `${PATH}/:kind{[a-z.-]{3,60}}`

/** `/agents/modeles`: the territory's own models, what they may print, what is wrong with the one just sent. */
export function templateDesk(house: DocumentHouse): Hono {
  const desk = new Hono()
  const { context, frame, territoryFolder } = house

  desk.get(PATH, having(MODEL_KEEPERS), async (c) => {
    const inUse = await store.listTemplatesInUse(context.db)
    return c.html(<TemplatesPage site={frame} desk={await deskFrame(c, context)} inUse={inUse} />)
  })

  desk.get(ONE, having(MODEL_KEEPERS), (c) => showOne(c, house, EMPTY_FORM, []))
  desk.post(ONE, having(MODEL_KEEPERS), (c) => receive(c, house))
  desk.post(`${ONE}/remettre`, having(MODEL_KEEPERS), (c) => putBack(c, house))

  desk.get(`${ONE}/depart.docx`, having(MODEL_KEEPERS), async (c) => {
    const kind = kindOf(c)
    const bytes = kind && (await findTemplate(FIELDS_OF[kind], territoryFolder))
    return bytes ? give(bytes, 'docx', `${kind}-depart.docx`) : c.notFound()
  })
  desk.get(`${ONE}/versions/:id{[0-9a-f-]{36}}`, having(MODEL_KEEPERS), async (c) => {
    const found = await versionOf(c, house)
    return found ? give(found.bytes, 'docx', `${found.kind}-v${found.version}.docx`) : c.notFound()
  })
  desk.get(`${ONE}/apercu.docx`, having(MODEL_KEEPERS), async (c) => {
    const shown = await exampleOfModel(c, house)
    if (!shown) return c.notFound()
    return shown.docx ? give(shown.docx, 'docx', `${shown.kind}-apercu.docx`) : c.redirect(`${PATH}/${shown.kind}`, 303)
  })
  desk.get(`${ONE}/apercu.pdf`, having(MODEL_KEEPERS), async (c) => {
    const shown = await exampleOfModel(c, house)
    if (!shown) return c.notFound()
    const made = shown.docx && (await finishDocx(shown.docx, propertiesOfExample(house), 'Exemple'))
    return made?.ok ? give(made.value, 'pdf', `${shown.kind}-apercu.pdf`) : c.redirect(`${PATH}/${shown.kind}`, 303)
  })

  return desk
}

function propertiesOfExample({ context }: DocumentHouse) {
  return { title: 'Aperçu', author: context.settings.territoryName, date: '2026-01-01' }
}

/** The model in use, filled with the example of each field; without `docx`: it can no longer be filled. */
async function exampleOfModel(c: HonoContext, house: DocumentHouse) {
  const kind = kindOf(c)
  const bytes = kind && (await modelInUse(house, kind))
  if (!bytes) return undefined
  const fields = FIELDS_OF[kind]
  const made = await fillTemplate(bytes, fields, exampleOf(fields), propertiesOfExample(house))
  return { kind, docx: made.ok ? made.value : undefined }
}

/** A model arrives: it serves from now on, unless something is wrong with it. */
async function receive(c: HonoContext, house: DocumentHouse): Promise<Response> {
  const { context } = house
  const kind = kindOf(c)
  if (!kind) return c.notFound()
  const form = await readForm(c, context)
  if (!form.ok) return showOne(c, house, { values: {}, errors: {}, problem: FORM_SENTENCES[form.refusal] }, [])
  const file = form.value.files.modele
  if (!file || file.size === 0) {
    return showOne(c, house, { values: {}, errors: { modele: 'Choisissez le fichier .docx de votre modèle.' } }, [])
  }
  const bytes = new Uint8Array(await file.arrayBuffer())
  const checked = await checkTemplate(bytes, FIELDS_OF[kind])
  if (!checked.ok) return showOne(c, house, faulty(checked.refusal.length), checked.refusal)

  const { submission } = form.value
  const body = { ...(submission.body as object), sha256: sha256Of(bytes) }
  const input = { submission: { key: submission.key, body }, kind, bytes }
  const added = await addTemplate(contextOf(context, await theVisitor(c)), input)
  if (added.ok) return c.redirect(`${PATH}/${kind}?fait=ajoute`, 303)
  return showOne(c, house, { values: {}, errors: {}, problem: SUBMISSION_SENTENCES[added.refusal] }, [])
}

function faulty(count: number): FormState {
  const told = count === 1 ? 'une faute, dite avec sa place' : `${count} fautes, dites avec leur place`
  const sentence = `Ce modèle a ${told} ci-dessous. Corrigez-le, puis envoyez-le de nouveau.`
  return { values: {}, errors: { modele: sentence } }
}

async function putBack(c: HonoContext, house: DocumentHouse): Promise<Response> {
  const { context } = house
  const kind = kindOf(c)
  if (!kind) return c.notFound()
  const form = await readForm(c, context)
  const templateId = form.ok ? readId(form.value.fields.version ?? '') : undefined
  const asked = form.ok && templateId !== undefined ? done({ ...form.value, templateId }) : refuse(undefined)
  const problem = form.ok ? 'Cette version n’existe pas. Rechargez la page.' : FORM_SENTENCES[form.refusal]
  if (!asked.ok) return showOne(c, house, { values: {}, errors: {}, problem }, [])
  const acting = contextOf(context, await theVisitor(c))
  const put = await putBackTemplate(acting, { submission: asked.value.submission, kind, templateId: templateId! })
  if (put.ok) return c.redirect(`${PATH}/${kind}?fait=remis`, 303)
  const told = put.refusal === 'submission-reused' ? SUBMISSION_SENTENCES[put.refusal] : problem
  return showOne(c, house, { values: {}, errors: {}, problem: told }, [])
}

async function showOne(
  c: HonoContext,
  { context, frame, territoryFolder }: DocumentHouse,
  state: FormState,
  faults: readonly TemplateFault[],
): Promise<Response> {
  const kind = kindOf(c)
  if (!kind) return c.notFound()
  const page = {
    kind,
    fields: FIELDS_OF[kind],
    versions: await store.listTemplates(context.db, kind),
    hasStart: (await findTemplate(FIELDS_OF[kind], territoryFolder)) !== undefined,
    told: c.req.query('fait'),
    faults,
    state,
    keysFor: () => formKeys(c, context),
  }
  const isRefused = state.problem !== undefined || Object.keys(state.errors).length > 0
  return c.html(<TemplatePage site={frame} desk={await deskFrame(c, context)} {...page} />, isRefused ? 422 : 200)
}

function kindOf(c: HonoContext): DocumentKindName | undefined {
  return readKind(c.req.param('kind'))
}

async function versionOf(c: HonoContext, { context }: DocumentHouse) {
  const kind = kindOf(c)
  const versions = kind === undefined ? [] : await store.listTemplates(context.db, kind)
  const version = versions.find(({ id }) => id === c.req.param('id'))
  const bytes = version && (await store.findTemplateBytes(context.db, version.id))
  return bytes && version && { kind: version.kind, version: version.version, bytes }
}

/** The model a document would be made from now. */
export async function modelInUse(
  { context, territoryFolder }: DocumentHouse,
  kind: DocumentKindName,
): Promise<Uint8Array | undefined> {
  const inUse = await store.findTemplateInUse(context.db, kind)
  return inUse ? store.findTemplateBytes(context.db, inUse.id) : findTemplate(FIELDS_OF[kind], territoryFolder)
}

// As attachments are: what it holds acts on nothing of the site.
function give(bytes: Uint8Array, type: 'docx' | 'pdf', name: string): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': MEDIA_TYPES[type],
      'Content-Disposition': `${type === 'pdf' ? 'inline' : 'attachment'}; filename="${name}"`,
      'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
  })
}
