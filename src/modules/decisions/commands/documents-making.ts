import { assert } from '#kernel/result'
import type { Context } from '#platform/context'
import { fillTemplate, makePdf, makeWorkbook } from '#platform/documents'
import { annexOf, drawnOf, type FiledDocument } from '../documents/index.ts'
import * as store from '../store/index.ts'
import { FIELDS_OF, readKeptText } from './documents-data.ts'
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
  const template = await store.findTemplateBytes(context.db, document.templateId)
  assert(template, 'the model of a document stays')
  const { chrono } = document
  const made = await fillTemplate(template, FIELDS_OF[document.kind], kept.fields, {
    title: chrono,
    author: kept.letterhead.territoryName,
    date: kept.fields.date_document as string,
  })
  return made.ok ? named('draft', `${chrono}.docx`, MEDIA_TYPES.docx, made.value) : undefined
}

/** The final form: a PDF by our layout and, where there are beneficiaries, the annex for a spreadsheet. */
export async function makeFinal(context: Context, document: FiledDocument): Promise<readonly MadeFile[]> {
  const kept = await keptOf(context, document)
  const { kind, chrono } = document
  const drawn = drawnOf(kind, kept, chrono)
  const bytes = drawn.layout === 'letter' ? await makePdf('letter', drawn.data) : await makePdf('report', drawn.data)
  const pdf = named('final', `${chrono}.pdf`, MEDIA_TYPES.pdf, bytes)
  const lines = kept.fields.beneficiaires
  if (!Array.isArray(lines) || lines.length === 0) return [pdf]
  const annex = await makeWorkbook(annexOf(kept, chrono))
  return [pdf, named('annex', `${chrono}-annexe.xlsx`, MEDIA_TYPES.xlsx, annex)]
}

async function keptOf(context: Context, { id, kind }: FiledDocument) {
  const text = await store.findDocumentData(context.db, id)
  assert(text !== undefined, 'a document is made while its data are kept')
  return readKeptText(kind, text)
}

function named(part: MadeFile['part'], name: string, mediaType: string, bytes: Uint8Array): MadeFile {
  return { part, name, mediaType, bytes }
}
