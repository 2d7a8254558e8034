import { canonicalJson, type Json } from '#kernel/canonical-json'

/** What is wrong with a value, and where: `.options[3].cost`. */
export type ShapeFault = { readonly kind: 'missing' | 'unknown-member' | 'wrong-value'; readonly at: string }

/** Looks at a value that somebody else wrote. @param at  where it stands */
export type Shape = (value: unknown, at: string) => ShapeFault | undefined

export function text(pattern: RegExp): Shape {
  return (value, at) => (typeof value === 'string' && pattern.test(value) ? undefined : wrong(at))
}

export function integer(minimum: number, maximum: number): Shape {
  return (value, at) =>
    typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= maximum ? undefined : wrong(at)
}

export function oneOf(values: readonly (string | number | boolean | null)[]): Shape {
  return (value, at) => (values.some((each) => each === value) ? undefined : wrong(at))
}

export function eitherOf(shapes: readonly Shape[]): Shape {
  return (value, at) => (shapes.some((shape) => !shape(value, at)) ? undefined : wrong(at))
}

export function list(item: Shape, minimum: number, maximum: number): Shape {
  return (value, at) => {
    if (!Array.isArray(value) || value.length < minimum || value.length > maximum) return wrong(at)
    return firstOf(value.map((each, index) => () => item(each, `${at}[${index}]`)))
  }
}

/** Members whose name ends in `?` may be absent; others than these may not be there. */
export function object(members: Readonly<Record<string, Shape>>): Shape {
  const shapes = new Map(Object.entries(members).map(([name, shape]) => [name.replace('?', ''), shape]))
  const needed = Object.keys(members).filter((name) => !name.endsWith('?'))
  return (value, at) => {
    if (!isObject(value)) return wrong(at)
    const missing = needed.find((name) => !Object.hasOwn(value, name))
    if (missing) return { kind: 'missing', at: `${at}.${missing}` }
    const unknown = Object.keys(value).find((name) => !shapes.has(name))
    if (unknown !== undefined) return { kind: 'unknown-member', at: `${at}.${unknown}` }
    return firstOf(
      Object.entries(value).map(
        ([name, member]) =>
          () =>
            shapes.get(name)!(member, `${at}.${name}`),
      ),
    )
  }
}

/** Any member names of this pattern, each with this shape. */
export function record(names: RegExp, item: Shape): Shape {
  return (value, at) => {
    if (!isObject(value)) return wrong(at)
    return firstOf(
      Object.entries(value).map(([name, member]) => () => {
        return names.test(name)
          ? item(member, `${at}.${name}`)
          : { kind: 'unknown-member' as const, at: `${at}.${name}` }
      }),
    )
  }
}

/** Reads JSON that has only one writing. */
export function readCanonical(written: string): { readonly value: unknown } | 'not-json' | 'not-canonical' {
  let value: unknown
  try {
    value = JSON.parse(written)
    if (canonicalJson(value as Json) === written) return { value }
  } catch {
    return 'not-json'
  }
  return 'not-canonical'
}

export const HEX_32 = text(/^[0-9a-f]{64}$/)
export const COUNT = integer(0, 100_000_000)
/** One line that a person reads: no control sign, no space at its ends. */
export const LINE = text(/^(?!\s)[^\p{Cc}]{1,2000}(?<!\s)$/u)
export const INSTANT: Shape = (value, at) =>
  typeof value === 'string' && isInstant(value) ? undefined : { kind: 'wrong-value', at }

function isInstant(value: string): boolean {
  const instant = new Date(value)
  return !Number.isNaN(instant.getTime()) && instant.toISOString() === value
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function firstOf(looks: readonly (() => ShapeFault | undefined)[]): ShapeFault | undefined {
  for (const look of looks) {
    const fault = look()
    if (fault) return fault
  }
  return undefined
}

function wrong(at: string): ShapeFault {
  return { kind: 'wrong-value', at }
}
