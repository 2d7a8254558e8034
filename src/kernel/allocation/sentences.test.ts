import { describe, expect, test } from 'vitest'
import type { AllocationRule } from './index.ts'
import { allocationOf, amountsInEuros, requestOf, type Sketch } from './requests.testing.ts'
import { sentencesOf } from './sentences.ts'
import { percent } from './words.ts'

// The numbers of the example everybody gets: 1 234 votes of 5 678, 100 000 € to share.
const TOWN: Readonly<Record<string, Sketch>> = {
  A: { votes: 1234, asks: 15_000, costs: 60_000, category: 'culture' },
  B: { votes: 3444, asks: 90_000, category: 'culture' },
  C: { votes: 1000, asks: 90_000, category: 'culture' },
}
const CAPS = { limits: { caps: amountsInEuros({ culture: 70_000, sport: 9000 }), maximumCostShareBasisPoints: 8000 } }

describe('the computation of an amount, to be followed with a pocket calculator', () => {
  test('its share is above what it asks', () => {
    expect(explained('A', 100_000, proportional('category'), TOWN)).toEqual([
      'Ce projet peut recevoir 15 000 € au plus : c’est ce qu’il demande.',
      'La catégorie « culture » a reçu 5 678 votes sur 5 678, soit 100 % : 100 000 € × 5 678 ÷ 5 678 = 100 000 €.',
      '1 234 votes sur 5 678 dans la catégorie « culture », soit 21,7 % : 100 000 € × 1 234 ÷ 5 678 ≈ 21 733 €. Plafonné à 15 000 € (sa demande).',
      'Montant proposé : 15 000 €.',
    ])
  })

  test('what others could not use comes to it, then it is rounded', () => {
    expect(explained('C', 100_000, proportional('all'), TOWN, CAPS)).toEqual([
      'Ce projet peut recevoir 70 000 € au plus : c’est le plafond de la catégorie « culture ».',
      '1 000 votes sur 5 678 en tout, soit 17,6 % : 100 000 € × 1 000 ÷ 5 678 ≈ 17 611,84 €.',
      'D’autres projets sont à leur maximum : il reste 85 000 € à partager. 1 000 votes sur 4 444 en tout, soit 22,5 % : 85 000 € × 1 000 ÷ 4 444 ≈ 19 126,91 €.',
      'Arrondi de 19 126,91 € : 19 127 €, au-dessus, car son reste est parmi les plus grands.',
      'Montant proposé : 19 127 €.',
    ])
  })

  test('a share of the cost, with its cents', () => {
    const projects = { A: { votes: 1, asks: 500, costs: 500.5, category: 'sport' } }
    expect(explained('A', 1000, proportional('category'), projects, CAPS)).toEqual([
      'Ce projet peut recevoir 400,40 € au plus : c’est 80 % de son coût, 500,50 €, soit 400 € une fois arrondi.',
      'La catégorie « sport » a reçu 1 vote sur 1, soit 100 % : 1 000 € × 1 ÷ 1 = 1 000 €. Ses projets ne peuvent recevoir que 400 € ensemble : le reste va ailleurs.',
      'L’argent suffit pour que chaque projet qui a des votes, dans la catégorie « sport », reçoive son maximum.',
      'Montant proposé : 400 €.',
    ])
  })

  test('a request equal to the cap: what was asked is said', () => {
    const projects = { A: { votes: 1, asks: 9000, costs: 11_250, category: 'sport' } }
    expect(explained('A', 20_000, proportional('category'), projects, CAPS)[0]).toBe(
      'Ce projet peut recevoir 9 000 € au plus : c’est ce qu’il demande.',
    )
  })

  test('no vote', () => {
    const projects = { ...TOWN, D: { votes: 0, asks: 5, category: 'sport' } }
    expect(explained('D', 100_000, proportional('category'), projects).slice(1)).toEqual([
      'La catégorie « sport » n’a aucune part.',
      'Aucun vote : aucune part.',
      'Montant proposé : 0 €.',
    ])
  })

  test('parts written in the règlement, in amounts without a doubtful unit', () => {
    const rule: AllocationRule = {
      kind: 'proportional',
      within: 'territory',
      split: { by: 'amounts', amounts: amountsInEuros({ nord: 4000, sud: 6000 }), whenLeft: 'to-others' },
    }
    const projects = { A: { votes: 3, asks: 9000, territory: 'nord' }, B: { votes: 1, asks: 9000, territory: 'sud' } }
    expect(explained('A', 10_000, rule, projects)[1]).toBe(
      'Le territoire « nord » a 4 000 € dans le règlement, sur 10 000 €, soit 40 % : 10 000 € × 4 000 ÷ 10 000 = 4 000 €.',
    )
    const reserved = { ...rule, split: { ...rule.split, whenLeft: 'reserved' } } as AllocationRule
    expect(explained('B', 20_000, reserved, { ...projects, B: { votes: 1, asks: 5000, territory: 'sud' } })).toEqual([
      'Ce projet peut recevoir 5 000 € au plus : c’est ce qu’il demande.',
      'Le règlement réserve 6 000 € au territoire « sud ».',
      'L’argent suffit pour que chaque projet qui a des votes, dans le territoire « sud », reçoive son maximum.',
      'Montant proposé : 5 000 €.',
    ])
  })

  test('fixed amounts, when the envelope does not suffice', () => {
    const rule: AllocationRule = {
      kind: 'fixed-by-category',
      amounts: amountsInEuros({ culture: 20_000 }),
      whenShort: 'reduce',
    }
    expect(explained('A', 45_000, rule, TOWN).slice(1)).toEqual([
      'Le règlement donne 20 000 € à chaque projet de la catégorie « culture ». Plafonné à 15 000 € (sa demande).',
      'L’enveloppe ne suffit pas pour tous : chacun est réduit en proportion. 45 000 € × 20 000 ÷ 60 000 = 15 000 €. Plafonné à 15 000 € (sa demande).',
      'Montant proposé : 15 000 €.',
    ])
  })

  test('fixed amounts that are exactly enough: nothing is reduced', () => {
    const amounts = amountsInEuros({ culture: 15_000 })
    const rule: AllocationRule = { kind: 'fixed-by-category', amounts, whenShort: 'reduce' }
    expect(explained('A', 45_000, rule, TOWN).slice(1)).toEqual([
      'Le règlement donne 15 000 € à chaque projet de la catégorie « culture ».',
      'Montant proposé : 15 000 €.',
    ])
  })

  test('tiers', () => {
    const rule: AllocationRule = {
      kind: 'tiers-by-rank',
      tiers: [{ throughRank: 2, amountCents: amountsInEuros({ x: 3000.5 }).get('x')! }],
      within: 'all',
      whenShort: 'skip',
    }
    expect(explained('A', 9000, rule, TOWN).slice(1)).toEqual([
      'Rang 2 : le règlement donne 3 000,50 € à ce rang, soit 3 000 € une fois arrondi.',
      'Au classement général, rang 2 : il reste 6 000 €, le projet reçoit 3 000 €.',
      'Montant proposé : 3 000 €.',
    ])
    expect(explained('C', 9000, rule, TOWN).slice(1)).toEqual([
      'Rang 3 : le règlement ne donne rien à ce rang.',
      'Montant proposé : 0 €.',
    ])
  })

  test('turns in a ranking and in a quota', () => {
    const rule: AllocationRule = { kind: 'territory-quota', quota: { of: 'projects', count: 1 }, whenShort: 'stop' }
    const projects = {
      A: { votes: 3, asks: 4000, territory: 'nord' },
      B: { votes: 2, asks: 5000, territory: 'nord' },
    }
    expect(explained('A', 6000, rule, projects)[1]).toBe(
      'Pour la part de son territoire, rang 1 : il reste 6 000 €, le projet reçoit 4 000 €.',
    )
    expect(explained('B', 6000, rule, projects).slice(1)).toEqual([
      'Pour la part de son territoire, rang 2 : son territoire a déjà son nombre de projets.',
      'Au classement général, rang 2 : il faut 5 000 € et il reste 2 000 € : le classement s’arrête au premier que l’argent ne peut pas payer.',
      'Montant proposé : 0 €.',
    ])
    const ranking = (whenShort: 'part' | 'skip') => explained('B', 6000, { kind: 'ranking', whenShort }, projects)[1]
    expect(ranking('part')).toContain('le projet reçoit ce reste : 2 000 €.')
    expect(explained('B', 4000, { kind: 'ranking', whenShort: 'part' }, projects)[1]).toBe(
      'Au classement général, rang 2 : il faut 5 000 € et il reste 0 €, ce n’est pas assez : on passe au suivant.',
    )
    expect(ranking('skip')).toContain('ce n’est pas assez : on passe au suivant.')
  })
})

test('percentages: one digit, two when they are exact', () => {
  expect(spaced(percent(1234n, 5678n))).toBe('21,7 %')
  expect(spaced(percent(3333n, 10_000n))).toBe('33,33 %')
  expect(spaced(percent(2n, 3n))).toBe('66,7 %')
  expect(spaced(percent(1n, 2n))).toBe('50 %')
  expect(spaced(percent(1n, 3000n))).toBe('0 %')
})

function proportional(within: 'all' | 'category'): AllocationRule {
  return { kind: 'proportional', within, split: { by: 'votes' } }
}

function explained(
  id: string,
  envelope: number,
  rule: AllocationRule,
  projects: Parameters<typeof requestOf>[2],
  options = {},
) {
  const request = requestOf(envelope, rule, projects, options)
  const amount = allocationOf(request).amounts.find(({ project }) => project.id === id)!
  return sentencesOf(amount, request).map(spaced)
}

/** No-break spaces are tried with the typography; here they would only make the sentences hard to read. */
function spaced(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ')
}
