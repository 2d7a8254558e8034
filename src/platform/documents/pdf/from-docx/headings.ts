import type { Block, Section } from './tree.ts'

/** Levels of headings as they stand, 0 for a title, with the words of each. */
export function headingsOf(
  sections: readonly Section[],
): readonly { readonly level: number; readonly words: string }[] {
  return sections.flatMap(({ blocks }) => blocks.flatMap(headingsUnder))
}

function headingsUnder(block: Block): readonly { readonly level: number; readonly words: string }[] {
  if (block.is === 'table')
    return block.rows.flatMap(({ cells }) => cells.flatMap((each) => each.blocks.flatMap(headingsUnder)))
  if (block.is !== 'paragraph' || block.level === null) return []
  const words = block.inlines.map((inline) => (inline.is === 'words' ? inline.text : ' ')).join('')
  return [{ level: block.level, words }]
}

/**
 * Headings go down one level at a time, from the first: where a condition of the model left one out, those under it come
 * up. A title is the first level, and the others stand under it.
 */
export function withMendedHeadings(sections: readonly Section[]): readonly Section[] {
  const shift = headingsOf(sections).some(({ level }) => level === 0) ? 1 : 0
  let last = 0
  const mended = (block: Block): Block => {
    if (block.is === 'table') {
      const rows = block.rows.map((row) => ({
        ...row,
        cells: row.cells.map((cell) => ({ ...cell, blocks: cell.blocks.map(mended) })),
      }))
      return { ...block, rows }
    }
    if (block.is !== 'paragraph' || block.level === null) return block
    last = Math.min(block.level + shift, last + 1, MOST)
    return { ...block, level: last }
  }
  return sections.map((section) => ({ ...section, blocks: section.blocks.map(mended) }))
}

const MOST = 6
