import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold, holdsAll, nearest, rankOf, wordsOf } from './index.ts'

test.each([
  ['Saint-Omer', 'saint omer'],
  ['St Omer', 'saint omer'],
  ['STE-MARIE-KERQUE', 'sainte marie kerque'],
  ['Berck-sur-Mer', 'berck sur mer'],
  ['L’Œuf d’Émile', 'l oeuf d emile'],
  ['Świecie, Łódź', 'swiecie lodz'],
  ["100 % d'un « banc »", '100 d un banc'],
])('« %s » is compared as « %s »', (written, folded) => {
  expect(fold(written)).toBe(folded)
})

test('a folded text holds nothing a query language reads, whatever was typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(fold(text)).toMatch(/^([\p{L}\p{N}\p{M}]+( [\p{L}\p{N}\p{M}]+)*)?$/u)
      expect(fold(fold(text))).toBe(fold(text))
      expect(wordsOf(text).length).toBeLessThanOrEqual(8)
    }),
    { numRuns: 300 },
  )
})

test('a question of a thousand words is cut, and the same word counts once', () => {
  expect(wordsOf('vote '.repeat(1000))).toEqual(['vote'])
  expect(wordsOf(Array.from({ length: 900 }, (_, n) => `m${n}`).join(' '))).toHaveLength(8)
  expect(wordsOf('x'.repeat(100_000))[0]).toHaveLength(40)
})

test('a title that is the question comes before one that merely holds it', () => {
  const words = wordsOf('saint omer')
  const titles = ['Marché de Saint-Omerville', 'Le vote de Saint-Omer', 'Saint-Omer-Capelle', 'St Omer']
  expect(titles.map((title) => rankOf(title, words))).toEqual([3, 2, 1, 0])
  expect(holdsAll('Le vote de St-Omer', words)).toBe(true)
})

test('a misspelt word finds the nearest; a short one is not guessed', () => {
  expect(nearest('wielizka', ['wieliczka', 'swiecie', 'assen'], 3)).toEqual(['wieliczka'])
  expect(nearest('asx', ['assen', 'lens'], 3)).toEqual([])
})
