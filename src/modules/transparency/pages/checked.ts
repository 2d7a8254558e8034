import type { Fault, Report } from '#kernel/tabular'
import type { KnownSchema } from '../schemas.ts'

export const LARGEST_BYTES = 4_000_000

/** What was checked, and what was found. */
export type Checked = { readonly known: KnownSchema; readonly report: Report; readonly faults: readonly Fault[] }
