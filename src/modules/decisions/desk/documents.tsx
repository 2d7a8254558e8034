import { Hono, type Context as HonoContext } from 'hono'
import type { Result } from '#kernel/result'
import { dayOf } from '#modules/accounts'
import type { Context } from '#platform/context'
import { SUBMISSION_SENTENCES, type SubmissionRefusal } from '#platform/database'
import { findTemplate } from '#platform/documents'
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
import {
  cancelDocument,
  fileDocument,
  finishDocument,
  prepareDocument,
  recogniseCopy,
  refuseCopies,
  sendDocument,
} from '../commands/documents.ts'
import { FIELDS_OF, undrawnIn } from '../commands/documents-data.ts'
import {
  DOCUMENT_STATES,
  type DocumentRefusal,
  documentStateOf,
  type FiledDocument,
  readKind,
  registerCsv,
  sentenceOfDocument,
} from '../documents/index.ts'
import { isTied } from '../interests.ts'
import type { Decision } from '../model.ts'
import { readId, readRemark } from '../reading.ts'
import * as store from '../store/index.ts'
import { DocumentPage } from './document-page.tsx'
import { NewDocumentPage, RegisterPage } from './documents-page.tsx'
import { type House, READERS, WRITERS } from './parts.tsx'

export type DocumentHouse = House & {
  /** Where the models the territory came with are; null: nowhere. */
  readonly territoryFolder: string | null
}

const PATH = '/agents/documents'
const ONE = `${PATH}/:id{[0-9a-f-]{36}}`
const NOBODY = '00000000-0000-0000-0000-000000000000'
const MOST_SHOWN = 300
const MOST_EXPORTED = 100_000

/** `/agents/documents`: the register of numbers, and each document from its draft to its signed copy. */
export function documentDesk(house: DocumentHouse): Hono {
  const desk = new Hono()
  const { context, frame } = house

  desk.get(PATH, having(READERS), async (c) => {
    const filter = filterOf(c)
    const [documents, years] = await Promise.all([
      readRegister(context, filter, MOST_SHOWN),
      store.listRegisterYears(context.db),
    ])
    const page = { documents, years, filter, strays: await store.countStrays(context.db) }
    return c.html(<RegisterPage site={frame} desk={await deskFrame(c, context)} {...page} />)
  })
  desk.get(`${PATH}/registre.csv`, having(READERS), async (c) => {
    const documents = await readRegister(context, filterOf(c), MOST_EXPORTED)
    return c.body(registerCsv(documents), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="registre-des-documents.csv"',
      'Cache-Control': 'no-store',
    })
  })

  desk.get(`${PATH}/nouveau`, having(WRITERS), (c) =>
    showNew(c, house, { values: { decision: c.req.query('decision') ?? '' }, errors: {} }),
  )
  desk.post(`${PATH}/nouveau`, having(WRITERS), (c) => prepare(c, house))

  desk.get(ONE, having(READERS), (c) => showOne(c, house, EMPTY_FORM))
  desk.post(`${ONE}/finaliser`, having(WRITERS), (c) => act(c, house, finishDocument))
  desk.post(`${ONE}/signature`, having(WRITERS), (c) => act(c, house, sendDocument))
  desk.post(`${ONE}/classer`, having(WRITERS), (c) => act(c, house, fileDocument))
  desk.post(`${ONE}/reconnaitre`, having(WRITERS), (c) =>
    act(c, house, (acting, input) =>
      recogniseCopy(acting, { ...input, fileId: readId(input.fields.fichier ?? '') ?? NOBODY }),
    ),
  )
  desk.post(`${ONE}/ecarter`, having(WRITERS), (c) => act(c, house, refuseCopies))
  desk.post(`${ONE}/annuler`, having(WRITERS), (c) =>
    act(c, house, (acting, input) =>
      cancelDocument(acting, { ...input, remark: readRemark(input.fields.raison ?? '') }),
    ),
  )
  return desk
}

async function prepare(c: HonoContext, house: DocumentHouse): Promise<Response> {
  const { context, territoryFolder } = house
  const form = await readForm(c, context)
  if (!form.ok) {
    const { envoi: _key, jeton: _token, ...values } = (await sentFields(c)).fields
    return showNew(c, house, { values, errors: {}, problem: FORM_SENTENCES[form.refusal] })
  }
  const { fields: values, submission } = form.value
  const kind = readKind(values.genre)
  if (!kind) return showNew(c, house, { values, errors: { genre: 'Choisissez le document à préparer.' } })
  const input = {
    submission,
    kind,
    decisionId: readId(values.decision ?? '') ?? NOBODY,
    lineId: readId(values.ligne ?? '') ?? null,
    houseModel: await findTemplate(FIELDS_OF[kind], territoryFolder),
  }
  const prepared = await prepareDocument(contextOf(context, await theVisitor(c)), input)
  if (prepared.ok) return c.redirect(`${PATH}/${prepared.value.id}`, 303)
  if (prepared.refusal === 'line-unknown') {
    return showNew(c, house, { values, errors: { ligne: sentenceOfDocument('line-unknown') } })
  }
  return showNew(c, house, { values, errors: {}, problem: sentenceFor(prepared.refusal) })
}

