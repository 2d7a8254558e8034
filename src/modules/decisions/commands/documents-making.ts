import { assert } from '#kernel/result'
import type { Context } from '#platform/context'
import { fillTemplate, finishDocx, makeWorkbook } from '#platform/documents'
import { readFiled } from '#platform/files'
import { annexOf, type FiledDocument, type KeptData, KIND_FACTS } from '../documents/index.ts'
import { enforceableSince } from '../model.ts'
import * as store from '../store/index.ts'
import { enforceableIn, FIELDS_OF, readKeptText } from './documents-data.ts'
import type { MadeFile } from './documents-filing.ts'

export const MEDIA_TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/**
 * The draft: the model, filled. The same document gives the same bytes.
 *
 * @returns  undefined when the model can no longer be filled
 * @throws   when the press failed: it is tried again
 */
export async function makeDraft(context: Context, document: FiledDocument): Promise<MadeFile | undefined> {
  const kept = await keptOf(context, document)
  const made = await filled(context, document, kept)
  return made && named('draft', `${document.chrono}.docx`, MEDIA_TYPES.docx, made)
}

async function filled(context: Context, document: FiledDocument, kept: KeptData): Promise<Uint8Array | undefined> {
  const template = await store.findTemplateBytes(context.db, document.templateId)
  assert(template, 'the model of a document stays')
  const made = await fillTemplate(template, FIELDS_OF[document.kind], kept.fields, propertiesOf(document, kept))
  return made.ok ? made.value : undefined
}

/**
 * The final form: the draft itself as a PDF, the same words in the same order (a letter prepared before its act was
 * exécutoire says the day too), and the annex for a spreadsheet where there
 * are beneficiaries.
 *
 * @returns  undefined when something in the draft would not be in the PDF
 * @throws   when the press failed: it is tried again
 */
export async function makeFinal(context: Context, document: FiledDocument): Promise<readonly MadeFile[] | undefined> {
  const kept = await keptOf(context, document)
  const { chrono } = document
  const completed = await completedOf(context, document, kept)
  const docx = completed ? await filled(context, document, completed) : await draftOf(context, document)
  const [made, annex] = await Promise.all([
    docx && finishDocx(docx, propertiesOf(document, kept)),
    hasLines(kept) ? makeWorkbook(annexOf(kept, chrono)) : null,
  ])
  if (!made?.ok) return undefined
  const pdf = named('final', `${chrono}.pdf`, MEDIA_TYPES.pdf, made.value)
  return annex === null ? [pdf] : [pdf, named('annex', `${chrono}-annexe.xlsx`, MEDIA_TYPES.xlsx, annex)]
}

/**
 * What a letter says with the day its act became exécutoire, when it was prepared before; undefined: nothing is missing. The
 * day is of a step that is never changed: it is the same whenever it is asked.
 */
export async function completedOf(
  context: Context,
  { kind, decisionId }: FiledDocument,
  kept: KeptData,
): Promise<KeptData | undefined> {
  if (kind !== 'decisions.notification' || enforceableIn(kept) !== null) return undefined
  const decision = await store.findDecision(context.db, decisionId)
  const day = decision && enforceableSince(decision)
  return day === undefined ? undefined : { ...kept, fields: { ...kept.fields, executoire_le: day } }
}

async function draftOf(context: Context, { files }: FiledDocument): Promise<Uint8Array> {
  const draft = files.find(({ part }) => part === 'draft')
  assert(draft, 'a document becomes final once its draft is filed')
  const bytes = await readFiled(context, Buffer.from(draft.sha256, 'hex'))
  if (!bytes) throw new Error('The bytes of a draft are not in their place')
  return bytes
}

function propertiesOf({ kind, chrono }: FiledDocument, { fields, letterhead }: KeptData) {
  const { titre } = fields.rapport as { readonly titre: string }
  return {
    title: `${KIND_FACTS[kind].label} ${chrono} : ${titre}`,
    author: letterhead.territoryName,
    date: fields.date_document as string,
  }
}

function hasLines({ fields: { beneficiaires } }: KeptData): boolean {
  return Array.isArray(beneficiaires) && beneficiaires.length > 0
}

async function keptOf(context: Context, { id, kind }: FiledDocument) {
  const text = await store.findDocumentData(context.db, id)
  assert(text !== undefined, 'a document is made while its data are kept')
  return readKeptText(kind, text)
}

function named(part: MadeFile['part'], name: string, mediaType: string, bytes: Uint8Array): MadeFile {
  return { part, name, mediaType, bytes }
}
