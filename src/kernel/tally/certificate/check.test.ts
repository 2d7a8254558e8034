import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anySketch, electionOf, knownElections, readKnown } from '../elections.testing.ts'
import { anyRule, largerSketch } from '../equal-shares/elections.testing.ts'
import { otherRules } from '../explain/rules.testing.ts'
import type { Election, Rule } from '../model.ts'
import { type RuleRequest, ruleFor } from '../rule.ts'
import { tally } from '../tally.ts'
import { certificateOf, checkCertificate } from './index.ts'
import { leavesOf, withLeaf } from './leaves.testing.ts'

function ruleOf(election: Election, request: RuleRequest): Rule {
  const rule = ruleFor(request, election.voteType)
  if (!rule.ok) throw new Error(rule.refusal)
  return rule.value
}

/** As another program would read it. */
function published(election: Election, rule: Rule): unknown {
  return JSON.parse(JSON.stringify(certificateOf(election, tally(election, rule))))
}

function expectAccepted(election: Election, rule: Rule): void {
  const checked = checkCertificate(election, rule, published(election, rule))
  expect(checked.ok ? undefined : checked.refusal).toBeUndefined()
}

const ANY_COUNT = anySketch.chain((sketch) =>
  fc.record({ sketch: fc.constant(sketch), rule: fc.oneof(anyRule(sketch.type), otherRules(sketch.type)) }),
)

describe('the checker accepts the certificate of every count', () => {
  test('of small elections, by every rule', () => {
    fc.assert(
      fc.property(ANY_COUNT, ({ sketch, rule }) => expectAccepted(electionOf(sketch), rule)),
      { numRuns: 300 },
    )
  })

  test('of elections with many purses', () => {
    const cases = largerSketch.chain((sketch) => fc.record({ sketch: fc.constant(sketch), rule: anyRule(sketch.type) }))
    fc.assert(
      fc.property(cases, ({ sketch, rule }) => expectAccepted(electionOf(sketch), rule)),
      { numRuns: 50 },
    )
  })

  // The larger ones take seconds each: `filigrane tally --certify` was run on them by hand.
  const MOST_VOTERS = 4_000
  test.each(knownElections().elections.map(({ file }) => file))('%s', (file) => {
    const election = readKnown(file)
    if (election.profile.voterCount > MOST_VOTERS) return
    for (const kind of ['equal-shares', 'phragmen', 'greedy', 'max-welfare'] as const) {
      expectAccepted(election, ruleOf(election, { kind }))
    }
    expectAccepted(election, ruleOf(election, { completion: 'add1-utilitarian' }))
  })
})

describe('a certificate in which one number is changed is refused', () => {
  test('in small elections: every number, by every rule', () => {
    fc.assert(
      fc.property(ANY_COUNT, ({ sketch, rule }) => {
        const election = electionOf(sketch)
        const certificate = published(election, rule)
        for (const leaf of leavesOf(certificate)) {
          const checked = checkCertificate(election, rule, withLeaf(certificate, leaf))
          expect([leaf.at, leaf.changed, checked.ok]).toEqual([leaf.at, leaf.changed, false])
        }
      }),
      { numRuns: 60 },
    )
  })

  test.each<[string, RuleRequest]>([
    ['Netherlands_Assen_2024.pb', { preset: 'assen-2024' }],
    ['Netherlands_Assen_2024.pb', { preset: 'wieliczka-2023' }],
    ['Netherlands_Assen_2024.pb', { preset: 'equalshares.net' }],
    ['Netherlands_Assen_2024.pb', { kind: 'greedy' }],
    ['Netherlands_Assen_2024.pb', { kind: 'phragmen' }],
    ['Netherlands_Assen_2024.pb', { kind: 'max-welfare' }],
    ['France_Toulouse_2019.pb', {}],
    ['Poland_Swiecie_2023.pb', { preset: 'swiecie-2023' }],
    ['Poland_Wieliczka_2023_Green_Budget.pb', { preset: 'wieliczka-2023' }],
  ])('%s %o: numbers taken all along the certificate', (file, request) => {
    const election = readKnown(file)
    const rule = ruleOf(election, request)
    const certificate = published(election, rule)
    const leaves = leavesOf(certificate)
    const MOST = election.profile.voterCount > 1000 ? 12 : 60
    const stride = Math.max(1, Math.floor(leaves.length / MOST))
    for (let at = 0; at < leaves.length; at += stride) {
      const leaf = leaves[at]!
      const checked = checkCertificate(election, rule, withLeaf(certificate, leaf))
      expect([leaf.at, leaf.changed, checked.ok]).toEqual([leaf.at, leaf.changed, false])
    }
  })
})

test('the checkers use nothing of the programs that count', () => {
  const ALLOWED =
    /^(#kernel\/(result|canonical-json|fraction)|\.\.\/model\.ts|\.\/(check[a-z-]*|model|payers|reading|shape|text)\.ts)$/
  const files = ['check', 'check-shares', 'check-equal-shares', 'check-greedy', 'check-phragmen', 'check-max-welfare']
  for (const name of [...files, 'payers', 'reading', 'shape', 'text']) {
    const source = readFileSync(new URL(`${name}.ts`, import.meta.url), 'utf8')
    const imported = [...source.matchAll(/from '([^']+)'/g)].map((match) => match[1]!)
    expect([name, imported.filter((path) => !ALLOWED.test(path))]).toEqual([name, []])
  }
})
