import { attribute, childOf, childrenOf, type Node, propertyOf, readTree } from './xml-tree.ts'

/** What stands before an item: « 1. », « a) », « • ». */
export type Label = { readonly label: string; readonly isNumbered: boolean }

/** Numbers items as they come; the same list goes on wherever its items stand. Undefined: no item, nothing stands before. */
export type Numbering = (numId: string, level: number) => Label | undefined

/** Reads `numbering.xml`; none: there are no lists. */
export function readNumbering(xml: string | undefined): Numbering {
  const root = xml === undefined ? undefined : readTree(xml)
  const abstracts = new Map(childrenOf(root, 'w:abstractNum').map((each) => [attribute(each, 'w:abstractNumId'), each]))
  const numbers = new Map(childrenOf(root, 'w:num').map((each) => [attribute(each, 'w:numId'), each]))
  const counts = new Map<string, number[]>()
  return (numId, level) => {
    const number = numbers.get(numId)
    const abstractId = propertyOf(number, 'w:abstractNumId')
    const levels = levelsOf(number, abstracts.get(abstractId))
    const own = levels(level)
    if (numId === '0' || !own || propertyOf(own, 'w:numFmt') === 'none') return undefined
    // Lists that begin anew have their own count, the others go on together.
    const key = childrenOf(number, 'w:lvlOverride').length > 0 ? `num ${numId}` : `abstract ${abstractId}`
    const count = counts.get(key) ?? []
    counts.set(key, count)
    for (let at = 0; at <= level; at += 1) count[at] ??= startOf(levels(at)) - (at === level ? 1 : 0)
    count[level] = count[level]! + 1
    count.length = level + 1
    return labelOf(own, level, count, levels)
  }
}

type Levels = (level: number) => Node | undefined

function levelsOf(number: Node | undefined, abstract: Node | undefined): Levels {
  return (level) => {
    const isOf = (name: string) => (each: Node) => attribute(each, name) === String(level)
    const override = childrenOf(number, 'w:lvlOverride').find(isOf('w:ilvl'))
    return childOf(override, 'w:lvl') ?? childrenOf(abstract, 'w:lvl').find(isOf('w:ilvl'))
  }
}

function startOf(level: Node | undefined): number {
  return Number(propertyOf(level, 'w:start') ?? '1')
}

const BULLETS = ['•', '–', '▪']

function labelOf(own: Node, level: number, count: readonly number[], levels: Levels): Label {
  // A bullet is a letter of a face of signs: ours are drawn by our face.
  if (propertyOf(own, 'w:numFmt') === 'bullet') return { label: BULLETS[level % BULLETS.length]!, isNumbered: false }
  const label = (propertyOf(own, 'w:lvlText') ?? '').replace(/%([1-9])/g, (_, rank: string) => {
    const at = Number(rank) - 1
    return written(propertyOf(levels(at), 'w:numFmt') ?? 'decimal', count[at] ?? 1)
  })
  return { label, isNumbered: true }
}

function written(format: string, number: number): string {
  if (format === 'lowerLetter') return letters(number)
  if (format === 'upperLetter') return letters(number).toUpperCase()
  if (format === 'lowerRoman') return roman(number).toLowerCase()
  if (format === 'upperRoman') return roman(number)
  return format === 'decimalZero' ? String(number).padStart(2, '0') : String(number)
}

/** As Word counts: z, then aa, bb. */
function letters(number: number): string {
  const rank = Math.max(number - 1, 0)
  return String.fromCharCode(97 + (rank % 26)).repeat(1 + Math.floor(rank / 26))
}

const ROMAN = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
] as const

function roman(number: number): string {
  let [left, text] = [Math.min(number, 3999), '']
  for (const [value, sign] of ROMAN) for (; left >= value; left -= value) text += sign
  return text
}
