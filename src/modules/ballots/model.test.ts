import { expect, test } from 'vitest'
import { readElection } from '#kernel/tally'
import { decideKeeping, fingerprintOf, isoDateOf, manifestOf, slugOf } from './model.ts'
import { officialRuleOf } from './official-rule.ts'
import { bytesOf, VILLAGE } from './testing/elections.ts'

function election(text = VILLAGE) {
  const read = readElection(bytesOf(text))
  if (!read.ok) throw new Error(JSON.stringify(read.refusal))
  return read.value
}

test.each([
  ['Municipal PB in Świecie', 'municipal-pb-in-swiecie'],
  ['Łódź 2024', 'lodz-2024'],
  ['  Cœur d’Ostrevent — vote ! ', 'coeur-d-ostrevent-vote'],
  ['…', 'scrutin'],
  ['é'.repeat(100), 'e'.repeat(80)],
])('« %s » is at the address %s', (title, slug) => {
  expect(slugOf(title)).toBe(slug)
})

test.each([
  ['03.04.2023', '2023-04-03'],
  ['3.4.2023', '2023-04-03'],
  ['2022', '2022'],
  ['2023-04-03', '2023-04-03'],
  ['avril', undefined],
  [undefined, undefined],
])('the date %s of a file is %s', (written, date) => {
  expect(isoDateOf(written)).toBe(date)
})

test('the manifest binds the ballots, the rule, the budget and every cost', () => {
  const words = { slug: 'village', title: 'Village' }
  const rule = officialRuleOf(election(), {})
  if (!rule.ok) throw new Error('the village says its rule')
  const manifest = manifestOf(election(), words, rule.value, 'aa')
  const others = [
    manifestOf(election(), words, rule.value, 'ab'),
    manifestOf(election(), words, { ...rule.value, ties: 'id' }, 'aa'),
    manifestOf(election(VILLAGE.replace('budget;300', 'budget;301')), words, rule.value, 'aa'),
    manifestOf(election(VILLAGE.replace('banc;100', 'banc;101')), words, rule.value, 'aa'),
  ]
  expect(new Set([manifest, ...others].map(fingerprintOf)).size).toBe(5)
  expect(manifest).toBe(manifestOf(election(), words, rule.value, 'aa'))
})

test.each([
  ['currency;EUR', 'currency;euros', 'currency-unknown'],
  ['currency;EUR\n', '', 'currency-unknown'],
  ['budget;300', 'budget;300.1234567', 'amount-too-large'],
])('an election with « %s » written « %s » is not kept: %s', (from, to, kind) => {
  expect(decideKeeping(election(VILLAGE.replace(from, to)))).toMatchObject({ ok: false, refusal: { kind } })
})

test.each([
  ['greedy', { kind: 'greedy', whenTooDear: 'skip', threshold: 0 }],
  ['greedy-no-skip', { kind: 'greedy', whenTooDear: 'stop' }],
  ['equalshares', { kind: 'equal-shares', completion: 'none', comparison: false }],
  ['equalshares/add1', { kind: 'equal-shares', completion: 'add1', comparison: false }],
  ['equalshares/add1-comparison', { kind: 'equal-shares', completion: 'add1', comparison: true }],
])('a file that announces « %s » is counted so', (announced, rule) => {
  const result = officialRuleOf(election(VILLAGE.replace('rule;greedy', `rule;${announced}`)), {})
  expect(result).toMatchObject({ ok: true, value: rule })
})

test('the threshold a file announces is applied', () => {
  const text = VILLAGE.replace('rule;greedy', 'rule;greedy-threshold\nmin_project_score_threshold;2')
  expect(officialRuleOf(election(text), {})).toMatchObject({ ok: true, value: { threshold: 2 } })
})

test('a rule nobody knows is never guessed, but may be chosen', () => {
  const unknown = election(VILLAGE.replace('rule;greedy', 'rule;unknown'))
  expect(officialRuleOf(unknown, {})).toEqual({ ok: false, refusal: { kind: 'rule-unknown', rule: 'unknown' } })
  expect(officialRuleOf(unknown, { kind: 'phragmen' })).toMatchObject({ ok: true, value: { kind: 'phragmen' } })
})

test('points are not counted where ballots give none', () => {
  expect(officialRuleOf(election(), { kind: 'greedy', utility: 'points' })).toMatchObject({
    ok: false,
    refusal: { kind: 'rule-impossible' },
  })
})
