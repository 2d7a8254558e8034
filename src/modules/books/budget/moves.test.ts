import { expect, test } from 'vitest'
import { cents } from '#kernel/money'
import type { Section } from './line.ts'
import { decideMove } from './moves.ts'
import { sentenceOfBudgetRefusal } from './refusals.ts'

const euros = (amount: number) => cents(BigInt(amount) * 100n)
const RULE = {
  basisPoints: 750n,
  staffChapters: ['012'],
  realCents: { F: euros(10_000), I: euros(1000) },
  movedCents: { F: euros(0), I: euros(0) },
}
const move = (section: Section, chapter: string, amount: number) => {
  return {
    lineId: chapter,
    amountCents: euros(amount),
    line: { section, chapter, direction: chapter === '77' ? ('receipt' as const) : ('expense' as const) },
  }
}

test.each([
  ['7.5 % of the section exactly', [move('F', '65', -750), move('F', '011', 750)], undefined],
  ['one euro more', [move('F', '65', -751), move('F', '011', 751)], 'move-over-limit'],
  ['inside one chapter, however much', [move('F', '65', -5000), move('F', '65', 5000)], undefined],
  ['to staff', [move('F', '65', -10), move('F', '012', 10)], 'move-touches-staff'],
  ['balanced by a receipt', [move('F', '65', 10), move('F', '77', -10)], 'move-touches-receipts'],
  ['from one section to the other', [move('F', '65', -10), move('I', '204', 10)], 'move-not-balanced'],
])('a move between chapters: %s', (_, amounts, refused) => {
  const decision = decideMove(amounts, RULE)
  expect(decision.ok ? undefined : decision.refusal.kind).toBe(refused)
})

test('what moved earlier in the year counts', () => {
  const rule = { ...RULE, movedCents: { F: euros(700), I: euros(0) } }
  const decision = decideMove([move('F', '65', -51), move('F', '011', 51)], rule)
  expect(!decision.ok && sentenceOfBudgetRefusal(decision.refusal)).toContain('la limite est 750')
})
