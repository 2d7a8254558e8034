import { Hono, type Context as HonoContext } from 'hono'
import { done, type Result, refuse } from '#kernel/result'
import { nameCommunes } from '#modules/territory'
import type { Context } from '#platform/context'
import { SUBMISSION_SENTENCES, type SubmissionRefusal } from '#platform/database'
import {
  contextOf,
  deskFrame,
  FORM_SENTENCES,
  formKeys,
  having,
  type Role,
  readForm,
  type SentForm,
  sentFields,
  theVisitor,
} from '#platform/sessions'
import { EMPTY_FORM, type FormState } from '#ui/form'
import type { SiteFrame } from '#ui/page'
import { acceptImport, askAgain, askImport, discardImport, returnToImportBefore } from '../commands/index.ts'
import type { ImportFolder } from '../folder.ts'
import { type ImportRefusal, isDay, KINDS, type Kind } from '../model.ts'
import { IMPORT_REFUSALS } from '../sentences.ts'
import { SOURCES } from '../sources/index.ts'
import * as store from '../store/index.ts'
import { ImportPage } from './import-page.tsx'
import { ImportsPage } from './imports-page.tsx'

const PATH = '/agents/imports'
const READERS: readonly Role[] = ['agent', 'administrator']

type House = { readonly context: Context; readonly frame: SiteFrame; readonly folder: ImportFolder | undefined }

/** `/agents/imports`: files read, what each would change, which are in force. */
export function importDesk(house: House): Hono {
  const { context } = house
  const desk = new Hono()

  desk.get(PATH, having(READERS), (c) => showImports(c, house, EMPTY_FORM, 200))
  desk.post(PATH, having(READERS), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return showImports(c, house, await staleState(c, FORM_SENTENCES[form.refusal]), 422)
    const { fields: values, submission } = form.value
    const asked = await readAsked(house, form.value)
    if (!asked.ok) return showImports(c, house, { values, errors: asked.refusal }, 422)
    const acting = contextOf(context, await theVisitor(c))
    const result = await askImport(acting, { ...asked.value, submission })
    if (result.ok) return c.redirect(`${PATH}/${result.value.id}`, 303)
    return showImports(c, house, { values, errors: {}, problem: sentenceOf(result.refusal) }, 422)
  })
  desk.post(`${PATH}/retour`, having(READERS), async (c) => {
    const form = await readForm(c, context)
    if (!form.ok) return showImports(c, house, await staleState(c, FORM_SENTENCES[form.refusal]), 422)
    const { fields: values, submission } = form.value
    const kind = KINDS.find((each) => each === values.retour)
    if (!kind) return showImports(c, house, { values, errors: {}, problem: IMPORT_REFUSALS['import-unknown'] }, 422)
    const result = await returnToImportBefore(contextOf(context, await theVisitor(c)), { submission, kind })
    if (result.ok) return c.redirect(PATH, 303)
    return showImports(c, house, { values, errors: {}, problem: sentenceOf(result.refusal) }, 422)
  })

  desk.get(`${PATH}/:id{[0-9a-f-]{36}}`, having(READERS), (c) => showImport(c, house, EMPTY_FORM, 200))
  for (const [way, act] of Object.entries(ACTS)) {
    desk.post(`${PATH}/:id{[0-9a-f-]{36}}/${way}`, having(READERS), async (c) => {
      const form = await readForm(c, context)
      if (!form.ok) return showImport(c, house, await staleState(c, FORM_SENTENCES[form.refusal]), 422)
      const { fields: values, submission } = form.value
      const acting = contextOf(context, await theVisitor(c))
      const result = await act(acting, { submission, id: c.req.param('id') ?? '' })
      if (result.ok) return c.redirect(`${PATH}/${c.req.param('id')}`, 303)
      return showImport(c, house, { values, errors: {}, problem: sentenceOf(result.refusal) }, 422)
    })
  }
  return desk
}

const ACTS = { accepter: acceptImport, comparer: askAgain, ecarter: discardImport } as const

async function showImports(c: HonoContext, { context, frame, folder }: House, state: FormState, status: 200 | 422) {
  const [imports, files, desk] = [
    await store.listImports(context.db, 60),
    (await folder?.list()) ?? [],
    await deskFrame(c, context),
  ]
  const page = { imports, files, state, keys: formKeys(c, context), backKeys: formKeys(c, context) }
  return c.html(<ImportsPage site={frame} desk={desk} {...page} />, status)
}

async function showImport(c: HonoContext, { context, frame }: House, state: FormState, status: 200 | 422) {
  const found = await store.findImport(context.db, c.req.param('id') ?? '')
  if (!found) return c.notFound()
  const [told, refused] = await Promise.all([
    store.findDifference(context.db, found.id),
    store.listRefused(context.db, found.id),
  ])
  const codes = (told?.difference.samples ?? []).flatMap(({ kind, from, to }) =>
    kind === 'moved' || kind === 'appeared' ? [from ?? '', to ?? ''] : [],
  )
  const communes = await nameCommunes(context.db, [...new Set(codes)])
  const keys = { accept: formKeys(c, context), compare: formKeys(c, context), discard: formKeys(c, context) }
  const page = { found, told, refused, communes, state, keys }
  return c.html(<ImportPage site={frame} desk={await deskFrame(c, context)} {...page} />, status)
}

type Asked = { readonly kind: Kind; readonly fileNames: readonly string[]; readonly vintage: string }

/** Reads what was asked; a file that was sent is kept in the folder under a name of its own. */
async function readAsked(
  { folder }: House,
  { fields, files }: SentForm,
): Promise<Result<Asked, Readonly<Record<string, string>>>> {
  const kind = KINDS.find((each) => each === fields.sorte)
  if (!kind) return refuse({ sorte: 'Choisissez de quel fichier il s’agit.' })
  const vintage = (fields.jour ?? '').trim()
  if (!isDay(vintage)) return refuse({ jour: IMPORT_REFUSALS['vintage-wrong'] })
  const sent = files.fichier !== undefined && files.fichier.size > 0 ? files.fichier : undefined
  const chosen = [fields.fichier1, fields.fichier2].flatMap((name) => (name ? [name] : []))
  const wanted = SOURCES[kind].files.length
  if (sent && wanted === 1) {
    const bytes = new Uint8Array(await sent.arrayBuffer())
    return done({ kind, vintage, fileNames: [(await folder?.save(sent.name, bytes)) ?? sent.name] })
  }
  if (chosen.length < wanted) {
    const sentence =
      wanted === 2
        ? 'SIRENE vient en deux fichiers : choisissez les unités légales, puis les établissements.'
        : 'Choisissez un fichier du dossier, ou envoyez-en un.'
    return refuse({ [chosen.length === 0 ? 'fichier1' : 'fichier2']: sentence })
  }
  const fileNames = chosen.slice(0, wanted)
  const missing = fileNames.some((name) => folder?.pathOf(name) === undefined)
  return missing ? refuse({ fichier1: IMPORT_REFUSALS['file-unknown'] }) : done({ kind, vintage, fileNames })
}

async function staleState(c: HonoContext, problem: string): Promise<FormState> {
  const { envoi: _key, jeton: _token, ...values } = (await sentFields(c)).fields
  return { values, errors: {}, problem }
}

function sentenceOf(refusal: ImportRefusal | SubmissionRefusal): string {
  return refusal === 'submission-reused' ? SUBMISSION_SENTENCES[refusal] : IMPORT_REFUSALS[refusal]
}
