import { readInlines } from './inlines.ts'
import { isOn, type Layers, type StyleLayers, told, toldAttribute } from './layers.ts'
import { gatherLists, type Item } from './lists.ts'
import type { Label } from './numbering.ts'
import { type Place, type Reading, tell } from './reading.ts'
import { readTable } from './tables.ts'
import type { Align, Block, Inline, Paragraph } from './tree.ts'
import { attribute, childOf, type Node, pointsOf, propertyOf } from './xml-tree.ts'

const WRAPPING = /^w:(sdt|sdtContent|customXml|smartTag)$/
const SILENT =
  /^(#|w:(bookmark(Start|End)|proofErr|perm(Start|End)|sectPr|sdtPr|sdtEndPr|customXmlPr|tcPr|comment(RangeStart|RangeEnd)))$/

/** The paragraphs, lists and tables of a part of the text, in their order. */
export function readBlocks(reading: Reading, place: Place, nodes: readonly Node[]): readonly Block[] {
  return gatherLists(readItems(reading, place, nodes))
}

function readItems(reading: Reading, place: Place, nodes: readonly Node[]): readonly Item[] {
  return nodes.flatMap((node): readonly Item[] => {
    if (node.name === 'w:p') return readParagraph(reading, { ...place, paragraph: node }, node)
    if (node.name === 'w:tbl') return [{ block: readTable(reading, place, node, readBlocks), item: null }]
    if (WRAPPING.test(node.name)) return readItems(reading, place, node.children)
    if (!SILENT.test(node.name)) tell(reading, place, 'not-carried', node.name)
    return []
  })
}

function readParagraph(reading: Reading, place: Place, node: Node): readonly Item[] {
  const own = childOf(node, 'w:pPr')
  const style = reading.styles.paragraph(propertyOf(own, 'w:pStyle'))
  const layers: Layers = [...style.paragraph, ...(own ? [own] : [])]
  if (told(layers, 'w:framePr')) tell(reading, place, 'floating-shape')
  const level = levelOf(layers, style)
  const list = listOf(reading, layers)
  const shape = shapeOf(layers)
  const blocks: Block[] = isOn(layers, 'w:pageBreakBefore') ? [{ is: 'page-break' }] : []
  let inlines: Inline[] = []
  const end = (isLast: boolean) => {
    if (inlines.some(isSeen)) blocks.push({ ...shape, level, inlines: labelled(level, list?.label, inlines) })
    // A line left empty is room on the page.
    else if (isLast && blocks.length === 0)
      blocks.push({ is: 'gap', height: shape.before + shape.lineHeight * sizeOf(style.run) + shape.after })
    inlines = []
  }
  for (const piece of readInlines(reading, place, node, style.run)) {
    if (piece !== 'page-break') inlines.push(piece)
    else {
      end(false)
      blocks.push({ is: 'page-break' })
    }
  }
  end(true)
  const item = list && level === null && blocks.some(({ is }) => is === 'paragraph') ? list : null
  return blocks.map((block) => ({ block, item: block.is === 'paragraph' ? item : null }))
}

function isSeen(inline: Inline): boolean {
  return inline.is === 'words' ? inline.text.trim() !== '' : inline.is !== 'break' && inline.is !== 'tab'
}

/** 0: a title; 1 to 9: a heading; null: a text. */
function levelOf(layers: Layers, { names }: StyleLayers): number | null {
  const outline = Number(attribute(told(layers, 'w:outlineLvl'), 'w:val') ?? '9')
  if (outline < 9) return outline + 1
  const name = names.findLast((each) => /^(title|titre|heading \d|titre \d)$/.test(each))
  if (name === undefined) return null
  return Number(/\d/.exec(name)?.[0] ?? '0')
}

type Listed = { readonly label: Label; readonly level: number }

function listOf(reading: Reading, layers: Layers): Listed | null {
  const properties = told(layers, 'w:numPr')
  const numId = propertyOf(properties, 'w:numId')
  const level = Number(propertyOf(properties, 'w:ilvl') ?? '0')
  const label = numId === undefined ? undefined : reading.numbering(numId, level)
  return label ? { label, level } : null
}

// The number of a heading is part of its words.
function labelled(level: number | null, label: Label | undefined, inlines: readonly Inline[]): readonly Inline[] {
  const first = inlines.find((inline) => inline.is === 'words')
  if (level === null || !label?.isNumbered || !first) return inlines
  return [{ ...first, text: `${label.label}\u00a0` }, ...inlines]
}

const ALIGNS: Readonly<Record<string, Align>> = {
  center: 'center',
  right: 'right',
  end: 'right',
  both: 'both',
  distribute: 'both',
}

function shapeOf(layers: Layers): Omit<Paragraph, 'level' | 'inlines'> {
  const length = (name: string, of: string) => pointsOf(toldAttribute(layers, name, of), of)
  const line = toldAttribute(layers, 'w:spacing', 'w:line')
  const isRatio = (attribute(line, 'w:lineRule') ?? 'auto') === 'auto'
  return {
    is: 'paragraph',
    align: ALIGNS[attribute(told(layers, 'w:jc'), 'w:val') ?? ''] ?? 'left',
    before: length('w:spacing', 'w:before') ?? 0,
    after: length('w:spacing', 'w:after') ?? 0,
    indent: length('w:ind', 'w:left') ?? length('w:ind', 'w:start') ?? 0,
    rightIndent: length('w:ind', 'w:right') ?? length('w:ind', 'w:end') ?? 0,
    firstLine: length('w:ind', 'w:firstLine') ?? -(length('w:ind', 'w:hanging') ?? 0),
    lineHeight: isRatio ? Number(attribute(line, 'w:line') ?? '240') / 240 : 1,
    hasFarTabs: told(layers, 'w:tabs')?.children.some((tab) => FAR.has(attribute(tab, 'w:val') ?? '')) ?? false,
  }
}

const FAR = new Set(['center', 'right', 'end'])

function sizeOf(layers: Layers): number {
  return Number(attribute(told(layers, 'w:sz'), 'w:val') ?? '22') / 2
}
