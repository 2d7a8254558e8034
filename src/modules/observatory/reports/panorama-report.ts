import type { Day } from '#kernel/calendar'
import { french } from '#kernel/french'
import type { Settings } from '#platform/context'
import type { Block, ReportData } from '#platform/documents'
import type { Panorama, PanoramaBlock } from './panorama.ts'
import { figureBlocks, letterheadOf, seriesBlocks, tableBlocks } from './print.ts'

/**
 * A panorama on paper.
 *
 * @param fingerprint  of its text, printed so that the paper can be compared with the page; null for a preview
 */
export function panoramaReport(
  panorama: Panorama,
  told: {
    readonly settings: Settings
    readonly day: Day
    readonly version: number
    readonly fingerprint: string | null
  },
): ReportData {
  return {
    title: panorama.title,
    letterhead: letterheadOf(told.settings),
    date: told.day,
    reference: told.fingerprint === null ? null : `Panorama ${panorama.year}, version ${told.version}`,
    mark: told.fingerprint === null ? 'Brouillon' : null,
    kicker: french`Panorama de l'ESS, édition ${String(panorama.year)}`,
    lines: told.fingerprint === null ? [] : [{ label: 'Empreinte', text: told.fingerprint }],
    body: panorama.blocks.flatMap(printedBlock),
    annexes: [],
    signature: [],
  }
}

function printedBlock(block: PanoramaBlock): readonly Block[] {
  return [{ type: 'heading', level: 1, text: titleOf(block) }, ...paragraphsOf(block.words), ...printedFigures(block)]
}

export function titleOf(block: PanoramaBlock): string {
  return block.kind === 'table' ? block.table.title : block.title
}

/** A blank line ends a paragraph. */
export function paragraphsIn(words: string): readonly string[] {
  return words
    .split(/\n\s*\n/)
    .map((text) => text.trim())
    .filter(Boolean)
}

function paragraphsOf(words: string): readonly Block[] {
  return paragraphsIn(words).map((text) => ({ type: 'paragraph', text }))
}

function printedFigures(block: PanoramaBlock): readonly Block[] {
  if (block.kind === 'figures') return figureBlocks(block.figures)
  if (block.kind === 'series') return block.series.flatMap(seriesBlocks)
  // Its title is the one above.
  return tableBlocks(block.table, { isSourced: true }).slice(1)
}
