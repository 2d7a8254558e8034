import { expect, test } from 'vitest'
import { begunBefore, usefulLifeInWords } from './useful-life.ts'

const life = (count: number, unit: 'years' | 'months' | 'days') => ({ duration: { count, unit }, from: 'la fin' })
const back = (now: string, count: number, unit: 'years' | 'months' | 'days') =>
  begunBefore(life(count, unit), new Date(`${now}T09:00:00Z`))
    ?.toISOString()
    .slice(0, 10)

test.each([
  ['2026-03-02', 5, 'years', '2021-03-02'],
  ['2024-02-29', 1, 'years', '2023-02-28'],
  ['2026-05-31', 3, 'months', '2026-02-28'],
  ['2026-03-01', 30, 'days', '2026-01-30'],
] as const)('on %s, what is of use for %i %s is over when it began before %s', (now, count, unit, day) => {
  expect(back(now, count, unit)).toBe(day)
})

test('a life without a count of days never ends by itself', () => {
  expect(begunBefore({ duration: null, from: 'tant que le compte existe' }, new Date(0))).toBeUndefined()
})

test('durations read as they are said', () => {
  expect(usefulLifeInWords(life(1, 'years'))).toBe('1\u00a0an après la fin')
  expect(usefulLifeInWords(life(30, 'days'))).toBe('30\u00a0jours après la fin')
  expect(usefulLifeInWords({ duration: null, from: 'tant que le compte existe' })).toBe('tant que le compte existe')
})
