import type { ConflictKind } from '#kernel/perimeter'
import { done, type Result, refuse } from '#kernel/result'

/** What can be read. The order does not count: the same files give the same directory. */
export const KINDS = ['esus', 'siae', 'ess-france', 'sirene', 'geolocalisation', 'rna', 'flores'] as const
export type Kind = (typeof KINDS)[number]

/** A `waiting` import is not begun; a `ready` one is read, and changes nothing until it is accepted. */
export type ImportState = 'waiting' | 'reading' | 'ready' | 'failed' | 'discarded'

export type ImportFile = {
  readonly name: string
  readonly bytes: number
  /** In hexadecimal. */
  readonly sha256: string
  readonly rows: number
}

/** Where data come from: told with each figure they give. */
export type Origin = {
  readonly producer: string
  readonly licence: string
  readonly url: string | null
  /** The day it tells of, as « 2026-09-01 ». */
  readonly vintage: string
  readonly isFictitious: boolean
}

/** One reading of a file, or of the two of SIRENE. */
export type Import = Origin & {
  readonly id: string
  readonly kind: Kind
  readonly state: ImportState
  readonly files: readonly ImportFile[]
  readonly rowsRead: number
  readonly rowsKept: number
  /** How many rows of each reason could not be understood. */
  readonly refused: Readonly<Record<string, number>>
  readonly problem: string | null
  readonly askedBy: string | null
  readonly askedAt: Date
  readonly readAt: Date | null
  /** It is the one whose data are shown. */
  readonly isInForce: boolean
  /** It was in force once, or is. */
  readonly wasChosen: boolean
  /** Its rows are still kept. */
  readonly hasRows: boolean
}

export type RefusedRow = {
  readonly file: string
  readonly line: number
  readonly reason: RowFault
  /** The cell at fault, shortened. */
  readonly cell: string
}

/** Why a row was not taken. */
export type RowFault =
  | 'siret-eaten'
  | 'siret-wrong'
  | 'siret-missing'
  | 'siren-wrong'
  | 'rna-wrong'
  | 'duplicate'
  | 'point-unreadable'
  | 'value-unreadable'
  | 'line-unreadable'

/** Why an import cannot be accepted, gone back to or discarded. */
export type ImportRefusal =
  | 'import-unknown'
  | 'import-not-ready'
  | 'import-empty'
  | 'import-rows-gone'
  | 'import-in-force'
  | 'nothing-before'
  | 'file-unknown'
  | 'kind-busy'
  | 'vintage-wrong'
  | 'difference-stale'

/** Only what was read whole, and is not in force already, can be accepted. */
export function decideAcceptance(found: Import | undefined): Result<Import, ImportRefusal> {
  if (!found) return refuse('import-unknown')
  if (found.state !== 'ready') return refuse('import-not-ready')
  if (found.isInForce) return refuse('import-in-force')
  // A file of elsewhere would empty the directory.
  if (found.rowsKept === 0) return refuse('import-empty')
  return found.hasRows ? done(found) : refuse('import-rows-gone')
}

/**
 * The import one goes back to: the last chosen before the one in force.
 *
 * @param chosen  imports of one kind, each once, the last chosen first
 */
export function decideReturn(chosen: readonly Import[]): Result<Import, ImportRefusal> {
  const [, before] = chosen
  if (!before) return refuse('nothing-before')
  return before.hasRows ? done(before) : refuse('import-rows-gone')
}

/** How an agent settles a conflict: in the ESS, out of it, or as the rule said. */
export const VERDICTS = ['in', 'out', 'rule'] as const
export type Verdict = (typeof VERDICTS)[number]

export type SettlementRefusal =
  | 'conflict-unknown'
  | 'conflict-settled'
  | 'family-missing'
  | 'sentence-short'
  | 'sentence-long'

/** What an agent says of a structure whose sources disagree; a family when it is « in ». */
export type Settlement = { readonly verdict: Verdict; readonly family: string | null; readonly sentence: string }

export const SENTENCE = { shortest: 5, longest: 500 } as const

/** A verdict has its reason in words: who reads it later understands. */
export function decideSettlement(
  conflict: { readonly verdict: Verdict | null } | undefined,
  { verdict, family, sentence }: Settlement,
): Result<Settlement, SettlementRefusal> {
  if (!conflict) return refuse('conflict-unknown')
  if (conflict.verdict !== null) return refuse('conflict-settled')
  if (verdict === 'in' && family === null) return refuse('family-missing')
  const words = sentence.trim()
  if (words.length < SENTENCE.shortest) return refuse('sentence-short')
  if (words.length > SENTENCE.longest) return refuse('sentence-long')
  return done({ verdict, family: verdict === 'in' ? family : null, sentence: words })
}

/** Whether it is a day, as « 2026-09-01 »: data are of a day, so that two files of one source have an order. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`))
}

/** How many imports of a kind keep their rows, the one in force included. */
export const KEPT_IMPORTS = 3

/** Conflicts that may put a structure in or out wrongly; the others are to be looked at when there is time. */
export const GRAVE_CONFLICTS: readonly ConflictKind[] = [
  'natural-person-listed',
  'excluded-yet-claimed',
  'families-disagree',
  'claimed-without-family',
  'list-family-unreadable',
  'flag-denies',
  'ceased-yet-listed',
]
