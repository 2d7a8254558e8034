import { assert } from '#kernel/result'

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

/**
 * Writes plain data as canonical JSON: names sorted by code unit, no space, so that equal data give equal text.
 *
 * `bigint`, `Date`, `Uint8Array` and `undefined` are written as objects with one name that begins with `$`
 * (`{"$bigint":"12"}`); an object of our own with such a name is wrapped in `{"$object":…}`. A property that is
 * `undefined` is left out.
 *
 * @throws  on anything that is not plain data: a function, a Map, NaN…
 */
export function toStoredJson(value: unknown): string {
  return JSON.stringify(encode(value))
}

/** Reads what `toStoredJson` wrote. */
export function fromStoredJson(text: string): unknown {
  return decode(JSON.parse(text) as Json)
}

function encode(value: unknown): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'number') return encodeNumber(value)
  if (typeof value === 'bigint') return { $bigint: String(value) }
  if (value === undefined) return { $undefined: true }
  if (value instanceof Date) return { $date: value.toISOString() }
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') }
  if (Array.isArray(value)) return Array.from(value, encode)
  assert(isPlainObject(value), 'only plain data is stored as JSON')
  return encodeObject(value)
}

function encodeNumber(value: number): Json {
  assert(Number.isFinite(value), 'a stored number is finite')
  return Object.is(value, -0) ? { $number: '-0' } : value
}

function encodeObject(object: Readonly<Record<string, unknown>>): Json {
  const entries = Object.keys(object)
    .filter((name) => object[name] !== undefined)
    .sort((a, b) => (a < b ? -1 : 1))
    .map((name) => [name, encode(object[name])] as const)
  const encoded: Json = Object.fromEntries(entries)
  return isTagged(encoded) ? { $object: encoded } : encoded
}

function decode(json: Json): unknown {
  if (json === null || typeof json !== 'object') return json
  if (Array.isArray(json)) return json.map(decode)
  const object = json as { readonly [name: string]: Json }
  if (isTagged(object)) return decodeTagged(object)
  return decodeObject(object)
}

function decodeTagged(object: { readonly [name: string]: Json }): unknown {
  const [tag, content] = Object.entries(object)[0]!
  if (tag === '$bigint') return BigInt(content as string)
  if (tag === '$undefined') return undefined
  if (tag === '$number') return -0
  if (tag === '$date') return new Date(content as string)
  if (tag === '$bytes') return new Uint8Array(Buffer.from(content as string, 'base64'))
  assert(tag === '$object', 'stored JSON has only the tags its writer knows')
  return decodeObject(content as { readonly [name: string]: Json })
}

function decodeObject(object: { readonly [name: string]: Json }): unknown {
  return Object.fromEntries(Object.entries(object).map(([name, content]) => [name, decode(content)]))
}

function isTagged(object: { readonly [name: string]: Json }): boolean {
  const names = Object.keys(object)
  return names.length === 1 && names[0]!.startsWith('$')
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
