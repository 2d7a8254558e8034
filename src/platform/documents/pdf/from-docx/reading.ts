import type { TemplateFault, TemplateFaultName, TemplatePart } from '../../template/faults.ts'
import type { Parts } from '../../template/package.ts'
import { readStyles, type Styles } from './layers.ts'
import { type Numbering, readNumbering } from './numbering.ts'
import { attribute, childrenOf, type Node, readTree, wordsOf } from './xml-tree.ts'

/** What is known while a document is read, part after part. */
export type Reading = {
  readonly parts: Parts
  readonly styles: Styles
  readonly numbering: Numbering
  readonly faults: TemplateFault[]
  readonly pictures: Map<string, Uint8Array>
  /** What is said of a model only: a document that was made is mended. */
  readonly isModel: boolean
}

/** Where one reads: a part of the document, its links, the cell one stands in, the paragraph. */
export type Place = {
  readonly part: TemplatePart
  /** Files and addresses the part names, by their identifiers. */
  readonly links: ReadonlyMap<string, string>
  readonly cell: { readonly row: number; readonly column: number } | null
  readonly paragraph: Node | null
}

export function beginReading(parts: Parts, isModel: boolean): Reading {
  const text = (name: string) => parts.get(name)?.toString('utf8')
  return {
    parts,
    styles: readStyles(text('word/styles.xml')),
    numbering: readNumbering(text('word/numbering.xml')),
    faults: [],
    pictures: new Map(),
    isModel,
  }
}

/** The links of a part: « word/document.xml » has its own in « word/_rels/document.xml.rels ». */
export function linksOf(parts: Parts, file: string): ReadonlyMap<string, string> {
  const text = parts.get(file.replace(/([^/]+)$/, '_rels/$1.rels'))?.toString('utf8')
  const root = text === undefined ? undefined : readTree(text)
  return new Map(
    childrenOf(root, 'Relationship').map((link) => [attribute(link, 'Id') ?? '', attribute(link, 'Target') ?? '']),
  )
}

const MOST_AROUND = 100

/** Tells what cannot be carried to the PDF, where, and once for each paragraph. */
export function tell(reading: Reading, { part, cell, paragraph }: Place, name: TemplateFaultName, tag?: string): void {
  const words = paragraph ? wordsOf(paragraph).replace(/\s+/g, ' ').trim() : ''
  const around = words.length > MOST_AROUND ? `${words.slice(0, MOST_AROUND)}…` : words
  const isTold = reading.faults.some(
    (fault) => fault.name === name && fault.tag === (tag ?? null) && fault.place?.around === around,
  )
  if (!isTold) reading.faults.push({ name, place: { part, around, cell }, tag: tag ?? null, nearest: null })
}
