import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromStoredJson, toStoredJson } from './stored-json.ts'

const plainData = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.string({ unit: 'binary' }),
    fc.bigInt(),
    fc.date({ noInvalidDate: true }),
    fc.uint8Array(),
    fc.array(tie('value')),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('$bigint', '$date', '$object', '__proto__')), tie('value')),
  ),
})).value

test('what is stored is read back the same', () => {
  fc.assert(
    fc.property(plainData, (value) => {
      expect(fromStoredJson(toStoredJson(value))).toStrictEqual(cloned(value))
    }),
  )
})

test('the same data give the same text, in whatever order their names were written', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.integer()), (object) => {
      const reversed = Object.fromEntries(Object.entries(object).reverse())
      expect(toStoredJson(reversed)).toBe(toStoredJson(object))
    }),
  )
})

test('an integer, a moment and bytes are written so that a person can read them', () => {
  expect(toStoredJson({ b: 12n, a: new Date('2026-03-02T09:00:00Z'), c: new Uint8Array([1, 2]) })).toBe(
    '{"a":{"$date":"2026-03-02T09:00:00.000Z"},"b":{"$bigint":"12"},"c":{"$bytes":"AQI="}}',
  )
})

test('a property left undefined is left out, an undefined alone or in a list stays', () => {
  expect(toStoredJson({ a: undefined, b: 1 })).toBe('{"b":1}')
  expect(fromStoredJson(toStoredJson([undefined]))).toEqual([undefined])
  expect(fromStoredJson(toStoredJson(undefined))).toBeUndefined()
})

test.each([[Number.NaN], [new Map()], [() => 1], [Symbol('a')], [{ deep: [new Set()] }]])(
  '%o is not plain data',
  (value) => {
    expect(() => toStoredJson(value)).toThrow(/plain data|finite/)
  },
)

// fast-check makes objects without prototype; what is read back has one.
function cloned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cloned)
  if (value === null || typeof value !== 'object' || value instanceof Date || value instanceof Uint8Array) return value
  return Object.fromEntries(Object.entries(value).map(([name, content]) => [name, cloned(content)]))
}
