import { parse } from 'csv-parse/sync'

/** What is wrong in a territory's folder, where, in a French sentence that says what to write. */
export type Fault = {
  readonly file: string
  /** Line of the file, the first is 1; null when it is about the whole. */
  readonly line: number | null
  readonly sentence: string
}

/** One line of a table, its cells by column. */
export type Row = { readonly line: number; readonly cells: Readonly<Record<string, string>> }

export type Table = { readonly rows: readonly Row[]; readonly faults: readonly Fault[] }

/** Reads a CSV file with commas and a line of names, and tells the columns that are missing or unknown. */
export function readTable(
  file: string,
  text: string,
  columns: { readonly required: readonly string[]; readonly optional?: readonly string[] },
): Table {
  const { required, optional = [] } = columns
  const whole = (sentence: string): Table => ({ rows: [], faults: [{ file, line: 1, sentence }] })
  const parsed = linesOf(text)
  if (typeof parsed === 'string') return whole(parsed)
  const [header, ...lines] = parsed
  if (!header) return whole('Le fichier est vide : écrivez d’abord la ligne des noms de colonnes.')

  const missing = required.filter((name) => !header.record.includes(name))
  if (missing.length > 0)
    return whole(`Il manque la colonne ${missing.join(', ')}. Colonnes lues : ${header.record.join(', ')}.`)
  const unknown = header.record.filter((name) => !required.includes(name) && !optional.includes(name))
  if (unknown.length > 0) {
    return whole(
      `La colonne « ${unknown.join(', ')} » n’est pas connue. Colonnes possibles : ${[...required, ...optional].join(', ')}.`,
    )
  }
  const uneven = lines.find(({ record }) => record.length !== header.record.length)
  if (uneven) {
    const sentence = `La ligne a ${uneven.record.length} cases, il en faut ${header.record.length}.`
    return { rows: [], faults: [{ file, line: uneven.line, sentence }] }
  }
  return { rows: lines.map(({ line, record }) => ({ line, cells: cellsOf(header.record, record) })), faults: [] }
}

type Line = { readonly line: number; readonly record: readonly string[] }

function linesOf(text: string): readonly Line[] | string {
  try {
    const read = parse(text, { bom: true, trim: true, skip_empty_lines: true, info: true, relax_column_count: true })
    return (read as unknown as readonly { record: string[]; info: { lines: number } }[]).map(({ record, info }) => ({
      record,
      line: info.lines,
    }))
  } catch {
    return 'Ce fichier n’est pas un tableau CSV lisible : un guillemet n’est pas fermé.'
  }
}

function cellsOf(names: readonly string[], record: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name, index) => [name, record[index] ?? '']))
}
