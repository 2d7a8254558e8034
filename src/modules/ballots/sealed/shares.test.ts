import { expect, test } from 'vitest'
import { marginOf, type ShareFact, sentenceOfMargin, sharesOf } from './shares.ts'

const KEY = { shares: Array.from({ length: 4 }, () => ({ salt: '', hash: '' })), hasSpare: true }
const day = (number: number) => new Date(Date.UTC(2026, 2, number))
const fact = (number: number, kind: ShareFact['kind'], on: number): ShareFact => ({ number, kind, at: day(on) })
const margin = (facts: readonly ShareFact[]) => marginOf(sharesOf(KEY, facts), 2)

test('a share said lost counts no more; found and proven again it counts', () => {
  expect(margin([fact(1, 'lost', 2)])).toMatchObject({ left: 3, spareLosses: 1 })
  expect(margin([fact(1, 'lost', 2), fact(1, 'proven', 3)])).toMatchObject({ left: 4 })
  expect(margin([fact(1, 'proven', 1), fact(1, 'lost', 2)]), 'a proof from before proves nothing').toMatchObject({
    left: 3,
  })
  expect(margin([fact(1, 'lost', 2), fact(1, 'proven', 3), fact(1, 'lost', 4)])).toMatchObject({ left: 3 })
})

test('the last share is the spare one', () => {
  expect(sharesOf(KEY, []).map(({ isSpare }) => isSpare)).toEqual([false, false, false, true])
})

test('what remains possible is said, until it is too late', () => {
  const lost = (count: number) => margin(Array.from({ length: count }, (_, at) => fact(at + 1, 'lost', 2)))
  expect(sentenceOfMargin(lost(1))).toContain('On peut encore en perdre 1.')
  expect(sentenceOfMargin(lost(2))).toContain('Plus aucune ne peut manquer')
  expect(sentenceOfMargin(lost(3))).toContain('prévenez tout de suite un administrateur')
})
