/** What a Table Schema asks of a column. */
export type Field = {
  readonly name: string
  readonly type?: string
  readonly format?: string
  readonly example?: unknown
  readonly trueValues?: readonly string[]
  readonly falseValues?: readonly string[]
  readonly constraints?: Constraints
}

export type Constraints = {
  readonly required?: boolean
  readonly unique?: boolean
  readonly pattern?: string
  readonly enum?: readonly string[]
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
}

/** A check of several columns, or of a kind Table Schema has no word for, as the French schemas declare them. */
export type CustomCheck = { readonly name: string; readonly params: Readonly<Record<string, unknown>> }

/**
 * A table as it is described for publication.
 *
 * @see https://specs.frictionlessdata.io/table-schema/
 * @see https://validata.fr: the names and the sense of the custom checks
 */
export type TableSchema = {
  readonly name?: string
  readonly title?: string
  readonly version?: string
  readonly homepage?: string
  readonly fields: readonly Field[]
  readonly missingValues?: readonly string[]
  readonly primaryKey?: string | readonly string[]
  readonly custom_checks?: readonly CustomCheck[]
}

/** The closed list of what may be wrong, the gravest first. */
export type FaultKind =
  | 'empty-file'
  | 'utf-16'
  | 'line-endless'
  | 'check-unknown'
  | 'column-missing'
  | 'column-misspelt'
  | 'column-twice'
  | 'column-misplaced'
  | 'column-extra'
  | 'encoding'
  | 'quote-open'
  | 'cells-missing'
  | 'cells-extra'
  | 'blank-line'
  | 'siret-exponent'
  | 'siret-zero-lost'
  | 'siret-rounded'
  | 'siret-decimal'
  | 'siret-letters'
  | 'siret-length'
  | 'siret-key'
  | 'missing'
  | 'one-of'
  | 'number-comma'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'date-french'
  | 'date'
  | 'datetime'
  | 'year'
  | 'list'
  | 'uuid'
  | 'uri'
  | 'email'
  | 'enum'
  | 'rna'
  | 'period-underscore'
  | 'pattern'
  | 'too-short'
  | 'too-long'
  | 'too-small'
  | 'too-large'
  | 'twice'
  | 'year-interval'
  | 'not-together'
  | 'comparison'
  | 'sum'
  | 'nomenclature'
  | 'separator'
  | 'byte-order-mark'

/** Something the file must have otherwise. */
export type Fault = {
  readonly kind: FaultKind
  /** As an editor of text counts them: the header is 1. */
  readonly line: number
  readonly column: string | null
  /** What the cell holds, cut at 120 characters. */
  readonly value: string
  /** What was expected, in the words of the sentence: a limit, a name, a list. */
  readonly expected: string
}

/** What is said without being refused. */
const ADVICE: readonly FaultKind[] = ['separator', 'byte-order-mark']

export function isAdvice({ kind }: Pick<Fault, 'kind'>): boolean {
  return ADVICE.includes(kind)
}

/** One line of the file: its cells by the names of the schema's columns, and what is wrong with it. */
export type Line = {
  readonly line: number
  /** Undefined for the header, and where there is no line to read. */
  readonly values: Readonly<Record<string, string>> | undefined
  readonly faults: readonly Fault[]
}
