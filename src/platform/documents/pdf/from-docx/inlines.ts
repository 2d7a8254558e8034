import { drawable } from '../drawable.ts'
import { fieldOf } from './fields.ts'
import { isOn, type Layers, told } from './layers.ts'
import { readPicture } from './picture.ts'
import { type Place, type Reading, tell } from './reading.ts'
import type { Inline, Look } from './tree.ts'
import { attribute, childOf, type Node, propertyOf } from './xml-tree.ts'

/** The words of a paragraph; « page-break » where the page ends in its middle. */
export type Piece = Inline | 'page-break'

/** What is open along a paragraph: a field is written in several runs. */
type Line = {
  readonly reading: Reading
  readonly place: Place
  readonly layers: Layers
  readonly pieces: Piece[]
  /** The fields that are open, the outermost first: what they ask for, and whether their result is what follows. */
  readonly fields: { instruction: string; isResult: boolean }[]
}

/** Reads the words of a paragraph, in the look of its style. */
export function readInlines(reading: Reading, place: Place, paragraph: Node, layers: Layers): readonly Piece[] {
  const line: Line = { reading, place, layers, pieces: [], fields: [] }
  readChildren(line, paragraph, null)
  return line.pieces
}

/** Marks that print nothing. */
const SILENT =
  /^(#|w:(pPr|bookmark(Start|End)|proofErr|perm(Start|End)|sdtPr|sdtEndPr|smartTagPr|fldData|comment(RangeStart|RangeEnd)|ins|moveTo))$/
/** What only wraps words. */
const WRAPPING = /^w:(smartTag|sdt|sdtContent|customXml|dir|bdo)$/

function readChildren(line: Line, node: Node, link: string | null): void {
  for (const child of node.children) {
    if (child.name === 'w:r') readRun(line, child, link)
    else if (child.name === 'w:hyperlink') readChildren(line, child, linkOf(line, child))
    else if (child.name === 'w:fldSimple') readSimpleField(line, child, link)
    else if (child.name.startsWith('m:')) tell(line.reading, line.place, 'formula')
    else if (WRAPPING.test(child.name)) readChildren(line, child, link)
    else if (!SILENT.test(child.name)) tell(line.reading, line.place, 'not-carried', child.name)
  }
}

function linkOf({ place }: Line, node: Node): string | null {
  const url = place.links.get(attribute(node, 'r:id') ?? '')
  return url !== undefined && /^(https?:|mailto:|tel:)/i.test(url) ? url : null
}

function readSimpleField(line: Line, node: Node, link: string | null): void {
  const field = fieldOf(attribute(node, 'w:instr') ?? '')
  if (field === undefined) tell(line.reading, line.place, 'live-field', (attribute(node, 'w:instr') ?? '').trim())
  else if (field.is === 'link') readChildren(line, node, field.link ?? link)
  else line.pieces.push({ is: field.is, ...lookOf(line, childOf(node, 'w:r')).look })
}

function readRun(line: Line, run: Node, link: string | null): void {
  for (const child of run.children) {
    if (child.name === 'w:fldChar') readFieldMark(line, run, attribute(child, 'w:fldCharType') ?? '')
    else if (child.name === 'w:instrText') {
      const field = line.fields.at(-1)
      if (field) field.instruction += child.children.map(({ text }) => text).join('')
    } else readPrinted(line, run, child, link)
  }
}

function readFieldMark(line: Line, run: Node, mark: string): void {
  if (mark === 'begin') line.fields.push({ instruction: '', isResult: false })
  const field = line.fields.at(-1)
  if (!field || mark === 'begin') return
  const what = fieldOf(field.instruction)
  if (!field.isResult) {
    if (what === undefined) tell(line.reading, line.place, 'live-field', field.instruction.trim())
    else if (what.is !== 'link') line.pieces.push({ is: what.is, ...lookOf(line, run).look })
  }
  field.isResult = true
  if (mark === 'end') line.fields.pop()
}

/** The result that stands in a file is the one of the last time it was open: numbers of pages are ours. */
function isStale({ fields }: Line): boolean {
  return fields.some(({ instruction, isResult }) => !isResult || fieldOf(instruction)?.is !== 'link')
}

function readPrinted(line: Line, run: Node, child: Node, ownLink: string | null): void {
  const { reading, place, pieces } = line
  if (isStale(line)) return
  const { look, isCapital, isHidden, isOfSigns } = lookOf(line, run)
  const link = line.fields.map(({ instruction }) => fieldOf(instruction)?.link).findLast(Boolean) ?? ownLink
  const print = (text: string) => {
    if (isHidden && text !== '') tell(reading, place, 'hidden-words')
    if (isOfSigns && text.trim() !== '') tell(reading, place, 'sign-of-another-face')
    if (reading.isModel && drawable(text) !== text.normalize('NFC')) tell(reading, place, 'sign-of-another-face')
    pieces.push({ is: 'words', text: isCapital ? text.toLocaleUpperCase('fr') : text, link, ...look })
  }
  if (child.name === 'w:t') print(child.children.map(({ text }) => text).join(''))
  else if (child.name === 'w:noBreakHyphen') print('\u2011')
  else if (child.name === 'w:softHyphen') print('\u00ad')
  else if (child.name === 'w:tab' || child.name === 'w:ptab') pieces.push({ is: 'tab' })
  else if (child.name === 'w:cr') pieces.push({ is: 'break' })
  else if (child.name === 'w:br') readBreak(line, attribute(child, 'w:type'))
  else if (child.name === 'w:drawing') {
    const picture = readPicture(reading, place, child)
    if (picture) pieces.push(picture)
  } else tellRefused(line, child.name)
}

function readBreak({ reading, place, pieces }: Line, type: string | undefined): void {
  if (type === 'column') tell(reading, place, 'several-columns')
  else pieces.push(type === 'page' ? 'page-break' : { is: 'break' })
}

const REFUSED = {
  'w:pict': 'floating-shape',
  'mc:AlternateContent': 'floating-shape',
  'w:footnoteReference': 'note',
  'w:endnoteReference': 'note',
  'w:sym': 'sign-of-another-face',
  'w:object': 'floating-shape',
} as const
const SILENT_IN_RUN = /^(#|w:(rPr|lastRenderedPageBreak|annotationRef))$/

function tellRefused({ reading, place }: Line, name: string): void {
  if (SILENT_IN_RUN.test(name)) return
  if (Object.hasOwn(REFUSED, name)) tell(reading, place, REFUSED[name as keyof typeof REFUSED])
  else tell(reading, place, 'not-carried', name)
}

const USUAL_SIZE = 11
const FACES_OF_SIGNS = /wingdings|webdings|^symbol$|dingbats/i

function lookOf({ reading, layers }: Line, run: Node | undefined) {
  const own = childOf(run, 'w:rPr')
  const all: Layers = [...layers, ...reading.styles.run(propertyOf(own, 'w:rStyle')), ...(own ? [own] : [])]
  const raised = attribute(told(all, 'w:vertAlign'), 'w:val')
  const look: Look = {
    size: Number(attribute(told(all, 'w:sz'), 'w:val') ?? USUAL_SIZE * 2) / 2,
    isBold: isOn(all, 'w:b'),
    isItalic: isOn(all, 'w:i'),
    isUnderlined: isOn(all, 'w:u'),
    isStruck: isOn(all, 'w:strike') || isOn(all, 'w:dstrike'),
    raised: raised === 'superscript' ? 'super' : raised === 'subscript' ? 'sub' : null,
  }
  const isCapital = isOn(all, 'w:caps') || isOn(all, 'w:smallCaps')
  const isOfSigns = FACES_OF_SIGNS.test(attribute(told(all, 'w:rFonts'), 'w:ascii') ?? '')
  return { look, isCapital, isHidden: isOn(all, 'w:vanish'), isOfSigns }
}
