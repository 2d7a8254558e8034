import { CsvError, parse } from 'csv-parse/sync'
import { done, type Result, refuse } from '#kernel/result'
import type { Beneficiary, Line } from './model.ts'
import { readBeneficiary } from './reading.ts'

/** What is wrong with a line of the list, and what to write. */
export type LineFault = { readonly line: number; readonly sentence: string }

/** Beneficiaries of one list, at most: a report of a hundred already fills an afternoon. */
export const MOST_LINES = 500

/**
 * Reads a list of beneficiaries as a spreadsheet copies it: an organisation a line, its SIRET or RNA, its name, what for, the
 * amount proposed, and what the line decides if it is told. Cells are parted by tabulations or semicolons. A first line of
 * titles is passed over.
 *
 * @param known  lines of the report already: the same organisation is not added twice for the same thing
 * @returns      every line, or every fault with the number of its line, from 1
 */
export function readLines(
  typed: string,
  known: readonly Pick<Line, 'beneficiaryId' | 'purpose'>[],
): Result<readonly Beneficiary[], readonly LineFault[]> {
  const cut = cutLines(typed)
  if (!cut.ok) return cut
  const seen = new Set(known.map(keyOf))
  const faults: LineFault[] = []
  const lines: Beneficiary[] = []
  for (const { line, cells } of cut.value) {
    const read = readCells(cells)
    if (!read.ok) faults.push({ line, sentence: read.refusal })
    else if (seen.has(keyOf(read.value))) faults.push({ line, sentence: REPEATED })
    else {
      seen.add(keyOf(read.value))
      lines.push(read.value)
    }
  }
  return faults.length > 0 ? refuse(faults) : done(lines)
}

const REPEATED =
  'Cette organisation est déjà dans le rapport pour la même chose. Retirez la ligne, ou changez « pour quoi ».'
const COLUMNS = ['organisation', 'nom', 'motif', 'propose', 'decide'] as const

type Cut = { readonly line: number; readonly cells: readonly string[] }

function cutLines(typed: string): Result<readonly Cut[], readonly LineFault[]> {
  const text = typed.replace(/\r\n?/g, '\n')
  const delimiter = text.includes('\t') ? '\t' : ';'
  const shape = {
    bom: true,
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  }
  try {
    const records = parse(text, { ...shape, trim: true }) as unknown as readonly {
      readonly record: readonly string[]
      readonly info: { readonly lines: number }
    }[]
    const cut = records
      .map(({ record, info }) => ({ line: info.lines, cells: record }))
      .filter(({ cells }, index) => cells.some((cell) => cell !== '') && !(index === 0 && isHeader(cells)))
    if (cut.length === 0) return refuse([{ line: 1, sentence: 'Collez au moins une ligne.' }])
    if (cut.length > MOST_LINES) {
      return refuse([
        { line: cut[MOST_LINES]!.line, sentence: `Une liste a ${MOST_LINES} lignes au plus. Collez-la en deux fois.` },
      ])
    }
    return done(cut)
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = Number((error as CsvError & { readonly lines?: number }).lines ?? 1)
    return refuse([{ line, sentence: 'Un guillemet ouvert ici n’est pas fermé. Fermez-le, ou enlevez-le.' }])
  }
}

function isHeader([first = '']: readonly string[]): boolean {
  return !/\d/.test(first)
}

function readCells(cells: readonly string[]): Result<Beneficiary, string> {
  if (cells.length < 4) return refuse('Il faut quatre cases : SIRET ou RNA, nom, pour quoi, montant.')
  if (cells.slice(COLUMNS.length).some((cell) => cell !== '')) {
    return refuse('Il y a trop de cases : SIRET ou RNA, nom, pour quoi, montant, et la référence si vous l’avez.')
  }
  const read = readBeneficiary(Object.fromEntries(COLUMNS.map((name, at) => [name, cells[at] ?? ''])))
  return read.ok ? read : refuse(Object.values(read.refusal).join(' '))
}

function keyOf({ beneficiaryId, purpose }: Pick<Line, 'beneficiaryId' | 'purpose'>): string {
  return JSON.stringify([beneficiaryId, purpose])
}
