import { type CsvError, parse } from 'csv-parse/sync'
import type { Candidate } from '#kernel/allocation'
import { french } from '#kernel/french'
import { type MoneyFault, readCents, readCount, sentenceOfNumberFault } from '#kernel/money'
import { done, type Result, refuse } from '#kernel/result'
import { type Column, columnTitled, FRENCH_TITLES, REQUIRED } from './columns.ts'

export type ProjectTable = {
  readonly projects: readonly Candidate[]
  /** Line of each project in the file, from 1, same order. */
  readonly lines: readonly number[]
  /** Titles that mean nothing here: read by nobody, said to the person. */
  readonly ignored: readonly string[]
}

/**
 * Reads a table of projects written as CSV: a line of titles, then one project a line; `;` or `,` between cells.
 *
 * @returns  the projects, or every sentence about what is wrong, each with its line: nothing is kept of a wrong table
 */
export function readProjects(bytes: Uint8Array): Result<ProjectTable, readonly string[]> {
  const text = textOf(bytes)
  if (!text.ok) return refuse([text.refusal])
  // One mark for the end of a line: the parser counts two for « \r\n » inside quotes.
  const rows = rowsOf(text.value.replace(/\r\n?/g, '\n'))
  if (!rows.ok) return refuse([rows.refusal])

  const [titles, ...body] = rows.value
  if (!titles || body.length === 0)
    return refuse([
      french`Le fichier ne contient aucun projet. Écrivez une ligne de titres, puis une ligne par projet.`,
    ])
  const header = headerOf(titles.cells)
  if (header.faults.length > 0) return refuse(header.faults)

  const read = body.map((row) => readRow(row, header))
  const faults = read.flatMap((row) => row.faults)
  if (faults.length > 0) return refuse(faults)
  return done({
    projects: read.map(({ project }) => project),
    lines: body.map(({ line }) => line),
    ignored: header.ignored,
  })
}

function textOf(bytes: Uint8Array): Result<string, string> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    return refuse(french`C'est un classeur. Ouvrez-le et enregistrez la feuille au format « CSV UTF-8 ».`)
  try {
    return done(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return refuse(french`Les lettres ne sont pas en UTF-8. Enregistrez au format « CSV UTF-8 », puis recommencez.`)
  }
}

type Located = { readonly info: { readonly lines: number }; readonly record: readonly string[] }
type Row = { readonly line: number; readonly cells: readonly string[] }

function rowsOf(text: string): Result<readonly Row[], string> {
  const delimiter = (text.split('\n', 1)[0] ?? '').includes(';') ? ';' : ','
  try {
    // The library's types do not know that `info` wraps each record.
    const records = parse(text, {
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as readonly Located[]
    return done(
      records
        .map(({ info, record }) => ({ line: info.lines - newlinesIn(record), cells: record }))
        // Spreadsheets end tables with lines of empty cells.
        .filter(({ cells }) => cells.some((cell) => cell !== '')),
    )
  } catch (error) {
    const { code, lines } = error as CsvError & { readonly lines?: number }
    if (!code?.startsWith('CSV_')) throw error
    return refuse(
      french`Ligne ${lines ?? 1} : un guillemet " n'est pas à sa place ou n'est pas refermé. Corrigez la ligne.`,
    )
  }
}

/** A cell in quotes may run over lines: people look for the first. */
function newlinesIn(cells: readonly string[]): number {
  return cells.join('').split('\n').length - 1
}

type Header = {
  /** How many titles. */
  readonly width: number
  /** Place of each column. */
  readonly columns: ReadonlyMap<Column, number>
  readonly ignored: readonly string[]
  readonly faults: readonly string[]
}

function headerOf(titles: readonly string[]): Header {
  const columns = new Map<Column, number>()
  const ignored: string[] = []
  const faults: string[] = []
  titles.forEach((title, place) => {
    const column = columnTitled(title)
    if (!column) ignored.push(title)
    else if (columns.has(column))
      faults.push(french`Ligne 1 : la colonne « ${title} » est là deux fois. Gardez-en une.`)
    else columns.set(column, place)
  })
  for (const column of REQUIRED)
    if (!columns.has(column))
      faults.push(
        french`Ligne 1 : la colonne « ${FRENCH_TITLES[column]} » (${column}) manque. Lu : ${titles.join(' | ')}.`,
      )
  return { width: titles.length, columns, ignored: ignored.filter((title) => title !== ''), faults }
}

function readRow(
  { line, cells }: Row,
  { width, columns }: Header,
): { readonly project: Candidate; readonly faults: readonly string[] } {
  const faults: string[] = []
  const cell = (column: Column) => cells[columns.get(column) ?? -1] ?? ''
  const fault = (column: Column, sentence: string) => {
    const found = cell(column) === '' ? '' : french` (« ${cell(column)} »)`
    faults.push(french`Ligne ${line}, ${FRENCH_TITLES[column]}${found} : ${sentence}`)
  }
  const number = <Value extends bigint>(column: Column, read: Result<Value, MoneyFault>): Value => {
    if (!read.ok) fault(column, sentenceOfNumberFault(read.refusal))
    return read.ok ? read.value : (0n as Value)
  }

  // One cell more is often a comma of decimals read as a separator: every number after it would be another's.
  const used = cells.findLastIndex((each) => each !== '') + 1
  if (cells.length < Math.max(...columns.values()) + 1 || used > width)
    faults.push(
      french`Ligne ${line} : il y a ${cells.length} cases et ${width} titres. Mettez entre guillemets les cases qui contiennent le séparateur.`,
    )
  else if (cell('id') === '') fault('id', french`il manque. Donnez un numéro à chaque projet.`)
  if (faults.length > 0) return { project: EMPTY, faults }

  const project: Candidate = {
    id: cell('id'),
    name: cell('name'),
    category: cell('category'),
    territory: cell('territory'),
    votes: number('votes', readCount(cell('votes'))),
    requestedCents: number('requested', readCents(cell('requested'))),
    costCents: number('cost', readCents(cell('cost'))),
    lot: cell('lot') === '' ? undefined : Number(number('lot', readCount(cell('lot')))),
  }
  return { project, faults }
}

const EMPTY: Candidate = {
  id: '',
  name: '',
  category: '',
  territory: '',
  votes: 0n,
  requestedCents: 0n as Candidate['requestedCents'],
  costCents: 0n as Candidate['costCents'],
  lot: undefined,
}
