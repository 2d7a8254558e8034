import { describe, expect, test } from 'vitest'
import { electionOf } from '../elections.testing.ts'
import type { Election, Rule } from '../model.ts'
import { type RuleRequest, ruleFor } from '../rule.ts'
import { tally } from '../tally.ts'
import {
  type Certificate,
  type CertificateFaultKind,
  certificateOf,
  checkCertificate,
  type EqualSharesProof,
  sentenceOfCertificateFault,
  sentencesOfProof,
} from './index.ts'

/** Ten voters with 10 each. A costs 5 to each of its six supporters, B 10 to each of its four, C 5 to each of four. */
const TOWN = electionOf({
  budget: 100,
  costs: { A: 30, B: 40, C: 20, D: 90 },
  ballots: { 'A,D': 6, 'B,C': 4 },
})

function ruleOf(election: Election, request: RuleRequest): Rule {
  const rule = ruleFor(request, election.voteType)
  if (!rule.ok) throw new Error(rule.refusal)
  return rule.value
}

function certified(election: Election, request: RuleRequest = {}) {
  const rule = ruleOf(election, request)
  return { election, rule, certificate: certificateOf(election, tally(election, rule)) }
}

type Case = ReturnType<typeof certified>

/** The kind of fault found in a certificate of equal shares with other shares. */
function faultOf({ election, rule, certificate }: Case, change: (shares: EqualSharesProof['shares']) => object) {
  const proof = certificate.proof as EqualSharesProof
  const changed = { ...certificate, proof: { ...proof, shares: { ...proof.shares, ...change(proof.shares) } } }
  const checked = checkCertificate(election, rule, changed)
  return checked.ok ? 'accepted' : checked.refusal
}

test('the certificate of a count done by hand', () => {
  const { certificate } = certified(TOWN)
  expect(certificate).toEqual({
    format: 'filigrane-certificate-1',
    election: { budget: '100', decimals: 0, voters: 10, projects: 4 },
    rule: ruleOf(TOWN, {}),
    winners: ['A', 'C'],
    cost: '50',
    proof: {
      kind: 'equal-shares',
      shares: {
        endowment: '10',
        rounds: [
          {
            project: 'A',
            price: '1/6',
            payers: [{ voters: 6, stake: '30', paid: '5', emptied: false }],
            moneyLeft: '70',
          },
          {
            project: 'C',
            price: '1/4',
            payers: [{ voters: 4, stake: '20', paid: '5', emptied: false }],
            moneyLeft: '50',
          },
        ],
        end: [
          { project: 'B', held: '20' },
          { project: 'D', held: '30' },
        ],
        addOne: null,
      },
      completion: [],
      comparison: null,
    },
  } satisfies Certificate)
})

