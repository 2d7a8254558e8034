import { expect, test } from 'vitest'
import { type RuleRequest, ruleFor } from '#kernel/tally'
import { nameOfGroup, nameOfRule, titleOfGrouping } from './names.ts'

test('ages are told by bands, none forgotten', () => {
  const bands = Array.from({ length: 120 }, (_, age) => nameOfGroup('Âge', String(age)))
  expect([...new Set(bands)]).toEqual([
    'Moins de 18 ans',
    '18 à 29 ans',
    '30 à 44 ans',
    '45 à 59 ans',
    '60 à 74 ans',
    '75 ans et plus',
  ])
})

test('what the file does not say is said so, and small groups are put together', () => {
  expect(['', undefined].map((name) => nameOfGroup('Lieu', name))).toEqual(['Non dit', 'Autres'])
  expect(['F', 'M', 'X'].map((name) => nameOfGroup('Sexe', name))).toEqual(['Femmes', 'Hommes', 'X'])
  expect(['neighborhood', 'age', 'sex'].map(titleOfGrouping)).toEqual(['Lieu', 'Âge', 'Sexe'])
})

test('rules that count in different ways have different names', () => {
  const requests: readonly RuleRequest[] = [
    { kind: 'greedy', utility: 'points', by: 'total' },
    { kind: 'greedy', utility: 'points', by: 'total', whenTooDear: 'stop' },
    { kind: 'greedy', utility: 'points' },
    { kind: 'greedy', utility: 'cost' },
    { kind: 'greedy', utility: 'cardinality' },
    { completion: 'none' },
    { completion: 'utilitarian' },
    { completion: 'add1' },
    { completion: 'add1-utilitarian' },
    { preset: 'wieliczka-2023' },
    { kind: 'phragmen' },
    { kind: 'max-welfare' },
  ]
  const names = requests.map((request) => {
    const rule = ruleFor(request, 'cumulative')
    return rule.ok && nameOfRule(rule.value)
  })
  expect(new Set(names).size).toBe(requests.length)
  expect(names).not.toContain(false)
})