type Input = {
  readonly submission: Parameters<typeof finishDocument>[1]['submission']
  readonly documentId: string
  readonly fields: Readonly<Record<string, string>>
}

async function act(
  c: HonoContext,
  house: DocumentHouse,
  command: (context: Context, input: Input) => Promise<Result<void, DocumentRefusal | SubmissionRefusal>>,
): Promise<Response> {
  const { context } = house
  const form = await readForm(c, context)
  if (!form.ok) return showOne(c, house, { values: {}, errors: {}, problem: FORM_SENTENCES[form.refusal] })
  const { fields, submission } = form.value
  const acted = await command(contextOf(context, await theVisitor(c)), { submission, documentId: idOf(c), fields })
  if (acted.ok) return c.redirect(`${PATH}/${idOf(c)}`, 303)
  return showOne(c, house, { values: fields, errors: {}, problem: sentenceFor(acted.refusal) })
}

async function showNew(c: HonoContext, { context, frame }: DocumentHouse, state: FormState): Promise<Response> {
  const found = await store.findDecision(context.db, readId(state.values.decision ?? '') ?? NOBODY)
  if (!found || (await isTiedTo(c, context, found))) return c.notFound()
  const documents = await store.listDocumentsOf(context.db, [found.id])
  const page = { decision: found, documents, state, keys: formKeys(c, context) }
  const isRefused = state.problem !== undefined || Object.keys(state.errors).length > 0
  const desk = await deskFrame(c, context)
  return c.html(<NewDocumentPage site={frame} desk={desk} {...page} />, isRefused ? 422 : 200)
}

async function showOne(c: HonoContext, { context, frame }: DocumentHouse, state: FormState): Promise<Response> {
  const { db } = context
  const document = await store.findDocument(db, idOf(c))
  const decision = document && (await store.findDecision(db, document.decisionId))
  // Whoever is tied to a beneficiary reads none of its documents.
  if (!document || !decision || (await isTiedTo(c, context, decision))) return c.notFound()
  const visitor = await theVisitor(c)
  const text = documentStateOf(document) === 'draft' ? await store.findDocumentData(db, document.id) : undefined
  const undrawn = text === undefined ? [] : undrawnIn(text)
  const mayWrite = holds(visitor, WRITERS)
  const page = { document, decision, undrawn, state, mayWrite, keysFor: () => formKeys(c, context) }
  const desk = await deskFrame(c, context)
  return c.html(<DocumentPage site={frame} desk={desk} {...page} />, state.problem === undefined ? 200 : 422)
}

async function isTiedTo(c: HonoContext, context: Context, decision: Decision): Promise<boolean> {
  const organisations = decision.lines.map(({ beneficiaryId }) => beneficiaryId)
  const links = await store.listInterestsIn(context.db, organisations, dayOf(context.now()))
  return isTied(decision, links, (await theVisitor(c)).personId)
}

export type ShownFilter = {
  readonly kind: FiledDocument['kind'] | undefined
  readonly year: number | undefined
  readonly state: ReturnType<typeof documentStateOf> | undefined
}

function filterOf(c: HonoContext): ShownFilter {
  const year = /^20\d{2}$/.exec(c.req.query('annee') ?? '')?.[0]
  return {
    kind: readKind(c.req.query('genre')),
    year: year === undefined ? undefined : Number(year),
    state: DOCUMENT_STATES.find((state) => state === c.req.query('etat')),
  }
}

async function readRegister({ db }: Context, { state, ...filter }: ShownFilter, limit: number) {
  const documents = await store.listRegister(db, filter, limit)
  return state === undefined ? documents : documents.filter((each) => documentStateOf(each) === state)
}

function idOf(c: HonoContext): string {
  return readId(c.req.param('id') ?? '') ?? NOBODY
}

function sentenceFor(refusal: DocumentRefusal | SubmissionRefusal): string {
  return refusal === 'submission-reused' ? SUBMISSION_SENTENCES[refusal] : sentenceOfDocument(refusal)
}
