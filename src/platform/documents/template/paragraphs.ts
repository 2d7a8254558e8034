import type { TemplatePart } from './faults.ts'
import type { Parts } from './package.ts'
import { readXml } from './xml.ts'

/** A paragraph of the model, its words joined again: Word cuts them in runs wherever it likes. */
export type Paragraph = {
  readonly part: TemplatePart
  readonly file: string
  readonly text: string
  /** The tables it stands in, the outermost first; empty: it stands in none. */
  readonly cells: readonly Cell[]
  /** Somebody's changes or remarks are still in it. */
  readonly isMarked: boolean
}

/** `table` tells tables apart in a file; rows and columns count from 1. */
export type Cell = { readonly table: number; readonly row: number; readonly column: number }

const FILES: readonly (readonly [RegExp, TemplatePart])[] = [
  [/^word\/document\.xml$/, 'body'],
  [/^word\/header\d*\.xml$/, 'header'],
  [/^word\/footer\d*\.xml$/, 'footer'],
  [/^word\/(footnotes|endnotes)\.xml$/, 'notes'],
]

/** Every paragraph of the text, then of the headers, footers and notes, in the order they are read. */
export function listParagraphs(parts: Parts): readonly Paragraph[] {
  const names = [...parts.keys()].sort()
  return FILES.flatMap(([file, part]) =>
    names
      .filter((name) => file.test(name))
      .flatMap((name) => paragraphsOf(part, name, parts.get(name)!.toString('utf8'))),
  )
}

const TEXTS = ['w:t', 'a:t', 'm:t']
const MARKS = ['w:ins', 'w:del', 'w:moveFrom', 'w:moveTo', 'w:commentReference']

function paragraphsOf(part: TemplatePart, file: string, xml: string): readonly Paragraph[] {
  const found: Paragraph[] = []
  // A text box holds paragraphs inside a paragraph.
  const open: { text: string; isMarked: boolean }[] = []
  const cells: { table: number; row: number; column: number }[] = []
  let tables = 0
  let isText = false
  readXml(xml, (piece) => {
    const current = open.at(-1)
    if (piece.is === 'text') {
      if (isText && current) current.text += piece.text
      return
    }
    const begins = piece.is === 'open' && !piece.isEmpty
    if (TEXTS.includes(piece.name)) isText = begins
    if (piece.is === 'open') {
      if (current && (piece.name === 'w:tab' || piece.name === 'w:br')) current.text += ' '
      if (current && MARKS.includes(piece.name)) current.isMarked = true
    }
    if (piece.name === 'w:p') {
      if (begins) open.push({ text: '', isMarked: false })
      else if (piece.is === 'close')
        found.push({ part, file, ...open.pop()!, cells: cells.map((cell) => ({ ...cell })) })
    }
    if (piece.name === 'w:tbl') {
      if (begins) cells.push({ table: ++tables, row: 0, column: 0 })
      else if (piece.is === 'close') cells.pop()
    }
    const cell = cells.at(-1)
    if (cell && begins && piece.name === 'w:tr') Object.assign(cell, { row: cell.row + 1, column: 0 })
    if (cell && begins && piece.name === 'w:tc') cell.column += 1
  })
  return found
}
