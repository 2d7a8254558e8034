import { expect, test } from 'vitest'
import { electionOf } from './elections.testing.ts'
import type { Election } from './model.ts'
import { decimalOf, reportOf, reportText } from './report.ts'
import { type RuleRequest, ruleFor } from './rule.ts'
import { tally } from './tally.ts'

function report(election: Election, request: RuleRequest) {
  const rule = ruleFor(request, election.voteType)
  if (!rule.ok) throw new Error(rule.refusal)
  return reportOf(election, tally(election, rule.value))
}

const TOWN = electionOf({
  budget: '100.50',
  costs: { 9: '60.25', 10: 40, 11: 50 },
  ballots: { '9,11': 2, '10,11': 1, '9,10': 1 },
  meta: { currency: 'EUR' },
})

test('amounts are written in the currency, winners by identifier, rounds in order of election', () => {
  expect(report(TOWN, { kind: 'greedy' })).toMatchObject({
    currency: 'EUR',
    decimals: 2,
    voters: 4,
    budget: '100.5',
    cost: '90',
    winners: ['10', '11'],
    rounds: [
      { project: '11', price: '3', payers: 3, moneyLeft: '50.5' },
      { project: '10', price: '2', payers: 2, moneyLeft: '10.5' },
    ],
    losses: [{ project: '9', reason: 'budget-short', available: '5050' }],
    ties: [{ round: 0, projects: ['11', '9'], chosen: '11', changesOutcome: true }],
  })
})

test('what a rule does not have is left out', () => {
  const greedy = report(TOWN, { kind: 'greedy' })
  expect(Object.keys(greedy)).not.toEqual(expect.arrayContaining(['value', 'unique', 'endowment', 'increments']))
  expect(report(TOWN, { kind: 'equal-shares' })).toMatchObject({ endowment: '5025/2' })
  expect(report(TOWN, { kind: 'equal-shares', completion: 'add1' }).increments).toBeGreaterThanOrEqual(0)
})

test('the objective of maximum welfare is money, votes or points', () => {
  expect(report(TOWN, { kind: 'max-welfare' })).toMatchObject({ value: '260.75', unique: true })
  expect(report(TOWN, { kind: 'max-welfare', utility: 'cardinality' })).toMatchObject({ value: '5' })
  const points = electionOf({ type: 'scoring', budget: 1, costs: { A: 1 }, ballots: ['A/0.5', 'A/3'] })
  expect(report(points, { kind: 'max-welfare' })).toMatchObject({ value: '3.5' })
})

test('the same count gives the same text', () => {
  expect(reportText(report(TOWN, { kind: 'greedy' }))).toBe(reportText(report(TOWN, { kind: 'greedy' })))
  expect(JSON.parse(reportText(report(TOWN, { kind: 'greedy' })))).toEqual(report(TOWN, { kind: 'greedy' }))
})

test('decimals are exact and have no useless zero', () => {
  expect([decimalOf(1250n, 2), decimalOf(1200n, 2), decimalOf(5n, 3), decimalOf(-5n, 1), decimalOf(7n, 0)]).toEqual([
    '12.5',
    '12',
    '0.005',
    '-0.5',
    '7',
  ])
})

test('a tally of another election is our mistake', () => {
  const other = electionOf({ budget: 1, costs: { A: 1 }, ballots: ['A'] })
  const rule = ruleFor({ kind: 'greedy' }, 'approval')
  if (rule.ok) expect(() => reportOf(other, tally(TOWN, rule.value))).toThrow('a tally names projects of its election')
})
