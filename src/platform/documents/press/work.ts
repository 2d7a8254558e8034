import type { DocumentKind } from '../kind.ts'
import type { Layout } from '../pdf/layouts.ts'
import type { TemplateFault } from '../template/faults.ts'
import type { Workbook } from '../workbook/sheets.ts'

/** What the child process is asked for. It reads it on its stdin. */
export type Work =
  | { readonly work: 'check'; readonly template: Uint8Array; readonly kind: DocumentKind }
  | {
      readonly work: 'fill'
      readonly template: Uint8Array
      readonly kind: DocumentKind
      /** As `dataText` writes it. */
      readonly data: string
      readonly properties: Properties
    }
  | { readonly work: 'workbook'; readonly workbook: Workbook }
  | {
      readonly work: 'finish'
      readonly docx: Uint8Array
      readonly properties: Properties
      readonly mark: string | null
    }
  | { readonly work: 'pdf'; readonly layout: Layout; readonly data: string }

/** What the file says of itself, in place of what its model says of the agent who wrote it. */
export type Properties = {
  readonly title: string
  /** The territory. */
  readonly author: string
  /** The document's own date, `YYYY-MM-DD`: the file holds no other. */
  readonly date: string
}

/** The first line of its answer, in JSON; the document made follows. */
export type Verdict = {
  /** Faults of the model; none: it is done. */
  readonly faults: readonly TemplateFault[]
  /** Names of the fields the model prints or asks about. */
  readonly fields: readonly string[]
}
