import { expect, test } from 'vitest'
import { cents } from '#kernel/money'
import { type AllocationRequest, type AllocationRule, allocate, REFUSAL_KINDS, type RefusalKind } from '../index.ts'
import { amountsInEuros, euros, requestOf } from '../requests.testing.ts'
import { sentenceOfRefusal } from './index.ts'

const RANKING: AllocationRule = { kind: 'ranking', whenShort: 'skip' }
const TOWN = {
  A: { votes: 5, asks: 100, category: 'culture', territory: 'nord' },
  B: { votes: 3, asks: 200, category: 'sport', territory: 'sud' },
}
const RIGHT = requestOf(1000, RANKING, TOWN)
const [A, B] = RIGHT.projects as [AllocationRequest['projects'][number], AllocationRequest['projects'][number]]

const amounts = (of: Readonly<Record<string, number>>, whenLeft: 'to-others' | 'reserved' = 'to-others') =>
  ({
    kind: 'proportional',
    within: 'category',
    split: { by: 'amounts', amounts: amountsInEuros(of), whenLeft },
  }) as const
const caps = (of: Readonly<Record<string, number>>) => ({
  caps: amountsInEuros(of),
  maximumCostShareBasisPoints: undefined,
})
const tiers = (...list: readonly (readonly [number | 'last', number])[]): AllocationRule => ({
  kind: 'tiers-by-rank',
  tiers: list.map(([throughRank, amount]) => ({ throughRank, amountCents: euros(amount) })),
  within: 'all',
  whenShort: 'skip',
})
const quota = (of: Extract<AllocationRule, { kind: 'territory-quota' }>['quota']): AllocationRule => {
  return { kind: 'territory-quota', quota: of, whenShort: 'skip' }
}

const CASES: readonly [RefusalKind, Partial<AllocationRequest>, string][] = [
  ['projects-missing', { projects: [] }, 'Il n’y a aucun projet.'],
  ['envelope-not-positive', { envelopeCents: cents(0n) }, 'L’enveloppe est vide.'],
  ['rounding-not-positive', { roundingCents: cents(0n) }, 'L’arrondi doit être d’un centime au moins.'],
  ['project-repeated', { projects: [A, { ...B, id: 'A' }] }, 'Le projet « A » est là deux fois.'],
  ['votes-negative', { projects: [{ ...A, votes: -1n }, B] }, 'Projet « A » : un nombre de votes négatif'],
  [
    'request-not-positive',
    { projects: [{ ...A, requestedCents: cents(0n) }, B] },
    'Projet « A » : il ne demande rien.',
  ],
  [
    'cost-not-positive',
    { projects: [{ ...A, costCents: cents(0n) }, B] },
    'Projet « A » : son coût est vide ou négatif.',
  ],
  [
    'request-above-cost',
    { projects: [{ ...A, costCents: euros(99) }, B] },
    'Projet « A » : il demande plus qu’il ne coûte.',
  ],
  [
    'category-missing',
    { projects: [{ ...A, category: '' }, B], limits: caps({ sport: 1 }) },
    'Projet « A » : sa catégorie manque. Noms connus : sport.',
  ],
  [
    'category-unknown',
    { limits: caps({ sport: 1 }) },
    'Projet « A » : la catégorie « culture » n’est pas dans le règlement. Noms connus : sport.',
  ],
  [
    'category-unknown',
    { rule: { kind: 'fixed-by-category', amounts: amountsInEuros({ culture: 1 }), whenShort: 'skip' } },
    'Projet « B » : la catégorie « sport »',
  ],
  ['category-unknown', { rule: amounts({ culture: 1000 }) }, 'Projet « B » : la catégorie « sport »'],
  [
    'territory-missing',
    { projects: [{ ...A, territory: '' }, B], rule: quota({ of: 'projects', count: 1 }) },
    'Projet « A » : son territoire manque.',
  ],
  [
    'territory-unknown',
    { rule: quota({ of: 'money', amount: amountsInEuros({ nord: 9 }) }) },
    'Projet « B » : le territoire « sud » n’est pas dans le règlement. Noms connus : nord.',
  ],
  ['amount-negative', { limits: caps({ culture: -1, sport: 1 }) }, 'Le montant donné pour « culture » est négatif.'],
  [
    'cost-share-out-of-range',
    { limits: { caps: undefined, maximumCostShareBasisPoints: 10_001 } },
    'La part maximale du coût',
  ],
  ['quota-not-positive', { rule: quota({ of: 'projects', count: 0 }) }, 'La part de chaque territoire'],
  ['quota-not-positive', { rule: quota({ of: 'money', amount: euros(0) }) }, 'La part de chaque territoire'],
  ['tiers-missing', { rule: tiers() }, 'Donnez au moins un palier.'],
  ['tiers-out-of-order', { rule: tiers([3, 50], [2, 40]) }, 'Les paliers doivent suivre le classement'],
  ['tiers-out-of-order', { rule: tiers([3, 50], [5, 60]) }, 'Les paliers doivent suivre le classement'],
  [
    'amounts-above-envelope',
    { rule: amounts({ culture: 900, sport: 101 }, 'reserved') },
    'Les montants réservés font 1 001 € et l’enveloppe 1 000 €.',
  ],
  [
    'amounts-above-envelope',
    { rule: quota({ of: 'money', amount: euros(501) }) },
    'Les montants réservés font 1 002 €',
  ],
  ['amounts-differ-from-envelope', { rule: amounts({ culture: 900, sport: 99 }) }, 'Les montants des parts font 999 €'],
  [
    'votes-missing',
    {
      projects: [
        { ...A, votes: 0n },
        { ...B, votes: 0n },
      ],
    },
    'Aucun projet n’a de vote',
  ],
  [
    'tie-undecided',
    {
      projects: [
        { ...A, lot: undefined },
        { ...A, id: 'B', lot: 2 },
      ],
    },
    'Les projets « A » et « B » sont à égalité en tout.',
  ],
  ['tie-undecided', { projects: [A, { ...A, id: 'B' }] }, 'Les projets « A » et « B » sont à égalité en tout.'],
  [
    'tie-undecided',
    { projects: [A, { ...B, costCents: A.costCents, requestedCents: A.requestedCents }], ties: ['lowest-cost'] },
    'Les projets « A » et « B »',
  ],
]

test.each(CASES)('%s', (kind, wrong, beginning) => {
  const result = allocate({ ...RIGHT, ...wrong })
  const refusals = result.ok ? [] : result.refusal
  expect(refusals.map((refusal) => refusal.kind)).toEqual([kind])
  expect(sentenceOfRefusal(refusals[0]!).replace(/[\u00a0\u202f]/g, ' ')).toContain(beginning)
})

test('every refusal of the list has a case here', () => {
  expect(new Set(CASES.map(([kind]) => kind))).toEqual(new Set(REFUSAL_KINDS))
})

test('everything wrong is said at once', () => {
  const result = allocate({
    ...RIGHT,
    envelopeCents: cents(0n),
    projects: [
      { ...A, votes: -1n },
      { ...B, votes: -1n },
    ],
  })
  expect(result.ok ? [] : result.refusal.map(({ kind, project }) => `${kind} ${project}`)).toEqual([
    'envelope-not-positive ',
    'votes-negative A',
    'votes-negative B',
    'votes-missing ',
  ])
})

test('no lot is asked where nobody is equal', () => {
  expect(
    allocate({
      ...RIGHT,
      projects: [
        { ...A, lot: undefined },
        { ...B, lot: undefined },
      ],
    }).ok,
  ).toBe(true)
})