describe('what is false is named', () => {
  const town = certified(TOWN)

  test.each<[string, CertificateFaultKind, (shares: EqualSharesProof['shares']) => object]>([
    ['a price too low', 'price-false', ({ rounds: [a] }) => ({ rounds: [{ ...a, price: '1/7' }] })],
    ['a price too high', 'price-false', ({ rounds: [a] }) => ({ rounds: [{ ...a, price: '1/5' }] })],
    ['a price that is no number', 'price-false', ({ rounds: [a] }) => ({ rounds: [{ ...a, price: 'x' }] })],
    ['a price not in lowest terms', 'price-false', ({ rounds: [a] }) => ({ rounds: [{ ...a, price: '2/12' }] })],
    ['a project of another vote', 'project-unknown', ({ rounds: [a] }) => ({ rounds: [{ ...a, project: 'Z' }] })],
    ['a project bought twice', 'project-again', ({ rounds: [a] }) => ({ rounds: [a, a] })],
    ['a round forgotten at the end', 'count-unfinished', ({ rounds: [a] }) => ({ rounds: [a] })],
    ['a dearer project first', 'cheaper-project', ({ rounds: [a, c] }) => ({ rounds: [c, a] })],
    ['another endowment', 'differs', () => ({ endowment: '11' })],
    ['payers forgotten', 'differs', ({ rounds: [a, c] }) => ({ rounds: [{ ...a, payers: [] }, c] })],
  ])('%s', (_, kind, change) => {
    expect(faultOf(town, change)).toMatchObject({ kind })
  })

  test('the tie order is kept: of two projects at the same price, the cheaper in the file first', () => {
    const election = electionOf({ budget: 10, costs: { A: 5, B: 5 }, ballots: { A: 1, B: 1 } })
    const twins = certified(election)
    expect(faultOf(twins, ({ rounds: [a, b] }) => ({ rounds: [b, a] }))).toMatchObject({
      kind: 'tie-order',
      project: 'A',
    })
  })

  test('a price above the one at which everybody is emptied is not the smallest', () => {
    const election = electionOf({ budget: 10, costs: { A: 10 }, ballots: { A: 2 } })
    const all = certified(election)
    expect(faultOf(all, () => ({}))).toBe('accepted')
    expect(faultOf(all, ({ rounds: [a] }) => ({ rounds: [{ ...a, price: '2/3' }] }))).toMatchObject({
      kind: 'price-false',
    })
  })

  test('a project whose supporters would all be emptied below the price goes first', () => {
    // A asks 1/2 of its cost of each of two; B is paid by a third who gives all their 5: price 1. At 1, A is below.
    const election = electionOf({ budget: 15, costs: { A: 6, B: 5 }, ballots: { A: 2, B: 1 } })
    const both = certified(election)
    expect(faultOf(both, ({ rounds: [a, b] }) => ({ rounds: [b, a] }))).toMatchObject({
      kind: 'cheaper-project',
      project: 'A',
    })
  })

  test('increments stopped too early', () => {
    const { election, rule, certificate } = certified(TOWN, { completion: 'add1' })
    const proof = certificate.proof as EqualSharesProof
    const earlier = certified(TOWN).certificate.proof as EqualSharesProof
    const addOne = { increments: 0, stop: 'overspent', next: [] }
    const stopped = { ...proof, shares: { ...earlier.shares, addOne } }
    const checked = checkCertificate(election, rule, { ...certificate, proof: stopped })
    expect(checked).toMatchObject({ ok: false, refusal: { kind: 'not-overspent' } })
    const next = [{ project: 'A', price: '1/7', moneyLeft: '70' }]
    const wrong = { ...proof, shares: { ...earlier.shares, addOne: { ...addOne, next } } }
    expect(checkCertificate(election, rule, { ...certificate, proof: wrong })).toMatchObject({
      refusal: { kind: 'price-false', at: 'shares.addOne.next.rounds.0' },
    })
  })

  test('whoever ranks a project last gives nothing, and could not give more', () => {
    const election = electionOf({ type: 'ordinal', budget: 6, costs: { A: 4, B: 9 }, ballots: { 'A,B': 2, 'B,A': 1 } })
    const ranked = certified(election)
    expect((ranked.certificate.proof as EqualSharesProof).shares.rounds[0]).toMatchObject({ project: 'A', price: '2' })
    const dearer = faultOf(ranked, ({ rounds: [a] }) => ({ rounds: [{ ...a, price: '3' }] }))
    expect(dearer).toMatchObject({ kind: 'price-false' })
  })

  test('supporters who hold just the cost can still pay it', () => {
    const election = electionOf({ budget: 10, costs: { A: 10 }, ballots: { A: 2 } })
    expect(faultOf(certified(election), () => ({ rounds: [] }))).toMatchObject({ kind: 'count-unfinished' })
  })

  test('a budget spent to the last cent is not passed', () => {
    const election = electionOf({ budget: 30, costs: { A: 30 }, ballots: { A: 2, '': 1 } })
    const all = certified(election, { completion: 'add1' })
    expect((all.certificate.proof as EqualSharesProof).shares.addOne).toMatchObject({
      increments: 5,
      stop: 'exhausted',
    })
    const addOne = { increments: 4, stop: 'overspent', next: [{ project: 'A', price: '1/2', moneyLeft: '0' }] }
    const earlier = { endowment: '14', rounds: [], end: [{ project: 'A', held: '28' }], addOne }
    expect(faultOf(all, () => earlier)).toMatchObject({ kind: 'not-overspent' })
  })

  test('another vote, another rule', () => {
    const { certificate, rule } = town
    const other = electionOf({ budget: 101, costs: { A: 30 }, ballots: { A: 1 } })
    expect(checkCertificate(other, rule, certificate)).toMatchObject({ refusal: { kind: 'another-election' } })
    const greedy = ruleOf(TOWN, { kind: 'greedy' })
    expect(checkCertificate(TOWN, greedy, certificate)).toMatchObject({ refusal: { kind: 'another-rule' } })
  })

  test('a set that is not the best, or that the budget cannot pay', () => {
    const { election, rule, certificate } = certified(TOWN, { kind: 'max-welfare' })
    expect(certificate.winners).toEqual(['D'])
    const withWinners = (winners: readonly string[]) => checkCertificate(election, rule, { ...certificate, winners })
    expect(withWinners(['A', 'B'])).toMatchObject({ refusal: { kind: 'not-the-best' } })
    expect(withWinners(['D', 'B'])).toMatchObject({ refusal: { kind: 'over-budget' } })
    expect(withWinners(['D', 'Z'])).toMatchObject({ refusal: { kind: 'differs', at: 'winners.1' } })
  })

  test.each<[unknown]>([
    [undefined],
    [null],
    [12],
    [[]],
    [{}],
    [{ format: 'filigrane-certificate-2' }],
    [{ ...town.certificate, election: null }],
    [{ ...town.certificate, winners: 'A' }],
    [{ ...town.certificate, proof: [] }],
    [{ ...town.certificate, proof: { kind: 'equal-shares' } }],
    [{ ...town.certificate, proof: { ...town.certificate.proof, shares: { rounds: [{ project: 'A' }] } } }],
    [{ ...town.certificate, proof: { ...town.certificate.proof, shares: { rounds: [], addOne: {} } } }],
  ])('%j is not a certificate', (value) => {
    expect(checkCertificate(TOWN, town.rule, value)).toMatchObject({ refusal: { kind: 'not-a-certificate', at: '' } })
  })
})

