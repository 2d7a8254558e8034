import { expect, test } from 'vitest'
import { cents } from '#kernel/money'
import { checkAmounts, checkOpen, decideProposal, decideStep } from './decide.ts'
import type { Campaign, Demand, DemandStep, Level } from './model.ts'

const CAMPAIGN: Campaign = { id: 'c', year: 2027, opensOn: '2026-07-01', closesOn: '2026-11-30', proposedAt: null }
const LEVELS: readonly Level[] = [
  { rank: 1, name: 'Agent', roles: ['agent'] },
  { rank: 2, name: 'Direction', roles: ['administrator'] },
]
const amounts = (...years: readonly bigint[]) => ({
  commitmentCents: years.length > 1 ? cents(years.reduce((sum, each) => sum + each, 0n)) : null,
  years: years.map((each, at) => ({ year: 2027 + at, cents: cents(each) })),
})
const step = (level: number, ...years: readonly bigint[]): DemandStep => {
  return { id: `${level}`, level, amounts: amounts(...years), reason: 'Parce que', at: new Date(0) }
}
const demand = (lineCode: string, ...steps: readonly [DemandStep, ...DemandStep[]]): Demand => {
  return { id: lineCode, campaignId: 'c', lineCode, version: 1, steps }
}

test('several years need a commitment that is exactly their sum', () => {
  expect(checkAmounts(amounts(100n, 50n), 2027).ok).toBe(true)
  expect(checkAmounts({ ...amounts(100n, 50n), commitmentCents: cents(151n) }, 2027)).toMatchObject({
    refusal: 'commitment-differs',
  })
  expect(checkAmounts({ ...amounts(100n, 50n), commitmentCents: null }, 2027)).toMatchObject({
    refusal: 'commitment-differs',
  })
  expect(checkAmounts(amounts(100n), 2028)).toMatchObject({ refusal: 'years-broken' })
  expect(checkAmounts({ commitmentCents: null, years: [] }, 2027)).toMatchObject({ refusal: 'amount-missing' })
})

test('one asks from the day it opens to the day it closes, both included, and no more once it is proposed', () => {
  expect(checkOpen(CAMPAIGN, '2026-06-30')).toMatchObject({ refusal: 'campaign-not-open' })
  expect(checkOpen(CAMPAIGN, '2026-07-01').ok).toBe(true)
  expect(checkOpen(CAMPAIGN, '2026-11-30').ok).toBe(true)
  expect(checkOpen(CAMPAIGN, '2026-12-01')).toMatchObject({ refusal: 'campaign-closed' })
  expect(checkOpen({ ...CAMPAIGN, proposedAt: new Date(0) }, '2026-08-01')).toMatchObject({
    refusal: 'campaign-already-proposed',
  })
})

test('a level gives its reason, and never speaks under one above it that already spoke', () => {
  const asked = demand('F-1', step(1, 100n), step(2, 80n))
  expect(decideStep(asked, { ...step(2, 90n), reason: ' ' }, 2027)).toMatchObject({ refusal: 'reason-missing' })
  expect(decideStep(asked, step(1, 90n), 2027)).toMatchObject({ refusal: 'level-below' })
  expect(decideStep(asked, step(2, 90n), 2027).ok).toBe(true)
})

test('what is proposed is the last word on each line, once the last level spoke on all of them', () => {
  const settled = demand('F-1', step(1, 100n), step(2, 80n))
  expect(decideProposal([settled, demand('F-2', step(1, 10n))], LEVELS)).toMatchObject({
    refusal: 'not-all-arbitrated',
  })
  expect(decideProposal([], LEVELS)).toMatchObject({ refusal: 'nothing-asked' })
  const proposal = decideProposal([settled, demand('F-2', step(2, 0n))], LEVELS)
  expect(proposal.ok && proposal.value.map(({ lineCode, cents: each }) => [lineCode, each])).toEqual([['F-1', 80n]])
})
