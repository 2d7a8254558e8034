import type { TemplateFault } from '../../template/faults.ts'
import type { Parts } from '../../template/package.ts'
import { headingsOf, withMendedHeadings } from './headings.ts'
import { beginReading } from './reading.ts'
import { hasEvenPages, readSections } from './sections.ts'
import type { Pictures, Section } from './tree.ts'
import { readTree } from './xml-tree.ts'

export type { Pictures, Section, Tree } from './tree.ts'

export type ReadDocx = {
  readonly sections: readonly Section[]
  readonly pictures: Pictures
  /** What would not be in the PDF as it is in the document, with its place. */
  readonly faults: readonly TemplateFault[]
}

/**
 * Reads a Word document as it will be drawn. Nothing of it is left out without a fault that tells it.
 *
 * @param isModel  a model: its headings are told when one skips a level, its signs when no face draws them; in a document
 *                 that was made from it headings are mended
 * @see            ECMA-376-1, 17 (WordprocessingML)
 */
export function readDocx(parts: Parts, isModel: boolean): ReadDocx {
  const reading = beginReading(parts, isModel)
  const root = readTree(parts.get('word/document.xml')?.toString('utf8') ?? '')
  if (!root) return { sections: [], pictures: new Map(), faults: [fileFault('unreadable')] }
  const sections = readSections(reading, root)
  if (hasEvenPages(reading)) reading.faults.push(fileFault('even-pages'))
  if (isModel) reading.faults.push(...skippedHeadings(sections))
  return { sections: withMendedHeadings(sections), pictures: reading.pictures, faults: reading.faults }
}

function skippedHeadings(sections: readonly Section[]): readonly TemplateFault[] {
  const headings = headingsOf(sections)
  return headings.flatMap(({ level, words }, at): readonly TemplateFault[] => {
    const before = headings[at - 1]?.level ?? 0
    if (level <= before + 1) return []
    const place = { part: 'body', around: words, cell: null } as const
    return [{ name: 'heading-skipped', place, tag: `Titre ${level}`, nearest: `Titre ${before + 1}` }]
  })
}

function fileFault(name: TemplateFault['name']): TemplateFault {
  return { name, place: null, tag: null, nearest: null }
}
