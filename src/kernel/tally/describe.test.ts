import { describe, expect, test } from 'vitest'
import { fraction } from '#kernel/fraction'
import { sentenceOfLoss, sentenceOfRule } from './describe.ts'
import { electionOf } from './elections.testing.ts'
import type { Loss, VoteType } from './model.ts'
import { type RuleRequest, ruleFor } from './rule.ts'

function say(request: RuleRequest, voteType: VoteType = 'approval'): string {
  const rule = ruleFor(request, voteType)
  return rule.ok ? plain(sentenceOfRule(rule.value)) : rule.refusal
}

function plain(sentence: string): string {
  return sentence.replace(/[\u00a0\u202f]/g, ' ').replaceAll('’', "'")
}

describe('each rule in words', () => {
  const cases: readonly [string, RuleRequest, VoteType, readonly string[]][] = [
    ['greedy', { kind: 'greedy' }, 'approval', ["d'abord ceux qui ont le plus de votes.", 'on passe au suivant']],
    ['greedy, stop', { kind: 'greedy', whenTooDear: 'stop' }, 'approval', ["on s'arrête"]],
    ['greedy, threshold', { kind: 'greedy', threshold: 1500 }, 'approval', ['au moins 1 500 votes']],
    ['greedy, threshold of points', { kind: 'greedy', threshold: 2 }, 'ordinal', ['au moins 2 points de classement']],
    [
      'greedy per cost',
      { kind: 'greedy', utility: 'cardinality' },
      'approval',
      ['le plus de votes par unité de monnaie dépensée'],
    ],
    [
      'greedy, votes alone',
      { kind: 'greedy', utility: 'cardinality', by: 'total' },
      'approval',
      ['ceux qui ont le plus de votes.'],
    ],
    [
      'greedy, votes times cost',
      { kind: 'greedy', by: 'total' },
      'approval',
      ['le plus de votes, multipliés par leur coût.'],
    ],
    ['greedy, points', { kind: 'greedy', by: 'total' }, 'cumulative', ['le plus de points.']],
    [
      'equal shares',
      {},
      'approval',
      [
        'partagé en parts égales : chaque votant en a une',
        'la plus petite part de son coût',
        "L'argent qui reste n'est pas dépensé.",
      ],
    ],
    [
      'then the most chosen',
      { completion: 'utilitarian' },
      'cumulative',
      ['pour chaque point reçu', 'va ensuite aux projets les plus choisis'],
    ],
    ['with growing shares', { preset: 'assen-2024' }, 'approval', ['une unité de plus à chaque fois']],
    ['both', { preset: 'equalshares.net' }, 'approval', ['une unité de plus', 'va ensuite']],
    ['compared', { preset: 'wieliczka-2023' }, 'approval', ['si davantage de votants préfèrent']],
    ['ranks', { utility: 'positions' }, 'ordinal', ['point de classement']],
    ['Phragmén', { kind: 'phragmen' }, 'approval', ['la charge la plus légère']],
    [
      'Phragmén of all',
      { kind: 'phragmen', preset: 'pabutools' },
      'approval',
      ["que personne n'a choisis viennent après"],
    ],
    ['maximum welfare', { kind: 'max-welfare' }, 'approval', ['le plus grand total : chaque vote y compte']],
  ]
  test.each(cases)('%s', (_, request, voteType, words) => {
    const sentence = say(request, voteType)
    for (const expected of words) expect(sentence).toContain(expected)
    expect(sentence).toMatch(/^[A-Z].*\.$/)
    for (const part of sentence.split(/[.:!?] /)) expect(part.split(' ').length).toBeLessThan(40)
  })

  test('without « stop », threshold, completion or comparison nothing is said of them', () => {
    expect(say({ kind: 'greedy' })).not.toMatch(/s'arrête|au moins/)
    expect(say({})).not.toMatch(/ensuite|compare|de plus/)
    expect(say({ kind: 'phragmen' })).not.toContain('personne')
  })
})

describe('each loss in words', () => {
  const election = electionOf({
    budget: '900000.5',
    costs: { A: '100000.4' },
    ballots: { A: 1 },
    meta: { currency: 'PLN' },
  })
  const cases: readonly [Loss['reason'], string][] = [
    ['unsupported', "Personne n'a choisi ce projet."],
    ['below-threshold', "Ce projet n'a pas atteint le nombre minimum fixé par le règlement."],
    [
      'supporters-short',
      "Les personnes qui ont choisi ce projet n'avaient plus que 93 900 PLN ensemble, et il coûte 100 000 PLN. Il manquait 6 100 PLN.",
    ],
    ['budget-short', 'Quand son tour est venu, il restait 93 900 PLN, et il coûte 100 000 PLN. Il manquait 6 100 PLN.'],
    [
      'stopped',
      "Le compte s'est arrêté avant son tour, à un projet mieux placé que l'argent restant ne pouvait pas payer.",
    ],
    ['outweighed', 'Ce projet ne fait pas partie du groupe qui obtient le plus grand total.'],
  ]
  test.each(cases)('%s', (reason, sentence) => {
    expect(plain(sentenceOfLoss({ project: 0, reason, available: fraction(939009n, 1n) }, election))).toBe(sentence)
  })

  test('euros have their sign, and what has no currency is in units', () => {
    const loss: Loss = { project: 0, reason: 'budget-short', available: fraction(7n, 2n) }
    const of = (meta: Record<string, string>) => electionOf({ budget: 5, costs: { A: 5 }, ballots: { A: 1 }, meta })
    expect(plain(sentenceOfLoss(loss, of({ currency: 'EUR' })))).toContain(
      'il restait 3 €, et il coûte 5 €. Il manquait 2 €.',
    )
    expect(plain(sentenceOfLoss(loss, of({})))).toContain('il restait 3 unités')
  })
})
