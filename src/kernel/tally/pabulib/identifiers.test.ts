import fc from 'fast-check'
import { expect, test } from 'vitest'
import { indexIdentifiers, repeatedAmong } from './identifiers.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)

test('a project is found by its whole identifier, never by its beginning', () => {
  const even = Array.from({ length: 500 }, (_, index) => 'a'.repeat(2 * index + 2))
  const identifiers = indexIdentifiers(even)
  const all = bytesOf('a'.repeat(1002))
  for (let length = 1; length <= 1001; length++) {
    expect(identifiers.find(all, 0, length)).toBe(length % 2 === 0 && length <= 1000 ? length / 2 - 1 : -1)
  }
})

test('identifiers are found as a dictionary would, and repetitions as a set would', () => {
  const anyIds = fc.array(fc.string({ unit: fc.constantFrom('0', '1', '2', 'é'), minLength: 1, maxLength: 3 }), {
    maxLength: 40,
  })
  fc.assert(
    fc.property(anyIds, fc.string(), (ids, other) => {
      const distinct = [...new Set(ids)]
      const identifiers = indexIdentifiers(distinct)
      for (const text of [...ids, other]) {
        const bytes = bytesOf(text)
        expect(identifiers.find(bytes, 0, bytes.length)).toBe(distinct.indexOf(text))
      }

      const all = bytesOf(ids.join(''))
      const ends = Int32Array.from(ids, (_, index) => bytesOf(ids.slice(0, index + 1).join('')).length)
      const starts = Int32Array.from(ids, (_, index) => (index === 0 ? 0 : ends[index - 1]!))
      const repeated = ids.flatMap((id, index) => (ids.indexOf(id) < index ? [index] : []))
      expect(repeatedAmong(all, starts, ends)).toEqual(repeated)
    }),
  )
})
