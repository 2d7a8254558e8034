import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BALLOTS_A_PAGE, type BallotPage, ballotPagesOf, foldNumber } from './ballot-pages.ts'

/** Walks as a reader does: from the first page, always by the link that begins as the number does. */
function walkTo(number: string, pages: readonly BallotPage[]): readonly BallotPage[] {
  const key = foldNumber(number)
  let here = pages.find(({ prefix }) => prefix === '')
  for (let step = 0; step < 100; step++) {
    const next = here?.children.find(({ prefix }) =>
      here?.prefix === '' ? key.slice(0, 2) === prefix : key.startsWith(prefix),
    )
    if (!next) return pages.filter(({ prefix }) => prefix === here?.prefix)
    here = pages.find(({ prefix, page }) => prefix === next.prefix && page === 1)
  }
  throw new Error(`the way to ${number} has no end`)
}

const aNumber = fc.oneof(
  fc.nat(3000).map(String),
  fc.string({ maxLength: 5 }),
  fc.nat(900).map((n) => `electeur_${String(n).padStart(6, '0')}`),
  fc.constant('anonyme'),
)

test('whatever the numbers, each ballot is on one page, found by the beginning of its number', () => {
  fc.assert(
    fc.property(fc.array(aNumber, { maxLength: 400 }), (numbers) => {
      const pages = ballotPagesOf(numbers)
      expect(pages.flatMap(({ voters }) => voters).sort((a, b) => a - b)).toEqual(numbers.map((_, voter) => voter))
      for (const [voter, number] of numbers.entries()) {
        expect(walkTo(number, pages).some(({ voters }) => voters.includes(voter))).toBe(true)
      }
    }),
    { numRuns: 100 },
  )
})

test('no page is longer than a screen or two, and no two pages have the same address', () => {
  fc.assert(
    fc.property(fc.array(aNumber, { maxLength: 400 }), (numbers) => {
      const pages = ballotPagesOf(numbers)
      expect(Math.max(...pages.map(({ voters }) => voters.length))).toBeLessThanOrEqual(BALLOTS_A_PAGE)
      const addresses = pages.map(({ prefix, page }) => `${prefix} ${page}`)
      expect(new Set(addresses).size).toBe(addresses.length)
      for (const { prefix } of pages) expect(prefix).toMatch(/^[a-z0-9-]*$/)
    }),
    { numRuns: 100 },
  )
})

test('short numbers have their page: « 1 » stands beside « 10 »', () => {
  const pages = ballotPagesOf(['10', '1', '2', '11'])
  expect(pages[0]?.children).toEqual([
    { prefix: '1', ballots: 1 },
    { prefix: '2', ballots: 1 },
    { prefix: '10', ballots: 1 },
    { prefix: '11', ballots: 1 },
  ])
})

test('numbers that all begin alike do not make the reader click for nothing', () => {
  const pages = ballotPagesOf(Array.from({ length: 200 }, (_, n) => `votant-${String(n).padStart(4, '0')}`))
  expect(pages[0]?.children.map(({ prefix }) => prefix)).toEqual(['vo'])
  expect(pages[1]?.children.map(({ prefix }) => prefix)).toEqual(['votant-00', 'votant-01'])
})

test('many ballots under one number are on several pages', () => {
  const pages = ballotPagesOf(new Array(120).fill('anonyme'))
  expect(pages.map(({ prefix, page, pageCount, voters }) => [prefix, page, pageCount, voters.length])).toEqual([
    ['', 1, 1, 0],
    ['an', 1, 3, 50],
    ['an', 2, 3, 50],
    ['an', 3, 3, 20],
  ])
})
