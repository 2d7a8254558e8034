import { createHash } from 'node:crypto'
import { canonicalJson } from '#kernel/canonical-json'

/**
 * What made a document, to write beside it: the same model, data and generator give the same bytes. It changes with the
 * libraries, our layouts and our faces: a test holds it to `package.json`.
 */
export const GENERATOR = 'filigrane-documents 2; docxtemplater 3.71.0; pizzip 3.3.0; typst-ts 0.7.0; exceljs 4.4.0'

/** What a document is made from. */
export type Making = {
  /** SHA-256 of the model, in hexadecimal; for a layout of ours, its name: « letter ». */
  readonly template: string
  /** As `dataText` writes it, or canonical JSON for a layout of ours. */
  readonly data: string
  readonly generator: string
}

/** SHA-256, in hexadecimal, of what a document is made from: two with the same fingerprint have the same bytes. */
export function fingerprintOf({ template, data, generator }: Making): string {
  return createHash('sha256').update(canonicalJson({ template, data, generator })).digest('hex')
}
