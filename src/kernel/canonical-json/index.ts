/** What JSON can say. A member that is `undefined` is left out. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [member: string]: Json | undefined }

/**
 * JSON with one writing for each value: members in code-unit order, no space, ECMAScript numbers. What is hashed, signed
 * or compared byte for byte is written this way.
 *
 * @throws  for a number that JSON cannot say, and for a string with half a surrogate pair
 * @see     RFC 8785, JSON Canonicalization Scheme
 */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value !== null && typeof value === 'object') return objectText(value as { readonly [member: string]: Json })
  return scalarText(value as string | number | boolean | null)
}

function objectText(value: { readonly [member: string]: Json | undefined }): string {
  const members = Object.entries(value).filter((entry): entry is [string, Json] => entry[1] !== undefined)
  members.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([name, member]) => `${scalarText(name)}:${canonicalJson(member)}`).join(',')}}`
}

function scalarText(value: string | number | boolean | null): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('JSON has no infinite number')
  if (typeof value === 'string' && !value.isWellFormed()) throw new TypeError('JSON has no half character')
  return JSON.stringify(value)
}
