import type { Day } from '#kernel/calendar'
import type { Cents } from '#kernel/money'

export const MIRROR_KINDS = ['engaged', 'mandated', 'paid'] as const
/** What a line of the finance tool tells: engagement, mandat, paiement. */
export type MirrorKind = (typeof MIRROR_KINDS)[number]

export const MIRROR_FIELDS = [
  'kind',
  'year',
  'reference',
  'line',
  'article',
  'function',
  'amount',
  'day',
  'siret',
  'label',
] as const
/** What we read of a line of the file, wherever its columns are. */
export type MirrorField = (typeof MIRROR_FIELDS)[number]

/** In which column each thing is: its header, or null where the file has none. */
export type Mapping = {
  readonly columns: Readonly<Record<MirrorField, string | null>>
  /** Of the whole file, when no column says it. */
  readonly fixedKind: MirrorKind | null
  readonly fixedYear: number | null
}

export type SavedMapping = Mapping & { readonly id: string; readonly name: string }

/** Where an entry of the tool is known from: the same after each export. */
export type EntryKey = { readonly kind: MirrorKind; readonly year: number; readonly reference: string }

/**
 * An entry of the finance tool, as we keep it. Without a SIRET the beneficiary may be a natural person: neither its name nor
 * the words of the entry, which may name it, are kept.
 */
export type Entry = EntryKey & {
  readonly lineCode: string
  readonly amountCents: Cents
  readonly day: Day
  readonly siret: string | null
  readonly label: string | null
}

/** A line of the file beside what we had. `number` is that of the file, its header being 1. */
export type ReadLine =
  | { readonly number: number; readonly outcome: 'new' | 'same'; readonly entry: Entry }
  | { readonly number: number; readonly outcome: 'different'; readonly entry: Entry; readonly before: Entry }
  | { readonly number: number; readonly outcome: 'refused'; readonly faults: readonly LineFault[] }

export type Outcome = ReadLine['outcome']
export const OUTCOMES = ['new', 'same', 'different', 'refused'] as const satisfies readonly Outcome[]

/** Why a line cannot be read; nothing is guessed. */
export type LineFault =
  | 'kind-unknown'
  | 'year-wrong'
  | 'reference-missing'
  | 'reference-long'
  | 'line-missing'
  | 'line-unknown'
  | 'line-ambiguous'
  | 'amount-missing'
  | 'amount-negative'
  | 'amount-wrong'
  | 'day-wrong'
  | 'siret-eaten'
  | 'siret-wrong'
  | 'repeated-in-file'

/** Why a file cannot be read at all, or not accepted. The gravest first. */
export type MirrorRefusal =
  | 'file-empty'
  | 'file-too-large'
  | 'file-not-a-table'
  | 'columns-missing'
  | 'mapping-incomplete'
  | 'name-missing'
  | 'import-unknown'
  | 'import-settled'
  | 'mirror-changed'
  | 'nothing-to-accept'
  | 'explanation-missing'
  | 'gap-gone'

/** A line of ours the file may speak of. */
export type KnownLine = {
  readonly code: string
  readonly year: number
  readonly article: string
  readonly functionCode: string
}

/** What the tool says of a line of a year, beside what we say; never both right. */
export type Gap = {
  readonly year: number
  readonly lineCode: string
  readonly kind: MirrorKind
  readonly oursCents: Cents
  readonly theirsCents: Cents
}

export type ExplainedGap = Gap & {
  /** Holds while both sums are those it was written for. */
  readonly explanation: { readonly words: string; readonly at: Date } | null
}
