import { french } from '#kernel/french'
import { type Amount, addAmounts, exactly } from '../model.ts'
import { A17 } from '../sectors.ts'

/** A figure of FLORES, as the Insee publishes it. */
export type FloresRow = {
  readonly geo: string
  /** A code of A17, or « _T ». */
  readonly activity: string
  /** UNIT_LOC: establishments; EMPL3112: posts on 31 December. */
  readonly measure: string
  /** A: as it is; K: not published; W: it holds others. */
  readonly status: string
  readonly value: number | null
}

export const MEASURES = ['UNIT_LOC', 'EMPL3112'] as const
export type Measure = (typeof MEASURES)[number]

/** K is « nd », never 0; so is what has no row. */
export function amountOfFlores(row: FloresRow | undefined): Amount {
  if (!row || row.status === 'K' || row.value === null) return { kind: 'not-given' }
  return exactly(row.value)
}

/**
 * An activity in a place that the file does not tell of whole: its communes here, added. One that is « nd » makes the sum
 * « nd »: what is missing cannot be taken for nothing.
 *
 * @param codes  communes; a commune without a row is missing too
 */
export function sumOfFlores(
  rows: readonly FloresRow[],
  codes: readonly string[],
  asked: { readonly activity: string; readonly measure: Measure },
): Amount {
  const found = new Map(rows.filter((row) => isOf(row, asked)).map((row) => [row.geo, row]))
  return codes.map((code) => amountOfFlores(found.get(code))).reduce(addAmounts, exactly(0))
}

export function isOf(row: FloresRow, asked: { readonly activity: string; readonly measure: Measure }): boolean {
  return row.activity === asked.activity && row.measure === asked.measure
}

/** In the order of the nomenclature, the whole last. */
export function activitiesIn(rows: readonly FloresRow[]): readonly { readonly id: string; readonly label: string }[] {
  const present = new Set(rows.map(({ activity }) => activity))
  const known = A17.filter(({ code }) => present.has(code)).map(({ code, label }) => ({ id: code, label }))
  const unknown = [...present].filter((id) => id !== '_T' && !A17.some(({ code }) => code === id)).sort()
  const total = present.has('_T') ? [{ id: '_T', label: 'Ensemble' }] : []
  return [...known, ...unknown.map((id) => ({ id, label: id })), ...total]
}

/** Which employers a file counts, by its code. */
export const LEGAL_FORMS: Readonly<Record<string, string>> = {
  _T: french`Tous les employeurs.`,
  '1T9X7': french`Employeurs privés et autres, sans les personnes morales de droit public.`,
}

export const GROUPED_NOTE = french`Certaines cases comprennent d'autres activités, que le fichier ne donne pas à part (code « W »).`
