import type { ImportFile, Kind, RefusedRow, RowFault } from './model.ts'
import type { Part, RowsByPart } from './rows.ts'

/** What a file is read with: the places of the territory, and who is looked for. No other file counts. */
export type ExtractionRequest = {
  readonly kind: Kind
  /** Paths, in the order of the kind's files. */
  readonly files: readonly string[]
  /** Codes of communes, each with today's: itself, or the one that took it in. */
  readonly communes: readonly (readonly [code: string, current: string])[]
  /** As « 62 ». */
  readonly departments: readonly string[]
  /** SIREN of the EPCI. */
  readonly epcis: readonly string[]
  /** Legal categories that may be of the ESS by themselves. */
  readonly legalCategories: readonly string[]
  readonly limits: ExtractionLimits
}

export type ExtractionLimits = {
  /** As « 1GB »: beyond, DuckDB works on the disk. */
  readonly memory: string
  readonly threads: number
  /** Where it may write meanwhile; emptied afterwards. */
  readonly folder: string
}

/** What comes out, in this order: rows, refused rows, then the sum or a fault. */
export type ExtractionEvent =
  | { readonly event: 'row'; readonly part: Part; readonly key: string; readonly content: RowsByPart[Part] }
  | { readonly event: 'refused'; readonly row: RefusedRow }
  | { readonly event: 'done'; readonly sum: ExtractionSum }
  | { readonly event: 'fault'; readonly fault: ExtractionFault }

export type ExtractionSum = {
  readonly files: readonly ImportFile[]
  readonly rowsRead: number
  readonly rowsKept: number
  readonly refused: Readonly<Partial<Record<RowFault, number>>>
}

/** Why a file cannot be read at all. */
export type ExtractionFault =
  | { readonly kind: 'file-missing'; readonly file: string }
  | { readonly kind: 'file-empty'; readonly file: string }
  | { readonly kind: 'workbook'; readonly file: string }
  | { readonly kind: 'archive-without-table'; readonly file: string }
  | { readonly kind: 'archive-with-several'; readonly file: string; readonly tables: readonly string[] }
  | { readonly kind: 'archive-too-large'; readonly file: string }
  | { readonly kind: 'unreadable'; readonly file: string; readonly detail: string }
  | {
      readonly kind: 'columns-missing'
      readonly file: string
      readonly missing: readonly string[]
      readonly found: readonly string[]
    }

/** Reads files elsewhere than in this process. */
export type Extractor = (request: ExtractionRequest) => AsyncIterable<ExtractionEvent>

/** Refused rows shown with their line, at most. */
export const MOST_REFUSED_SHOWN = 200
