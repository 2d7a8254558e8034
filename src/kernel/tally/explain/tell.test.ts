import { describe, expect, test } from 'vitest'
import { electionOf } from '../elections.testing.ts'
import type { Election } from '../model.ts'
import { type RuleRequest, ruleFor } from '../rule.ts'
import { tally } from '../tally.ts'
import {
  type Account,
  accountOf,
  explainBallot,
  explainLoser,
  explainWinner,
  sentencesOfBallot,
  sentencesOfLoser,
  sentencesOfPlace,
  sentencesOfWinner,
  type Telling,
} from './index.ts'
import { readingEase } from './readability.testing.ts'

function accountFor(election: Election, request: RuleRequest = {}): Account {
  const rule = ruleFor(request, election.voteType)
  if (!rule.ok) throw new Error(rule.refusal)
  return accountOf(election, tally(election, rule.value))
}

/** As in `explain.test.ts`: the park costs 5 to each of six; the bench takes all that two of them have left. */
const TOWN = electionOf({
  budget: '100.00',
  costs: { Parc: 30, Banc: 25, Bain: 90, Pont: 70 },
  ballots: ['Parc,Bain', 'Parc,Bain', 'Parc,Bain', 'Parc,Bain', 'Parc,Banc', 'Parc,Banc', 'Banc', 'Banc', '', 'Bain'],
  meta: { currency: 'EUR' },
})

/** Spaces of all kinds as plain ones. */
const plain = ({ sentences, reckoning }: Telling) => ({
  sentences: sentences.map((line) => line.replace(/[\u00a0\u202f]/g, ' ')),
  reckoning: reckoning.map((line) => line.replace(/[\u00a0\u202f]/g, ' ')),
})

describe('a ballot, told to the person who cast it', () => {
  const account = accountFor(TOWN)
  const told = (voter: number) => plain(sentencesOfBallot(account, explainBallot(account, voter)))

  test('what it paid, what is left, why another choice lost', () => {
    expect(told(0)).toEqual({
      sentences: [
        'Vous aviez une part de 10 €.',
        '« Parc » est financé. Vous avez payé 5 €.',
        '« Bain » n’est pas financé. Les personnes qui ont choisi ce projet n’avaient plus que 30 € ensemble, et il coûte 90 €. Il manquait 60 €.',
        'Il vous reste 5 €.',
      ],
      reckoning: [
        '100 € ÷ 10 personnes = 10 € pour chaque personne',
        '10 € − 5 € = 5 €',
        'Les montants sont montrés au centième près. Le compte, lui, est fait en nombres exacts.',
        '« Parc » : 5 € sur 30 €',
        '« Bain » : il coûte 90 €, il y avait 30 €',
      ],
    })
  })

  test('all that was left', () => {
    expect(told(4).sentences.slice(2)).toEqual([
      '« Banc » est financé. Vous avez donné tout ce qu’il vous restait : 5 €.',
      'Il ne vous reste rien.',
    ])
    expect(told(4).reckoning).toContain('Payé en tout : 10 €')
  })

  test('a blank ballot', () => {
    expect(told(8).sentences).toEqual(['Ce bulletin est blanc. Il ne choisit aucun projet.'])
  })

  test('nothing was left to pay with', () => {
    const election = electionOf({ budget: 20, costs: { A: 10, B: 5 }, ballots: { 'A,B': 1, B: 1 } })
    const spent = accountFor(election, { utility: 'cardinality' })
    const poor = electionOf({ budget: 12, costs: { A: 4, B: 4, C: 4 }, ballots: { 'A,B': 1, 'B,C': 1, A: 1 } })
    const lines = [spent, accountFor(poor)].flatMap((each) =>
      [0, 1].flatMap((voter) => plain(sentencesOfBallot(each, explainBallot(each, voter))).sentences),
    )
    expect(lines.every((line) => line.length > 0)).toBe(true)
  })

  test('add1 says what was added to each share', () => {
    const sketch = { budget: 100, costs: { A: 30, B: 60 }, ballots: { A: 6, B: 4 }, meta: { currency: 'EUR' } }
    const added = accountFor(electionOf(sketch), { completion: 'add1' })
    const { reckoning } = plain(sentencesOfBallot(added, explainBallot(added, 0)))
    expect(reckoning[0]).toBe('100 € ÷ 10 personnes, plus 5 € pour chacune = 15 €')
  })

  test('greedy: the budget of all; Phragmén: a part of the cost', () => {
    const [greedy, phragmen] = [accountFor(TOWN, { kind: 'greedy' }), accountFor(TOWN, { kind: 'phragmen' })]
    expect(plain(sentencesOfBallot(greedy, explainBallot(greedy, 0)))).toMatchObject({
      sentences: [
        '« Parc » est financé. L’argent vient du budget de tous.',
        '« Bain » n’est pas financé. Quand son tour est venu, il restait 70 €, et il coûte 90 €. Il manquait 20 €.',
      ],
      reckoning: ['« Parc » : 30 € ÷ 6 personnes = 5 € chacune', '« Bain » : il coûte 90 €, il y avait 70 €'],
    })
    expect(plain(sentencesOfBallot(phragmen, explainBallot(phragmen, 4))).sentences).toEqual([
      '« Parc » est financé. Votre part de son coût est de 5 €.',
      '« Banc » est financé. Votre part de son coût est de 3,75 €.',
    ])
  })
})

