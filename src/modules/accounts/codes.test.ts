import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seededRandom } from '#platform/context/testing'
import { drawCardNumber, readCardNumber, spellCardNumber } from './card-number.ts'
import { drawCardCode, drawLongCode, drawShortCode, hashOfCode, inGroups, isSameHash, plainCode } from './codes.ts'
import { seededBytes } from './seeded-bytes.ts'

const seed = fc.integer({ min: 0, max: 1_000_000 })

test('a code by mail is six digits, read aloud in pairs', () => {
  fc.assert(
    fc.property(seed, (drawn) => {
      const code = drawShortCode(seededRandom(drawn))
      expect(code).toMatch(/^\d{6}$/)
      expect(inGroups(code)).toMatch(/^\d\d \d\d \d\d$/)
      expect(plainCode(inGroups(code))).toBe(code)
    }),
  )
})

test('a card’s code has more than 50 bits, in characters that cannot be taken for one another', () => {
  const alphabet = new Set<string>()
  for (let drawn = 0; drawn < 300; drawn++) {
    const code = drawCardCode(seededRandom(drawn))
    expect(code).toHaveLength(12)
    for (const character of code) alphabet.add(character)
  }
  expect([...alphabet].filter((character) => '01IOQLU'.includes(character))).toEqual([])
  expect(12 * Math.log2(alphabet.size)).toBeGreaterThan(50)
  expect(inGroups(drawCardCode(seededRandom(1)))).toMatch(/^\w{4} \w{4} \w{4}$/)
})

test('small letters, spaces, dots and hyphens are the same code', () => {
  expect(plainCode(' 7kx4-9tqm.2bra ')).toBe('7KX49TQM2BRA')
})

test('each digit of a code comes as often as the others', () => {
  const counts = new Map<string, number>()
  const random = seededRandom(7)
  for (let drawn = 0; drawn < 5_000; drawn++) {
    for (const digit of drawShortCode(random)) counts.set(digit, (counts.get(digit) ?? 0) + 1)
  }
  expect(counts.size).toBe(10)
  for (const count of counts.values()) expect(Math.abs(count - 3_000)).toBeLessThan(300)
})

test('a long code has ten clear characters', () => {
  expect(drawLongCode(seededRandom(3))).toMatch(/^[2-9A-Z]{10}$/)
})

test('what is kept of a code is another for another owner and another key', () => {
  const [key, other] = [new Uint8Array(32), new Uint8Array(32).fill(1)]
  const kept = hashOfCode(key, 'one', '123456')
  expect(isSameHash(kept, hashOfCode(key, 'one', '123456'))).toBe(true)
  expect(isSameHash(kept, hashOfCode(key, 'two', '123456'))).toBe(false)
  expect(isSameHash(kept, hashOfCode(other, 'one', '123456'))).toBe(false)
})

test('the number of a card is read back however it is spaced', () => {
  fc.assert(
    fc.property(seed, (drawn) => {
      const number = drawCardNumber(seededRandom(drawn))
      expect(readCardNumber(spellCardNumber(number))).toBe(number)
      expect(readCardNumber(` ${number.slice(0, 3)}-${number.slice(3)} `)).toBe(number)
    }),
  )
})

test('one digit misread, or two exchanged, is told at once', () => {
  fc.assert(
    fc.property(seed, fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 9 }), (drawn, place, shift) => {
      const number = drawCardNumber(seededRandom(drawn))
      const digit = String((Number(number[place]) + shift) % 10)
      expect(readCardNumber(number.slice(0, place) + digit + number.slice(place + 1))).toBeUndefined()

      const next = Math.min(place + 1, 9)
      const exchanged = [...number]
      exchanged[place] = number[next]!
      exchanged[next] = number[place]!
      if (exchanged.join('') !== number) expect(readCardNumber(exchanged.join(''))).toBeUndefined()
    }),
  )
})

test('bytes drawn from a seed are the same again, and others for another seed', () => {
  const key = new Uint8Array(32)
  expect(seededBytes(key, 'form')(40)).toEqual(seededBytes(key, 'form')(40))
  expect(seededBytes(key, 'form')(40)).not.toEqual(seededBytes(key, 'other')(40))
  const random = seededBytes(key, 'form')
  expect(random(8)).not.toEqual(random(8))
})
