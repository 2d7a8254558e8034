import { expect, test } from 'vitest'
import type { CountedBallot, Manifest } from './index.ts'
import { manifestFor } from './votes.testing.ts'
import { weightedReport } from './weighted.ts'

const { manifest } = await manifestFor('assembly', new Uint8Array(32))
const ASSEMBLY: Manifest = {
  ...manifest,
  kind: 'yes-no-abstain',
  options: [{ code: 'comptes', name: 'Approuver les comptes' }],
  choices: { minimum: 0, maximum: 2 },
  rule: { kind: 'majority', above: '1/2', of: 'expressed' },
}
const COLLEGES = [
  { code: 'salaries', name: 'Salariés', weight: '1/2' },
  { code: 'usagers', name: 'Usagers', weight: '1/3' },
  { code: 'territoires', name: 'Territoires', weight: '1/6' },
]

function votes(answers: Readonly<Record<string, readonly number[]>>): readonly CountedBallot[] {
  return Object.entries(answers).flatMap(([college, given]) =>
    given.map((answer) => ({ choices: [answer], tracker: new Uint8Array(16), ...(college && { college }) })),
  )
}

const [NO, YES, ABSTAIN] = [0, 1, 2]

test.each<[string, Partial<Manifest>, Readonly<Record<string, readonly number[]>>, string | null, boolean]>([
  ['two for, one against', {}, { '': [YES, YES, NO] }, '2/3', true],
  ['one for, one against: half is not more than half', {}, { '': [YES, NO] }, '1/2', false],
  ['abstentions are not votes expressed', {}, { '': [YES, ABSTAIN, ABSTAIN] }, '1', true],
  [
    'abstentions count when the rule says of all cast',
    { rule: { kind: 'majority', above: '1/2', of: 'cast' } },
    { '': [YES, ABSTAIN, ABSTAIN] },
    '1/3',
    false,
  ],
  [
    'two thirds needed and just reached',
    { rule: { kind: 'majority', above: '2/3', of: 'expressed' } },
    { '': [YES, YES, NO] },
    '2/3',
    false,
  ],
  ['nobody says anything', {}, { '': [ABSTAIN] }, null, false],
  [
    'a small college weighs what the statutes say, not its number',
    { colleges: COLLEGES },
    { salaries: [YES], usagers: [NO, NO, NO, NO], territoires: [YES, NO] },
    '7/12',
    true,
  ],
  [
    'a college where nobody votes weighs nothing, and the others keep their proportions',
    { colleges: COLLEGES },
    { salaries: [YES], usagers: [NO] },
    '3/5',
    true,
  ],
])('%s', (_, changes, answers, share, isAdopted) => {
  const report = weightedReport({ ...ASSEMBLY, ...changes }, votes(answers))
  expect(report.options[0]!.share).toBe(share)
  expect(report.winners).toEqual(isAdopted ? ['comptes'] : [])
})

test('seats go to the most chosen; equals at the last seat are said, and the published order decides', () => {
  const election: Manifest = { ...manifest, rule: { kind: 'seats', seats: 2 } }
  const ballots = [[0, 1], [0, 2], [1], [2], []].map((choices) => ({ choices, tracker: new Uint8Array(16) }))
  const report = weightedReport(election, ballots)
  expect(report.winners).toEqual(['1', '2'])
  expect(report.tied).toEqual(['1', '2', '3'])
  expect(report.options.map(({ share }) => share)).toEqual(['1/2', '1/2', '1/2', '0', '0'])
})
