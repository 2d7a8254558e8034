import { describe, expect, test } from 'vitest'
import type { Rule, VoteType } from './model.ts'
import { PRESET_NAMES, PRESETS } from './presets.ts'
import { defaultUtility, type RuleRefusal, type RuleRequest, ruleFor, sentenceOfRuleRefusal } from './rule.ts'

describe('what is left out is filled in', () => {
  const cases: readonly [string, RuleRequest, VoteType, Rule][] = [
    [
      'nothing asked: equal shares by cost, nothing more than what voters pay, our order of ties',
      {},
      'approval',
      {
        kind: 'equal-shares',
        utility: 'cost',
        completion: 'none',
        start: 'exact',
        exhaustiveStop: 'supported',
        comparison: false,
        ties: 'cost-votes',
      },
    ],
    [
      'greedy: a project nobody chose is not funded',
      { kind: 'greedy' },
      'choose-1',
      {
        kind: 'greedy',
        utility: 'cost',
        by: 'per-cost',
        whenTooDear: 'skip',
        threshold: 0,
        fundsUnsupported: false,
        ties: 'cost-votes',
      },
    ],
    [
      'greedy with every option',
      { kind: 'greedy', utility: 'points', by: 'total', whenTooDear: 'stop', threshold: 50, ties: 'id' },
      'cumulative',
      {
        kind: 'greedy',
        utility: 'points',
        by: 'total',
        whenTooDear: 'stop',
        threshold: 50,
        fundsUnsupported: false,
        ties: 'id',
      },
    ],
    [
      'greedy as pabutools',
      { kind: 'greedy', preset: 'pabutools' },
      'ordinal',
      {
        kind: 'greedy',
        utility: 'borda',
        by: 'per-cost',
        whenTooDear: 'skip',
        threshold: 0,
        fundsUnsupported: true,
        ties: 'id',
      },
    ],
    [
      'a threshold of zero is none',
      { kind: 'greedy', threshold: 0 },
      'approval',
      {
        kind: 'greedy',
        utility: 'cost',
        by: 'per-cost',
        whenTooDear: 'skip',
        threshold: 0,
        fundsUnsupported: false,
        ties: 'cost-votes',
      },
    ],
    ['Phragmén', { kind: 'phragmen' }, 'approval', { kind: 'phragmen', fundsUnsupported: false, ties: 'cost-votes' }],
    [
      'Phragmén as pabutools',
      { kind: 'phragmen', preset: 'pabutools' },
      'approval',
      { kind: 'phragmen', fundsUnsupported: true, ties: 'id' },
    ],
    [
      'maximum welfare',
      { kind: 'max-welfare', utility: 'positions' },
      'ordinal',
      { kind: 'max-welfare', utility: 'positions', ties: 'cost-votes' },
    ],
    [
      'a preset fixes the completion',
      { preset: 'wieliczka-2023' },
      'approval',
      {
        kind: 'equal-shares',
        utility: 'cost',
        completion: 'add1',
        start: 'floor',
        exhaustiveStop: 'never',
        comparison: true,
        ties: 'cost-votes',
      },
    ],
    [
      'unless one asks for another',
      { preset: 'equalshares.net', completion: 'none', ties: 'id', utility: 'cardinality' },
      'approval',
      {
        kind: 'equal-shares',
        utility: 'cardinality',
        completion: 'none',
        start: 'floor',
        exhaustiveStop: 'all',
        comparison: false,
        ties: 'id',
      },
    ],
  ]
  test.each(cases)('%s', (_, request, voteType, rule) => {
    expect(ruleFor(request, voteType)).toEqual({ ok: true, value: rule })
  })

  test('each type of vote has its utility', () => {
    const types = ['approval', 'choose-1', 'cumulative', 'scoring', 'ordinal'] as const
    expect(types.map(defaultUtility)).toEqual(['cost', 'cost', 'points', 'points', 'borda'])
  })

  test('every preset counts by equal shares', () => {
    expect(PRESET_NAMES).toEqual(Object.keys(PRESETS))
    for (const preset of PRESET_NAMES) expect(ruleFor({ preset }, 'approval')).toMatchObject({ ok: true })
  })
})

describe('what cannot be is refused with a sentence', () => {
  const cases: readonly [RuleRefusal, RuleRequest, VoteType][] = [
    ['preset-of-another-rule', { kind: 'greedy', preset: 'equalshares.net' }, 'approval'],
    ['preset-of-another-rule', { kind: 'phragmen', preset: 'assen-2024' }, 'approval'],
    ['preset-of-another-rule', { kind: 'max-welfare', preset: 'swiecie-2023' }, 'approval'],
    ['points-without-points', { utility: 'points' }, 'approval'],
    ['points-without-points', { utility: 'points' }, 'ordinal'],
    ['ranks-without-ranks', { utility: 'borda' }, 'cumulative'],
    ['ranks-without-ranks', { utility: 'positions' }, 'approval'],
    ['completion-of-another-rule', { kind: 'greedy', completion: 'add1' }, 'approval'],
    ['utility-of-another-rule', { kind: 'phragmen', utility: 'cost' }, 'approval'],
    ['greedy-option-of-another-rule', { by: 'total' }, 'approval'],
    ['greedy-option-of-another-rule', { kind: 'phragmen', whenTooDear: 'stop' }, 'approval'],
    ['greedy-option-of-another-rule', { threshold: 0 }, 'approval'],
    ['threshold-unreadable', { kind: 'greedy', threshold: -1 }, 'approval'],
    ['threshold-unreadable', { kind: 'greedy', threshold: Number.NaN }, 'approval'],
    ['threshold-unreadable', { kind: 'greedy', threshold: Number.POSITIVE_INFINITY }, 'approval'],
  ]
  test.each(cases)('%s: %o on %s ballots', (refusal, request, voteType) => {
    expect(ruleFor(request, voteType)).toEqual({ ok: false, refusal })
    expect(sentenceOfRuleRefusal(refusal)).toMatch(/^[A-Z].*\.$/)
  })
})
