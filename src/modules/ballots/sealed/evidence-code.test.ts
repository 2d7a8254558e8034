import { expect, test } from 'vitest'
import {
  coveredBy,
  groupedCode,
  hashOfPrintedCode,
  isPrintedCode,
  leaderWord,
  plainPrintedCode,
  printedCode,
} from './evidence-code.ts'

const KEY = new Uint8Array(32).fill(1)
const SEED = new Uint8Array(32).fill(2)

test('the codes of a batch are all different, of twelve clear signs, and read as they were printed', () => {
  const codes = Array.from({ length: 500 }, (_, rank) => printedCode(KEY, SEED, rank))
  expect(new Set(codes).size).toBe(500)
  for (const code of codes) {
    expect(isPrintedCode(code)).toBe(true)
    expect(plainPrintedCode(groupedCode(code).toLowerCase())).toBe(code)
  }
  expect(printedCode(KEY, new Uint8Array(32), 0)).not.toBe(codes[0])
})

test('every sign of the alphabet is used, none more than the others', () => {
  const signs = Array.from({ length: 500 }, (_, rank) => printedCode(KEY, SEED, rank)).join('')
  const counts = [...'23456789ABCDEFGHJKLMNPQRSTUVWXYZ'].map((sign) => signs.split(sign).length - 1)
  expect(Math.min(...counts)).toBeGreaterThan(120)
  expect(Math.max(...counts)).toBeLessThan(260)
})

test.each([
  ['7kx4-9tqm-2bra', '7KX49TQM2BRA'],
  [' 7KX4 9TQM 2BRA ', '7KX49TQM2BRA'],
  ['7KX4\u00a09TQM–2BRA', '7KX49TQM2BRA'],
  ['7KX4 9T0M IBRA', '7KX49TQMLBRA'],
])('« %s » is typed for %s', (typed, code) => {
  expect(plainPrintedCode(typed)).toBe(code)
})

test.each(['', '7KX4', '7KX49TQM2BRA7', '7KX49TQM2BR!'])('« %s » is no code', (typed) => {
  expect(isPrintedCode(plainPrintedCode(typed))).toBe(false)
})

test('who holds the code finds its holder again, who holds the table does not', () => {
  const roll = new Uint8Array(32).fill(9)
  const covered = coveredBy(KEY, '7KX49TQM2BRA', roll)
  expect(covered).not.toEqual(roll)
  expect(coveredBy(KEY, '7KX49TQM2BRA', covered)).toEqual(roll)
  expect(coveredBy(KEY, '7KX49TQM2BRB', covered)).not.toEqual(roll)
})

test('a code of one poll is nothing in another', () => {
  expect(hashOfPrintedCode(KEY, 'one', 'A')).not.toEqual(hashOfPrintedCode(KEY, 'other', 'A'))
  expect(leaderWord(KEY, SEED)).toMatch(/^\d{8}$/)
})
