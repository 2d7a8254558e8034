export { type DocumentData, type DocumentValue, dataText, exampleOf, readDataText } from './data.ts'
export { fingerprintOf, GENERATOR, type Making } from './fingerprint.ts'
export { type DocumentKind, type Field, type Fields, type ListedField, listFields } from './kind.ts'
export { DELIBERATION, DELIVERED_KINDS, NOTIFICATION, REPORT } from './kinds.ts'
export { type Bytes, checkTemplate, fillTemplate, finishDocx, makePdf, makeWorkbook } from './make.ts'
export { undrawnWords } from './pdf/drawable.ts'
export type {
  BallotsData,
  Block,
  CertificateData,
  CodesData,
  Layout,
  LayoutData,
  Letter,
  Letterhead,
  LettersData,
  ListData,
  PosterData,
  ReportData,
  TableBlock,
} from './pdf/layouts.ts'
export { PRESS_SENTENCES, PressError, type PressFailure } from './press/failure.ts'
export type { Properties } from './press/work.ts'
export { sentenceOfTemplateFault, type TemplateFault, type TemplatePlace, wordsOfPlace } from './template/faults.ts'
export { findTemplate } from './templates.ts'
export { csvOf } from './workbook/csv.ts'
export type { CellValue, Column, Sheet, Workbook } from './workbook/sheets.ts'
export { exampleText, FILTERS, type FilterName } from './writing.ts'
