import { canonicalJson, type Json } from '#kernel/canonical-json'
import { done, type Result, refuse } from '#kernel/result'
import { type DocumentData, dataText } from './data.ts'
import type { DocumentKind } from './kind.ts'
import type { Layout, LayoutData } from './pdf/layouts.ts'
import { PressError } from './press/failure.ts'
import { openPress } from './press/index.ts'
import type { Properties } from './press/work.ts'
import type { TemplateFault } from './template/faults.ts'
import type { Workbook } from './workbook/sheets.ts'

/** A file as it is written and sent. */
export type Bytes = Uint8Array<ArrayBuffer>

const press = openPress()

/**
 * Reads a model as it will be filled, without filling it.
 *
 * @returns  the names of the fields it uses, or every fault with its place, in the order of the document
 * @throws   PressError when the machine could not read it
 */
export async function checkTemplate(
  template: Uint8Array,
  kind: DocumentKind,
): Promise<Result<{ readonly fields: readonly string[] }, readonly TemplateFault[]>> {
  try {
    const { faults, fields } = (await press({ work: 'check', template, kind })).verdict
    return faults.length === 0 ? done({ fields }) : refuse(faults)
  } catch (error) {
    // A file made to be long or heavy to read is not a model.
    const isTooMuch = error instanceof PressError && (error.failure === 'too-long' || error.failure === 'too-heavy')
    if (isTooMuch) return refuse([{ name: 'too-long-to-read', place: null, tag: null, nearest: null }])
    throw error
  }
}

/**
 * Fills a model: a `.docx` whose fields, conditions and tables say what the data says. The same model, data and
 * properties give the same bytes.
 *
 * @returns  the file, or the faults of the model, should its kind have changed since it was checked
 * @throws   PressError when it could not be made; AssertionError when the data is not of its kind
 */
export async function fillTemplate(
  template: Uint8Array,
  kind: DocumentKind,
  data: DocumentData,
  properties: Properties,
): Promise<Result<Bytes, readonly TemplateFault[]>> {
  const { verdict, document } = await press({ work: 'fill', template, kind, data: dataText(kind, data), properties })
  return verdict.faults.length === 0 ? done(document) : refuse(verdict.faults)
}

/**
 * Composes the PDF/UA-1 of a filled model: the same words in the same order, in our faces. The same document and
 * properties give the same bytes.
 *
 * @param docx  as `fillTemplate` gave it
 * @param mark  across each page, as « Exemple »; null: the document is final
 * @returns     the file, or what in the document would not be in it
 * @throws      PressError when it could not be made
 */
export async function finishDocx(
  docx: Uint8Array,
  properties: Properties,
  mark: string | null = null,
): Promise<Result<Bytes, readonly TemplateFault[]>> {
  const { verdict, document } = await press({ work: 'finish', docx, properties, mark })
  return verdict.faults.length === 0 ? done(document) : refuse(verdict.faults)
}

/**
 * Composes a PDF/UA-1 by a layout of ours: tagged, in French, with a title. The same data gives the same bytes.
 *
 * @throws  PressError when it could not be made
 */
export async function makePdf<const L extends Layout>(layout: L, data: LayoutData[L]): Promise<Bytes> {
  return (await press({ work: 'pdf', layout, data: canonicalJson(data as unknown as Json) })).document
}

/**
 * Writes a spreadsheet (`.xlsx`) of typed cells. A text is never a formula. The same workbook gives the same bytes.
 *
 * @throws  PressError when it could not be made
 */
export async function makeWorkbook(workbook: Workbook): Promise<Bytes> {
  return (await press({ work: 'workbook', workbook })).document
}