test('when nothing more fits the increments stop, unless the rule says never', () => {
  const election = electionOf({ budget: 100, costs: { A: 30, B: 80 }, ballots: { A: 6, B: 4 } })
  const addOneOf = (request: RuleRequest) =>
    (certified(election, request).certificate.proof as EqualSharesProof).shares.addOne
  expect(addOneOf({ completion: 'add1' })).toEqual({ increments: 0, stop: 'exhausted', next: [] })
  expect(addOneOf({ preset: 'wieliczka-2023' })).toEqual({
    increments: 9,
    stop: 'overspent',
    next: [
      { project: 'A', price: '1/6', moneyLeft: '70' },
      { project: 'B', price: '1/4', moneyLeft: '-10' },
    ],
  })
})

test('maximum welfare: equal sets are told apart by cost, then by the order of ties', () => {
  const equals = electionOf({ budget: 6, costs: { A: 3, B: 3, C: 3, D: 2 }, ballots: { 'A,B,C': 2, D: 3 } })
  const { certificate } = certified(equals, { kind: 'max-welfare', utility: 'cardinality' })
  expect(certificate.winners).toEqual(['D', 'A'])
  expect(certificate.proof).toMatchObject({ proves: 'set', value: '5' })
})

test('a proof by too many cases is given up, and what is left unproven is said', () => {
  // Subset sums of odd numbers never make an even budget of half of them: no bound closes a case early.
  const costs = Object.fromEntries(Array.from({ length: 24 }, (_, index) => [`p${index}`, 100_001 + 2 * index ** 2]))
  const ballots = Object.keys(costs)
  const hard = electionOf({ budget: 1_250_000, costs, ballots })
  const { certificate, rule } = certified(hard, { kind: 'max-welfare' })
  expect(checkCertificate(hard, rule, certificate).ok).toBe(true)
  expect(['value', 'bound']).toContain((certificate.proof as { readonly proves: string }).proves)
  expect(sentencesOfProof(certificate.proof).join(' ')).toContain('il faut recompter')
})

test('what an accepted certificate proves is said in plain words', () => {
  const said = (request: RuleRequest) => sentencesOfProof(certified(TOWN, request).certificate.proof)
  expect(said({})).toHaveLength(1)
  expect(said({ kind: 'greedy' })).toEqual(said({ kind: 'phragmen' }))
  expect(said({ completion: 'add1' })).toHaveLength(2)
  expect(said({ kind: 'max-welfare' })[0]).toContain('démontré')
})

test('a fault is told with the project and the place', () => {
  expect(sentenceOfCertificateFault({ kind: 'price-false', at: 'rounds.2', project: 'A' })).toBe(
    'Ce prix est faux\u00a0: il ne donne pas le coût exact du projet, ou un prix plus bas suffirait. Projet concerné\u00a0: A. À l’endroit «\u00a0rounds.2\u00a0» du certificat.',
  )
  expect(sentenceOfCertificateFault({ kind: 'not-a-certificate', at: '' })).not.toContain('endroit')
})
