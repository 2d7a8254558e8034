import Docxtemplater from 'docxtemplater'
import PizZip from 'pizzip'
import { assert, done, type Result, refuse } from '#kernel/result'
import { type DocumentData, isPresent } from '../data.ts'
import type { DocumentKind, Field, Fields } from '../kind.ts'
import { isFilter, write } from '../writing.ts'
import type { TemplateFault } from './faults.ts'
import type { Parts } from './package.ts'
import { withoutProperties } from './properties.ts'
import { readName } from './tags.ts'

/** Data beside the declaration of its fields: what a tag of the model is looked for in. */
type Level = { readonly fields: Fields; readonly data: DocumentData }

/**
 * The parts of a model, its tags replaced by what the data says. What the model says of itself goes: a brace in the title
 * of a document is a brace, and no tag.
 */
export function merge(parts: Parts, kind: DocumentKind, data: DocumentData): Result<Parts, TemplateFault> {
  try {
    const document = new Docxtemplater(zipOf(withoutProperties(parts)), {
      paragraphLoop: true,
      linebreaks: true,
      stripInvalidXMLChars: true,
      errorLogging: false,
      parser,
      nullGetter: () => '',
      syntax: { changeDelimiterPrefix: null },
    })
    document.render({ fields: kind.fields, data } satisfies Level)
    return done(partsOf(document.getZip() as PizZip))
  } catch (error) {
    return refuse(faultOf(error))
  }
}

/** The parts in a zip, in their order. */
export function zipOf(parts: Parts): PizZip {
  const zip = new PizZip()
  for (const [name, bytes] of parts) zip.file(name, bytes)
  return zip
}

function partsOf(zip: PizZip): Parts {
  const files = Object.values(zip.files).filter(({ dir }) => !dir)
  return new Map(files.map((file) => [file.name, file.asNodeBuffer()]))
}

type Asked = { readonly meta: { readonly part: { readonly module?: string } } }

/** Called by the library for each tag and each level, the innermost first; undefined sends it to the level around. */
function parser(tag: string) {
  const { name, filter } = readName(tag)
  return {
    get(level: Level, { meta }: Asked): unknown {
      const found = find(level, name.split('.'))
      if (!found) return undefined
      const isPart = meta.part.module === 'loop'
      return isPart ? partOf(found.field, found.value) : textOf(found.field, found.value, filter)
    },
  }
}

function find(
  { fields, data }: Level,
  [first, ...rest]: readonly string[],
): { field: Field; value: DocumentData[string] } | undefined {
  const field = first !== undefined && Object.hasOwn(fields, first) ? fields[first] : undefined
  if (field === undefined) return undefined
  const value = data[first!]
  if (rest.length === 0) return { field, value }
  return field.type === 'group' ? find({ fields: field.fields, data: (value ?? {}) as DocumentData }, rest) : undefined
}

function partOf(field: Field, value: DocumentData[string]): boolean | readonly Level[] {
  if (field.type !== 'table') return isPresent(value)
  return ((value ?? []) as readonly DocumentData[]).map((row) => ({ fields: field.columns, data: row }))
}

function textOf(field: Field, value: DocumentData[string], filter: string | null): string {
  if (value === undefined || value === null) return ''
  assert(field.type !== 'group' && field.type !== 'table', 'only a value is printed: the model was checked')
  assert(filter === null || isFilter(filter), 'a filter is known: the model was checked')
  // The library takes control characters away, and leaves these two, with which a file is no XML: Word would not open it.
  return write(field.type, value as Parameters<typeof write>[1], filter).replace(/[\ufffe\uffff]/g, '')
}

type LibraryFault = { readonly properties?: { readonly errors?: readonly LibraryFault[]; readonly xtag?: string } }

function faultOf(error: unknown): TemplateFault {
  const { properties } = error as LibraryFault
  if (properties === undefined) throw error
  const first = properties.errors?.[0]?.properties ?? properties
  return { name: 'refused-by-the-filler', place: null, tag: `{${first.xtag ?? '…'}}`, nearest: null }
}
