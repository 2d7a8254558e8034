import { expect, test } from 'vitest'
import { failuresHere, type Pace, spentOfBudget, waitHereMs, waitOfBudgetMs } from './pace.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const NONE: Pace = { failureCount: 0, failedAt: undefined, succeededAt: undefined }

/** Hours of the wrong codes of who guesses each minute for three days, from new places and from one the account knows. */
function guessAlways(): readonly number[] {
  let everywhere = NONE
  const guessedAt: number[] = []
  for (let at = 0; at < 3 * DAY_MS; at += MINUTE_MS) {
    const now = new Date(at)
    for (const here of [NONE, { ...NONE, succeededAt: now }]) {
      while (waitOfBudgetMs(here, everywhere, 'short', now) === 0) {
        const failureCount = spentOfBudget(everywhere, 'short', now) + 1
        everywhere = { ...everywhere, failureCount, failedAt: now }
        guessedAt.push(at)
      }
    }
  }
  return guessedAt
}

test('whoever guesses, from wherever, has less than one chance in 10 000 a day', () => {
  const guessedAt = guessAlways()
  const inOneDay = guessedAt.map((from) => guessedAt.filter((at) => at >= from && at < from + DAY_MS).length)
  expect(Math.max(...inOneDay)).toBeLessThanOrEqual(28)
  const byShortCodes = (Math.max(...inOneDay) * 3) / 1_000_000
  const byLongCodes = (200_000 * 3) / 1_000_000_000_000
  expect(byShortCodes + byLongCodes).toBeLessThan(1 / 10_000)
})

test('what a place waits doubles to an hour, is forgotten after a quiet day, and is what the page says', () => {
  const failedAt = new Date(0)
  const failed = (failureCount: number): Pace => ({ ...NONE, failureCount, failedAt })
  const waits = [2, 3, 4, 5, 30].map((count) => waitHereMs(failed(count), failedAt))
  expect(waits).toEqual([0, 30_000, 60_000, 120_000, 60 * MINUTE_MS])
  expect(failuresHere(failed(30), new Date(DAY_MS))).toBe(0)
})

test('a place waits for the budget as long as it is told, and no longer', () => {
  const everywhere = { ...NONE, failureCount: 14, failedAt: new Date(0) }
  const told = waitOfBudgetMs(NONE, everywhere, 'short', new Date(MINUTE_MS))
  expect(waitOfBudgetMs(NONE, everywhere, 'short', new Date(MINUTE_MS + told - 1))).toBeGreaterThan(0)
  expect(waitOfBudgetMs(NONE, everywhere, 'short', new Date(MINUTE_MS + told))).toBe(0)
  expect(waitOfBudgetMs({ ...NONE, succeededAt: new Date(0) }, everywhere, 'short', new Date(MINUTE_MS))).toBe(0)
  expect(waitOfBudgetMs(NONE, everywhere, 'long', new Date(MINUTE_MS))).toBe(0)
})
