import { canonicalJson, type Json } from '#kernel/canonical-json'
import { type Cents, cents } from '#kernel/money'
import { assert } from '#kernel/result'
import type { DocumentKind, Field, Fields, Leaf } from './kind.ts'

/**
 * What a document is filled with, field by field of its kind: text and dates are strings (`YYYY-MM-DD`), amounts are
 * cents, a group is an object, a table a list of objects. `null`, or nothing: there is none.
 */
export type DocumentData = { readonly [name: string]: DocumentValue | undefined }

export type DocumentValue = string | Cents | number | boolean | null | DocumentData | readonly DocumentData[]

/**
 * The one writing of the data of a document: what is hashed and kept, so that the document can be made again. Amounts
 * are written as texts of whole cents.
 *
 * @throws  AssertionError when a value is not of its field's type, or names no field
 */
export function dataText(kind: DocumentKind, data: DocumentData): string {
  return canonicalJson(plainGroup(kind.fields, data))
}

/**
 * Reads what `dataText` wrote. A field the kind no longer has is left out.
 *
 * @throws  when it is not JSON
 */
export function readDataText(kind: DocumentKind, text: string): DocumentData {
  return readGroup(kind.fields, JSON.parse(text) as Record<string, unknown>)
}

/** Data to preview a model with: the example of each field. */
export function exampleOf(kind: DocumentKind): DocumentData {
  return exampleGroup(kind.fields)
}

function plainGroup(fields: Fields, data: DocumentData): Json {
  for (const name of Object.keys(data)) assert(Object.hasOwn(fields, name), `« ${name} » is a field of its kind`)
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, plainValue(name, field, data[name] ?? null)]),
  )
}

function plainValue(name: string, field: Field, value: DocumentValue): Json {
  if (value === null) return null
  if (field.type === 'table') {
    assert(Array.isArray(value), `« ${name} » is a list of lines`)
    return (value as readonly DocumentData[]).map((row) => plainGroup(field.columns, row))
  }
  if (field.type === 'group') return plainGroup(field.fields, value as DocumentData)
  assert(typeof value === TYPES[field.type], `« ${name} » is of type ${field.type}`)
  return typeof value === 'bigint' ? String(value) : (value as string | number | boolean)
}

const TYPES: Readonly<Record<Leaf['type'], string>> = {
  text: 'string',
  amount: 'bigint',
  date: 'string',
  number: 'number',
  year: 'number',
  condition: 'boolean',
}

function readGroup(fields: Fields, told: Readonly<Record<string, unknown>>): DocumentData {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, readValue(field, told[name] ?? null)]))
}

function readValue(field: Field, told: unknown): DocumentValue {
  if (told === null) return null
  if (field.type === 'table')
    return (told as readonly Record<string, unknown>[]).map((row) => readGroup(field.columns, row))
  if (field.type === 'group') return readGroup(field.fields, told as Record<string, unknown>)
  return field.type === 'amount' ? cents(BigInt(told as string)) : (told as string | number | boolean)
}

function exampleGroup(fields: Fields): DocumentData {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, exampleValue(field)]))
}

function exampleValue(field: Field): DocumentValue {
  if (field.type === 'table') return Array.from({ length: field.exampleRows ?? 3 }, () => exampleGroup(field.columns))
  return field.type === 'group' ? exampleGroup(field.fields) : field.example
}

/** Whether there is something to say: an empty text, an empty table, a condition that does not hold are nothing. */
export function isPresent(value: DocumentValue | undefined): boolean {
  if (value === undefined || value === null || value === false || value === '') return false
  return !Array.isArray(value) || value.length > 0
}