describe('winners, losers, places', () => {
  const account = accountFor(TOWN)

  test('a winner: rank, payers, how dear it could have been', () => {
    expect(plain(sentencesOfWinner(account, explainWinner(account, 1), 2_550n))).toEqual({
      sentences: [
        '« Banc » est le 2e projet financé. Il coûte 25 €.',
        '4 personnes l’ont choisi.',
        '4 personnes ont payé. Personne n’a payé plus de 7,50 €.',
        '2 personnes ont donné tout l’argent qui leur restait.',
        'Il pouvait coûter jusqu’à 2 550 € et rester financé.',
      ],
      reckoning: [
        '2 personnes × 7,50 €',
        '2 personnes × 5 € (tout ce qu’il leur restait)',
        'En tout : 25 €',
        'Budget restant après ce projet : 45 €',
      ],
    })
    const [first] = plain(sentencesOfWinner(account, explainWinner(account, 0), 30n)).sentences
    expect(first).toBe('« Parc » est le 1er projet financé. Il coûte 30 €.')
    expect(plain(sentencesOfWinner(account, explainWinner(account, 0), 30n)).sentences).toContain(
      'Un peu plus cher, il n’était plus financé.',
    )
  })

  test('a winner by other rules', () => {
    const [greedy, phragmen] = [accountFor(TOWN, { kind: 'greedy' }), accountFor(TOWN, { kind: 'phragmen' })]
    expect(plain(sentencesOfWinner(greedy, explainWinner(greedy, 0))).sentences).toContain(
      'L’argent vient du budget de tous : cela fait 5 € par personne.',
    )
    expect(plain(sentencesOfWinner(phragmen, explainWinner(phragmen, 1))).sentences).toContain(
      'Son coût pèse sur 4 personnes.',
    )
    const unsupported = accountFor(TOWN, { preset: 'pabutools', kind: 'greedy' })
    expect(unsupported.tally.winners).toEqual([0, 1])
    const free = electionOf({ budget: 10, costs: { A: 1, B: 1 }, ballots: { A: 1 } })
    const funded = accountFor(free, { kind: 'greedy', preset: 'pabutools' })
    expect(plain(sentencesOfWinner(funded, explainWinner(funded, 1)))).toMatchObject({
      sentences: [expect.anything(), '0 personne l’a choisi.', 'L’argent vient du budget de tous.'],
      reckoning: ['En tout : 0 unités', expect.anything()],
    })
  })

  test('a loser: what was missing, where the money went, what would have changed it', () => {
    const loser = explainLoser(account, 2)
    const changes = { votes: { kind: 'votes', votes: 7 }, cost: { kind: 'cost', cost: 40n } } as const
    expect(plain(sentencesOfLoser(account, loser, changes))).toEqual({
      sentences: [
        '« Bain » n’est pas financé. Les personnes qui ont choisi ce projet n’avaient plus que 30 € ensemble, et il coûte 90 €. Il manquait 60 €.',
        'Leur argent a payé d’autres projets. « Parc » : 20 €.',
        'Avec 7 votes de plus pour lui seul, il gagnait. Avec 6, non.',
        'S’il coûtait 40 €, il gagnait. S’il coûtait un peu plus, non.',
      ],
      reckoning: [
        'Coût : 90 €',
        'Il y avait : 30 €',
        'Il manquait : 60 €',
        'Part de ces personnes dans les projets financés :',
        '« Parc » : 20 €',
      ],
    })
  })

  test('a project that fell out of reach: the purchase that took the money', () => {
    const election = electionOf({ budget: 20, costs: { A: 6, B: 15 }, ballots: { 'A,B': 2 } })
    const town = accountFor(election)
    expect(plain(sentencesOfLoser(town, explainLoser(town, 1))).sentences[1]).toBe(
      'Quand « A » a été payé, il ne leur restait plus que 14 unités.',
    )
  })

  test.each([
    [{ votes: { kind: 'votes', votes: 1 } }, 'Avec un vote de plus pour lui seul, il gagnait.'],
    [{ votes: { kind: 'more-than', votes: 400 } }, 'Même avec 400 votes de plus pour lui seul, il ne gagnait pas.'],
    [{ votes: { kind: 'dearer-than-budget' } }, 'Il coûte plus que tout le budget. Aucun vote n’y peut rien.'],
    [
      { votes: { kind: 'lone-ballot-worthless' } },
      'Avec cette règle, un bulletin qui nomme un seul projet ne lui donne pas de points.',
    ],
    [{ cost: { kind: 'never' } }, 'Même presque gratuit, il ne gagnait pas.'],
  ] as const)('%j', (changes, sentence) => {
    expect(plain(sentencesOfLoser(account, explainLoser(account, 3), changes)).sentences.at(-1)).toBe(sentence)
  })

  test('a place', () => {
    const { spentOn } = explainLoser(account, 2)
    const place = { place: 'Nord', voters: 12, served: 8, money: spentOn[0]!.amount, spentOn }
    expect(plain(sentencesOfPlace(account, place))).toEqual({
      sentences: [
        'Nord : 12 personnes.',
        '8 ont au moins un projet financé.',
        'Leurs votes ont amené 20 € aux projets.',
      ],
      reckoning: ['« Parc » : 20 €'],
    })
    const [others] = plain(sentencesOfPlace(account, { ...place, place: undefined, served: 1 })).sentences
    const [unsaid] = plain(sentencesOfPlace(account, { ...place, place: '' })).sentences
    expect([others, unsaid]).toEqual(['Autres lieux : 12 personnes.', 'Lieu non dit : 12 personnes.'])
  })
})

describe('an 11-year-old follows', () => {
  const account = accountFor(TOWN)
  const everything: readonly (readonly [string, Telling])[] = [
    ...[0, 4, 6, 8].map(
      (voter) => [`ballot ${voter}`, sentencesOfBallot(account, explainBallot(account, voter))] as const,
    ),
    ...['greedy', 'phragmen', 'max-welfare'].map((kind) => {
      const other = accountFor(TOWN, { kind: kind as 'greedy' })
      return [`ballot by ${kind}`, sentencesOfBallot(other, explainBallot(other, 0))] as const
    }),
    ['winner', sentencesOfWinner(account, explainWinner(account, 1), 30n)],
    [
      'loser',
      sentencesOfLoser(account, explainLoser(account, 2), {
        votes: { kind: 'votes', votes: 7 },
        cost: { kind: 'cost', cost: 40n },
      }),
    ],
    [
      'never',
      sentencesOfLoser(account, explainLoser(account, 3), {
        votes: { kind: 'more-than', votes: 7 },
        cost: { kind: 'never' },
      }),
    ],
    [
      'place',
      sentencesOfPlace(account, {
        place: 'Nord',
        voters: 9,
        served: 8,
        money: { numerator: 5n, denominator: 1n },
        spentOn: [],
      }),
    ],
  ]
  test.each(everything)('%s', (_, { sentences }) => {
    expect(readingEase(sentences.join(' '))).toBeGreaterThanOrEqual(70)
  })

  test('the measure tells easy from hard', () => {
    expect(readingEase('Le chat dort. Il a faim.')).toBeGreaterThan(90)
    expect(
      readingEase(
        'L’explicitation institutionnelle des procédures participatives nécessite une contextualisation approfondie.',
      ),
    ).toBeLessThan(30)
  })
})
